// Hiding a page. Its own small script, which runs as soon as it is there: also while the rest of a page is on its way,
// or while something is being sent. Without it the link does the same, but for Shift and for words that are kept.
(function () {
  'use strict';
  var doc = document;
  var root = doc.documentElement;
  var address = '';
  var shifts = [];

  function leave(link) {
    address = link.href;
    root.hidden = true;
    var words = null;
    // Nothing that goes amiss here may keep somebody on the page.
    try { words = unsent(); } catch (amiss) { words = null; }
    try { doc.dispatchEvent(new Event('hiding')); } catch (amiss) { /* An old browser: nothing listens. */ }
    doc.body.textContent = '';
    try { if (words) navigator.sendBeacon(address + 'words/', words); } catch (amiss) { /* They are gone. */ }
    location.replace(address);
  }

  // What stands in boxes and was not sent: only if somebody asked beforehand that it be kept.
  function unsent() {
    var ticket = doc.body.dataset.keeps;
    if (!ticket || !navigator.sendBeacon || !window.FormData) return null;
    var words = new FormData();
    var any = false;
    boxes(doc).forEach(function (box) {
      var mending = box.form.querySelector('[data-problems]');
      if (!box.value.trim() || (box.value === box.defaultValue && !mending)) return;
      var key = box.form.querySelector('[name=key]');
      words.append('box', JSON.stringify([action(box.form), box.name, key ? key.value : '', box.value]));
      any = true;
    });
    words.append('ticket', ticket);
    words.append('where', location.pathname + location.search);
    return any ? words : null;
  }

  function boxes(where) {
    return Array.prototype.slice.call(where.querySelectorAll('textarea,input')).filter(function (box) {
      var text = box.tagName === 'TEXTAREA' || /^(text|search|url)$/.test(box.type);
      return text && box.form && box.name && box.name !== 'code';
    });
  }

  function action(form) { return new URL(form.getAttribute('action') || location.href, location.href).pathname; }

  // --- Taking up again what was kept: it goes back into its box, under the key it would have been sent with.

  function takeUp() {
    var card = doc.querySelector('[data-taken-up]');
    if (!card) return;
    Array.prototype.slice.call(card.querySelectorAll('[data-box]')).forEach(function (kept) {
      var box = boxes(doc).filter(function (one) {
        return one.name === kept.dataset.box && action(one.form) === kept.dataset.action && one.value === one.defaultValue;
      })[0];
      if (!box) return;
      var key = box.form.querySelector('[name=key]');
      box.value = kept.textContent;
      // As an attribute: loaded again, a browser takes the key of then and not this one.
      if (key && kept.dataset.key) key.setAttribute('value', kept.dataset.key);
      kept.hidden = true;
      card.querySelector('[data-in-box]').hidden = false;
    });
  }

  doc.addEventListener('begun', takeUp);
  if (doc.readyState === 'loading') doc.addEventListener('DOMContentLoaded', takeUp); else takeUp();

  // --- How somebody hides

  doc.addEventListener('keydown', function (event) {
    if (event.repeat) return;
    if (event.key !== 'Shift') { shifts = []; return; }
    var now = Date.now();
    shifts = shifts.filter(function (then) { return now - then < 5000; });
    shifts.push(now);
    if (shifts.length < 3) return;
    var link = doc.querySelector('[data-hide]');
    // Pressed once more, when the first try did not get through.
    if (link) leave(link); else if (address) location.replace(address);
  }, true);

  doc.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('[data-hide]');
    if (link) { event.preventDefault(); leave(link); }
  });

  // A page that a browser keeps whole for Back is put away blank, and asks anew what it may show.
  window.addEventListener('pagehide', function (event) { if (event.persisted) root.hidden = true; });
  window.addEventListener('pageshow', function (event) { if (event.persisted) location.reload(); });
})();
