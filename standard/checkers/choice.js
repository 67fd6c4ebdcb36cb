// Choice.
const choice = {
  // What can be chosen stands in a row or list of its own; whatever in it says no weighs what the others weigh.
  no_is_like_yes(given) {
    const no = new RegExp(given.no, 'i');
    const found = [];
    const what = 'button, .button, label.choice, input[type=submit], .row a, a.tap';
    const groups = new Set(seen.all('button, .button, label.choice, input[type=submit]', document.querySelector('main') || document.body).filter(seen.rendered).map((each) => each.closest('.row, .choices, fieldset, ul, form, section') || document.body));
    let any = false;
    for (const group of groups) {
      const choices = seen.all(what, group).filter((each) => seen.rendered(each) && !each.matches('[data-hold]'));
      const said = (each) => (each.innerText || each.value || '').trim();
      const away = choices.filter((each) => no.test(said(each)));
      const others = choices.filter((each) => !no.test(said(each)) && each.matches('label') === away[0]?.matches('label') && !each.matches('a.tap'));
      if (!away.length || !others.length) continue;
      any = true;
      const weigh = (each) => { const how = seen.style(each); return [how.fontSize, how.fontWeight, how.borderTopWidth, how.paddingTop, how.minHeight].join(' '); };
      const look = (each) => { const how = seen.style(each); return [how.backgroundColor, how.color].join(' '); };
      for (const one of away) {
        const like = others.find((each) => weigh(each) === weigh(one));
        if (!like) found.push(`${seen.where(one)} weighs less than ${seen.where(others[0])}.`);
        const filled = like && !one.matches('label') && others.every((each) => look(each) !== look(one)) && others[0];
        if (filled) found.push(`${seen.where(filled)} stands out beside ${seen.where(one)}.`);
        const gap = Math.min(...others.map((each) => distance(each, one)));
        if (gap > 6 * parseFloat(seen.style(one).fontSize)) found.push(`${seen.where(one)} stands far from ${seen.where(others[0])}.`);
      }
    }
    if (!any) return null;
    return [...new Set(found)];

    function distance(one, other) {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const across = Math.max(0, a.left - b.right, b.left - a.right);
      return Math.hypot(across, Math.max(0, a.top - b.bottom, b.top - a.bottom));
    }
  },

  no_clock_runs() {
    const found = seen.all('[role=timer], meta[http-equiv=refresh i], [data-countdown], progress').map((each) => `<${each.tagName.toLowerCase()}> counts or moves on.`);
    const hurry = /\b(\d+|a few) (minutes?|seconds?|hours?) (left|remaining)|time is running|\b(visit|session|page|you|it) (will )?times? out|expires? in\b/i;
    const said = seen.ours(document.body);
    if (hurry.test(said)) found.push(`“${hurry.exec(said)[0]}” counts down.`);
    return found;
  },

  // Every box is come to, filled, pressed and chosen by script: nothing may go out, open or move for that, also a moment later.
  async nothing_changes_by_itself(given) {
    const here = location.href;
    const found = seen.all('[onchange], [onfocus], [oninput], [onblur], [autofocus]').map((each) => `${seen.where(each)} does something by itself.`);
    for (const each of seen.all('a[target]:not([target=_self])').filter(seen.rendered)) found.push(`${seen.where(each)} opens a window of its own.`);
    let sent = null;
    const stop = (event) => { sent = sent || event.target; event.preventDefault(); };
    document.addEventListener('submit', stop, true);
    const submit = HTMLFormElement.prototype.submit;
    HTMLFormElement.prototype.submit = function () { sent = sent || this; };
    const shape = () => seen.all('main *').filter((each) => each.getClientRects().length).length;
    const before = shape();
    const boxes = seen.boxes();
    const was = boxes.map((box) => [box, box.value, box.checked]);
    let last = null;
    const look = () => {
      if (sent) found.push(`${seen.where(last)} sends its form by itself.`);
      if (location.href !== here) found.push(`${seen.where(last)} leads somewhere else as soon as it changes.`);
      if (shape() !== before) found.push(`Something comes or goes when ${seen.where(last)} changes.`);
      sent = null;
    };
    for (const box of boxes) {
      last = box;
      box.focus({ preventScroll: true });
      if (box.matches('[type=radio], [type=checkbox]')) box.click();
      else {
        if (box.matches('select')) box.selectedIndex = box.options.length - 1;
        else if (!box.matches('[type=file]')) box.value = box.type === 'number' ? '1' : box.type === 'date' ? '2026-12-01' : box.type === 'time' ? '10:00' : 'a';
        for (const kind of ['keydown', 'keyup']) box.dispatchEvent(new KeyboardEvent(kind, { key: 'a', bubbles: true }));
        for (const kind of ['input', 'change']) box.dispatchEvent(new Event(kind, { bubbles: true }));
      }
      look();
      if (found.length > 3) break;
    }
    if (boxes.length && given.patient) {
      await new Promise((done) => setTimeout(done, 700));
      look();
    }
    for (const [box, value, checked] of was) {
      if (box.matches('[type=radio], [type=checkbox]')) box.checked = checked;
      else if (!box.matches('[type=file]')) box.value = value;
    }
    document.removeEventListener('submit', stop, true);
    HTMLFormElement.prototype.submit = submit;
    return found;
  },

  // What words touch on comes with four ways: read, not now, the gist where there is one, and go on.
  topic_notes_leave_a_choice() {
    const notes = seen.all('.noted:not(.card)');
    if (!notes.length) return null;
    return notes.flatMap((note) => {
      const folds = seen.all('details', note);
      const ways = seen.all('.links a', note);
      const found = folds.length && ways.length >= 2 ? [] : ['A topic note leaves no choice.'];
      const sizes = new Set([...folds.map((each) => each.querySelector('summary')), ...ways].filter((each) => each && seen.visible(each)).map((each) => seen.style(each).fontSize + seen.style(each).fontWeight));
      return sizes.size > 1 ? [...found, 'The ways beside a topic note do not weigh the same.'] : found;
    });
  },
};
