// Asks the browser for a passkey when a form is sent, and sends what it says along. Without this the other ways stand there.
(function () {
  'use strict';
  var form = document.querySelector('form[data-passkey]');
  if (!form || !window.PublicKeyCredential || !navigator.credentials) return;

  function show(name, shown) {
    Array.prototype.forEach.call(document.querySelectorAll('[' + name + ']'), function (each) { each.hidden = !shown; });
  }

  function bytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }

  function text(buffer) {
    if (!buffer) return undefined;
    var letters = Array.prototype.map.call(new Uint8Array(buffer), function (each) { return String.fromCharCode(each); });
    return btoa(letters.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  // JSON has no bytes: what is bytes is written in letters, there and back.
  function asked() {
    var options = JSON.parse(form.dataset.options).publicKey;
    options.challenge = bytes(options.challenge);
    if (options.user) {
      options.user.id = bytes(options.user.id);
      options.user.name = options.user.displayName = form.elements.name.value;
    }
    ['excludeCredentials', 'allowCredentials'].forEach(function (list) {
      (options[list] || []).forEach(function (each) { each.id = bytes(each.id); });
    });
    return { publicKey: options };
  }

  function said(key) {
    var answer = { id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {}, response: {} };
    ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'].forEach(function (part) {
      if (key.response[part]) answer.response[part] = text(key.response[part]);
    });
    return JSON.stringify(answer);
  }

  show('data-no-passkeys', false);
  show('data-when-passkeys', true);
  form.addEventListener('submit', function (event) {
    if (form.elements.answer.value || (form.elements.name && !form.elements.name.value.trim())) return;
    event.preventDefault();
    show('data-nothing', false);
    navigator.credentials[form.dataset.passkey](asked()).then(function (key) {
      form.elements.answer.value = said(key);
      form.submit();
    }, function () { show('data-nothing', true); });
  });
})();
