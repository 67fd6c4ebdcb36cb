// What a page does by itself when a browser lets it: follow changes, send without reloading. Everything here also
// works without it. A page marks what follows with an id and data-follow; the server decides what anybody sees.
(function () {
  'use strict';
  var doc = document;
  var root = doc.documentElement;
  var stream = null;
  var fetching = null;
  var wanted = false;
  var sending = 0;
  var pressed = null;
  var shown = '';
  var tries = 0;
  var timer = 0;
  var hidden = false;

  var all = function (where, what) { return Array.prototype.slice.call(where.querySelectorAll(what)); };
  var here = function () { return location.pathname + location.search; };
  var still = function () { return doc.body.hasAttribute('data-still'); };
  var mayFollow = function () { return doc.body.dataset.ticket && !doc.hidden && !still() && !hidden; };

  // --- Listening

  function close() {
    clearTimeout(timer);
    timer = 0;
    if (stream) stream.close();
    stream = null;
  }

  function listen() {
    close();
    if (!mayFollow() || !window.EventSource) return;
    var mine = stream = new EventSource('/live/?ticket=' + encodeURIComponent(doc.body.dataset.ticket));
    mine.onopen = function () { tries = 0; };
    mine.addEventListener('changed', refresh);
    // Over, or not let in: the page fetches itself, and with it a new ticket.
    mine.onerror = function () { if (mine === stream) { close(); later(); } };
  }

  function later() {
    if (timer || !mayFollow()) return;
    timer = setTimeout(function () { timer = 0; refresh(); }, Math.min(15, Math.pow(2, tries++)) * (750 + Math.random() * 500));
  }

  function refresh() {
    if (hidden) return null;
    if (fetching) { wanted = true; return fetching; }
    wanted = false;
    var address = here();
    fetching = ask(address, { headers: { 'X-Follow': '1' } }).then(function (answer) {
      fetching = null;
      if (hidden || address !== here()) return;
      if (sending) { wanted = true; return; }
      if (answer.elsewhere && !answer.stranger && inUse(doc.body)) { close(); moved(); return; }
      if (answer.status === 403 || answer.status === 404 || answer.elsewhere || answer.stranger) { location.reload(); return; }
      if (answer.status !== 200) { close(); later(); return; }
      merge(answer.page);
      if (!stream) listen();
      if (wanted) refresh();
    }).catch(function () { fetching = null; close(); later(); });
    return fetching;
  }

  // Whoever waits on a line that went silent waits no longer than this.
  function ask(address, options) {
    var limit = window.AbortController && new AbortController();
    if (limit) { options.signal = limit.signal; setTimeout(function () { limit.abort(); }, 30000); }
    options.credentials = 'same-origin';
    return fetch(address, options).then(read);
  }

  // An answer is read whole. `elsewhere`: it is another page; `stranger`: it is a page for somebody not signed in.
  function read(response) {
    return response.text().then(function (text) {
      var page = new DOMParser().parseFromString(text, 'text/html');
      var address = new URL(response.url);
      return {
        status: response.status,
        page: page,
        url: response.url,
        redirected: response.redirected,
        elsewhere: response.redirected && address.pathname !== location.pathname,
        stranger: response.ok && doc.querySelector('[data-hide]') && !page.querySelector('[data-hide]')
      };
    });
  }

  // --- Putting what is new into the page

  // What somebody typed or chose, and did not send.
  function touched(field) {
    if (field.type === 'hidden' || field.type === 'submit') return false;
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (field.options) {
      var first = all(field, 'option[selected]')[0] || field.options[0];
      return !!first && field.value !== first.value;
    }
    return field.value !== field.defaultValue;
  }

  function isText(element) {
    return element.tagName === 'TEXTAREA' || element.tagName === 'SELECT' || (element.tagName === 'INPUT' && !/^(hidden|submit|button|checkbox|radio)$/.test(element.type));
  }

  // A form that came back to be mended holds words that are kept nowhere else.
  function inUse(region, except) {
    return all(region, 'input,textarea,select').some(function (field) {
      var mending = field.form && field.form.querySelector('[data-problems]');
      return field.form !== except && (mending || touched(field) || (field === doc.activeElement && isText(field)));
    });
  }

  // Keys and tokens are new in every answer, and an opened fold is the reader's: neither is a change.
  function plain(region) {
    var copy = region.cloneNode(true);
    all(copy, '[name=key],[name=csrfmiddlewaretoken]').forEach(function (field) { field.removeAttribute('value'); });
    all(copy, 'details').forEach(function (fold) { fold.removeAttribute('open'); });
    all(copy, '[aria-busy]').forEach(function (part) { part.removeAttribute('aria-busy'); });
    all(copy, '.noted').forEach(function (card) { card.parentNode.removeChild(card); });
    all(copy, '[data-hold]').forEach(function (button) { button.hidden = true; button.removeAttribute('aria-pressed'); });
    copy.removeAttribute('tabindex');
    return copy.outerHTML;
  }

  function put(region, fresh) {
    var active = doc.activeElement;
    var focused = active && region.contains(active);
    var open = {};
    all(region, 'details[id]').forEach(function (fold) { open[fold.id] = fold.open; });
    forget(region);
    fresh = doc.importNode(fresh, true);
    region.parentNode.replaceChild(fresh, region);
    all(fresh, 'details[id]').forEach(function (fold) { if (fold.id in open) fold.open = open[fold.id]; });
    if (!focused) return;
    var again = active.id && doc.getElementById(active.id);
    if (!again) { again = fresh; fresh.setAttribute('tabindex', '-1'); }
    again.focus({ preventScroll: true });
  }

  function note(beside, name, words) {
    forget(beside);
    var pattern = doc.querySelector('[' + name + ']');
    if (!pattern) return;
    var card = pattern.cloneNode(true);
    card.removeAttribute('id');
    card.removeAttribute(name);
    card.hidden = false;
    card.className += ' noted';
    if (words) { card.textContent = ''; card.appendChild(words); }
    beside.parentNode.insertBefore(card, beside.nextSibling);
    say(card.textContent);
  }

  function forget(beside) {
    var card = beside.nextElementSibling;
    if (card && card.classList.contains('noted')) card.parentNode.removeChild(card);
  }

  function say(words) {
    var news = doc.getElementById('news');
    if (news && words) news.textContent = words.trim();
  }

  // Lines that came to a list while it is about the same: that they came is said once, not what is in them.
  function hasNew(region, fresh) {
    return fresh.dataset.sayNew && fresh.dataset.newIn === region.dataset.newIn && all(fresh, 'li[id]').some(function (line) {
      return !doc.getElementById(line.id);
    });
  }

  // The page has gone somewhere else while somebody was writing: it waits for them.
  function moved() {
    var field = all(doc, 'input,textarea,select').filter(touched)[0] || doc.activeElement;
    note(field.form || field, 'data-moved-on');
  }

  // A form that was sent gets a new key, even where what stands around it has to wait.
  function renew(form, fresh) {
    var twin = all(fresh, 'form').filter(function (other) { return other.getAttribute('action') === form.getAttribute('action'); })[0];
    if (twin) put(form, twin); else form.parentNode.removeChild(form);
  }

  function merge(page, sent) {
    var x = window.pageXOffset;
    var y = window.pageYOffset;
    var said = [];
    var token = page.querySelector('[name=csrfmiddlewaretoken]');
    if (page.body.dataset.ticket) doc.body.dataset.ticket = page.body.dataset.ticket;
    all(page, '[data-follow][id]').forEach(function (fresh) {
      var region = doc.getElementById(fresh.id);
      if (!region) return;
      var own = sent && region.contains(sent);
      if (!own && plain(region) === plain(fresh)) return;
      // What is said once a visit stays for as long as the page does.
      if (region.hasAttribute('data-kept') && !fresh.children.length) return;
      if (inUse(region, sent)) {
        if (own) renew(sent, fresh);
        if (!region.querySelector('[data-follow]')) note(region, 'data-moved-on');
        return;
      }
      if (fresh.dataset.say && fresh.dataset.say !== region.dataset.say) said.push(fresh.dataset.say);
      if (!sent && hasNew(region, fresh)) said.push(fresh.dataset.sayNew);
      put(region, fresh);
    });
    // As an attribute: a browser that restores boxes when a page is loaded again leaves these as they were sent.
    if (token) all(doc, '[name=csrfmiddlewaretoken]').forEach(function (field) { field.setAttribute('value', token.value); });
    if (sent) all(page, 'main > [role=status]:not(#news)').forEach(function (line) { said.push(line.textContent.trim()); });
    say(said.join(' '));
    dress();
    if (window.pageXOffset !== x || window.pageYOffset !== y) window.scrollTo(x, y);
  }

  // --- Sending without reloading

  function sentence(answer) {
    var heading = answer.page.querySelector('main h1') || answer.page.querySelector('main p');
    if (!heading) return null;
    // Whoever is signed out comes back in beside this page, which keeps what they wrote.
    var door = answer.page.querySelector('[data-come-back]');
    var words = doc.createElement(door || answer.stranger ? 'a' : 'span');
    if (door || answer.stranger) { words.href = door ? door.href : answer.url; words.target = '_blank'; words.rel = 'noopener'; }
    var more = heading.tagName === 'H1' && heading.parentNode.querySelector('p:not(:empty)');
    words.textContent = heading.textContent + (more ? '. ' + more.textContent : '');
    return words;
  }

  // Another page follows: it takes the place of this one, with the messages that came with it.
  function turnTo(answer) {
    close();
    if (answer.redirected) history.pushState({}, '', answer.url);
    doc.title = answer.page.title;
    ['lang', 'dir', 'data-comfort'].forEach(function (name) {
      root.setAttribute(name, answer.page.documentElement.getAttribute(name) || '');
    });
    doc.body.parentNode.replaceChild(doc.importNode(answer.page.body, true), doc.body);
    begin();
    window.scrollTo(0, 0);
    var main = doc.querySelector('main');
    if (main) { main.setAttribute('tabindex', '-1'); main.focus({ preventScroll: true }); }
  }

  function sent(form, answer) {
    var asksAgain = answer.page.querySelector('[data-problems]');
    if (answer.stranger || (answer.status >= 400 && !asksAgain)) { note(form, 'data-not-sent', sentence(answer)); return; }
    forget(form);
    if (answer.elsewhere && !asksAgain) { turnTo(answer); return; }
    var region = form.closest('[data-follow][id]');
    var fresh = region && answer.page.getElementById(region.id);
    if (!fresh || (asksAgain && !fresh.querySelector('[data-problems]'))) { turnTo(answer); return; }
    form.reset();
    merge(answer.page, form);
    var problems = asksAgain && doc.querySelector('[data-problems]');
    if (problems) { problems.setAttribute('tabindex', '-1'); problems.focus(); }
  }

  function send(form, button) {
    var fields = new URLSearchParams(new FormData(form));
    if (button && button.name) fields.append(button.name, button.value);
    sending++;
    rest();
    form.setAttribute('aria-busy', 'true');
    var done = function () { sending--; form.removeAttribute('aria-busy'); };
    ask((button && button.getAttribute('formaction')) || form.getAttribute('action') || here(), {
      method: 'POST', body: fields, headers: { 'X-Follow': 'sent' }
    }).then(function (answer) { done(); if (hidden) return; sent(form, answer); if (wanted) refresh(); }, function () {
      done();
      note(form, 'data-not-sent');
    });
  }

  doc.addEventListener('submit', function (event) {
    var form = event.target;
    // Whoever is done here leaves by this form: what the page would do by itself must not come before.
    if (form.hasAttribute('data-done')) { hidden = true; close(); return; }
    if (!form.hasAttribute('data-stay') || event.defaultPrevented) return;
    var button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    if (!window.fetch || !window.URLSearchParams) return;
    event.preventDefault();
    if (!form.hasAttribute('aria-busy')) send(form, button);
  });

  // --- A shared device

  // A little after the server's quiet while (30 minutes) the page asks what it may show, and goes to the door by itself.
  var quiet = 0;
  function rest() {
    clearTimeout(quiet);
    if (doc.body.hasAttribute('data-shared')) quiet = setTimeout(refresh, 31 * 60000);
  }

  // --- Hiding (what hides is in hide.js)

  doc.addEventListener('hiding', function () { hidden = true; hush(); close(); });

  doc.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('button,input[type=submit]');
    if (button) pressed = button;
    if (button && button.hasAttribute('data-hold')) hold(button);
    if (button && button.dataset.aloud) aloud(doc.getElementById(button.dataset.aloud));
    if (button && button.hasAttribute('data-hush')) hush();
    // A page held still shows what is new when it is asked, and goes on holding still.
    if (still() && event.target.closest && event.target.closest('[data-new]')) { event.preventDefault(); refresh(); }
  });

  // --- Holding still

  function hold(button) {
    if (still()) { doc.body.removeAttribute('data-still'); refresh(); } else { doc.body.setAttribute('data-still', ''); close(); }
    button.setAttribute('aria-pressed', String(still()));
  }

  // --- Reading aloud, where a browser can

  var voice = window.speechSynthesis;

  function reading(on) {
    all(doc, '[data-aloud]').forEach(function (button) { button.hidden = !voice || on; });
    all(doc, '[data-hush]').forEach(function (button) { button.hidden = !on; });
  }

  function hush() {
    if (voice) voice.cancel();
    reading(false);
  }

  function aloud(text) {
    hush();
    // One sentence at a time: some voices stop in the middle of long ones.
    var sentences = text.innerText.match(/[^.!?\u061f\u3002\n]+[.!?\u061f\u3002]*/g) || [];
    sentences.forEach(function (sentence, place) {
      var said = new SpeechSynthesisUtterance(sentence);
      said.lang = text.lang || root.lang;
      if (place === sentences.length - 1) said.onend = function () { reading(false); };
      voice.speak(said);
    });
    reading(true);
  }

  // --- Beginning, and coming back

  function dress() {
    all(doc, '[data-hold]').forEach(function (button) {
      button.hidden = false;
      button.setAttribute('aria-pressed', String(still()));
    });
  }

  function begin() {
    shown = here();
    dress();
    reading(false);
    listen();
    rest();
    doc.dispatchEvent(new Event('begun'));
  }

  doc.addEventListener('visibilitychange', function () {
    if (doc.hidden) close(); else if (mayFollow()) { tries = 0; refresh(); }
  });
  window.addEventListener('popstate', function () { if (here() !== shown) location.reload(); });
  window.addEventListener('online', function () { if (mayFollow()) { tries = 0; refresh(); } });
  window.addEventListener('pagehide', function () { hush(); close(); });
  begin();
})();
