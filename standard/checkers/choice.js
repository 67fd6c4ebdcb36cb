// Choice.
const fill = (box) => {
  if (box.matches('[type=radio], [type=checkbox]')) { box.click(); return; }
  if (box.matches('select')) box.selectedIndex = box.options.length - 1;
  else if (!box.matches('[type=file]')) box.value = { number: '1', date: '2026-12-01', time: '10:00' }[box.type] || 'a';
  for (const kind of ['keydown', 'keyup']) box.dispatchEvent(new KeyboardEvent(kind, { key: 'a', bubbles: true }));
  for (const kind of ['input', 'change']) box.dispatchEvent(new Event(kind, { bubbles: true }));
};

const CHOSEN = 'button, .button, label.choice, input[type=submit], .row a, a.tap';
const TOGETHER = '.row, .choices, fieldset, ul, form, section';
// What a no stands beside: in its row or list, or else in its form; farther off, a button has the yeses that have no
// answer of their own beside them.
const othersOf = (one, choices, noes, yes) => {
  const alike = choices.filter((each) => each.matches('label') === one.matches('label'));
  for (let around = one.parentElement; around && around !== document.body && !around.matches('main'); around = around.parentElement) {
    const others = around.matches(TOGETHER) ? alike.filter((each) => around.contains(each)) : [];
    if (others.length) return others;
  }
  const isAnswered = (each) => groupsOf(each).some((group) => noes.some((no) => group.contains(no)));
  return one.matches('button, .button, input') ? alike.filter((each) => yes.test((each.innerText || each.value || '').trim()) && !isAnswered(each)) : [];
};
const groupsOf = (element) => seen.all(TOGETHER).filter((group) => group.contains(element));

// How much of a button is not its words, across and down. Where they wrap, they make it as wide as it is.
const roomOf = (element) => {
  const words = document.createRange();
  words.selectNodeContents(element);
  const [box, text] = [element.getBoundingClientRect(), words.getBoundingClientRect()];
  const wraps = text.height > 2 * parseFloat(seen.style(element).fontSize);
  return [[box.width, wraps ? 0 : box.width - text.width], [box.height, box.height - text.height]];
};
const isLarger = (one, other, letters) => [0, 1].some((way) => {
  const [[all, room], [itsAll, itsRoom]] = [roomOf(one)[way], roomOf(other)[way]];
  return all > 1.5 * itsAll && room > itsRoom + 1.5 * letters;
});

const apart = (one, other) => {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  const across = Math.max(0, a.left - b.right, b.left - a.right);
  return Math.hypot(across, Math.max(0, a.top - b.bottom, b.top - a.bottom));
};

const weighed = (one, others) => {
  const weigh = (each) => { const how = seen.style(each); return [how.fontSize, how.fontWeight, how.borderTopWidth, how.paddingTop, how.minHeight].join(' '); };
  const look = (each) => { const how = seen.style(each); return [how.backgroundColor, how.color].join(' '); };
  const letters = parseFloat(seen.style(one).fontSize);
  const found = [];
  const like = others.find((each) => weigh(each) === weigh(one));
  if (!like) found.push(`${seen.where(one)} weighs less than ${seen.where(others[0])}.`);
  const filled = like && !one.matches('label') && others.every((each) => look(each) !== look(one)) && others[0];
  if (filled) found.push(`${seen.where(filled)} stands out beside ${seen.where(one)}.`);
  const larger = !one.matches('label') && others.every((each) => isLarger(each, one, letters)) && others[0];
  if (larger) found.push(`${seen.where(larger)} is larger than ${seen.where(one)}.`);
  if (Math.min(...others.map((each) => apart(each, one))) > 6 * letters) found.push(`${seen.where(one)} stands far from ${seen.where(others[0])}.`);
  return found;
};

const choice = {
  // What can be chosen stands in a row or list of its own; whatever in it says no weighs what the others weigh, also a
  // plain link in a sentence. A no without a yes beside it belongs to the nearest yes around it.
  no_is_like_yes(given) {
    const no = new RegExp(given.no, 'i');
    const said = (each) => (each.innerText || each.value || '').trim();
    const main = document.querySelector('main') || document.body;
    const choices = seen.all(CHOSEN, main).filter((each) => seen.rendered(each) && !each.matches('[data-hold]'));
    const noes = choices.filter((each) => no.test(said(each)));
    const links = seen.all('p a[href]', main).filter((each) => !noes.includes(each) && seen.rendered(each) && no.test(said(each)));
    const found = [];
    let any = false;
    for (const one of [...noes, ...links]) {
      const others = othersOf(one, choices.filter((each) => !no.test(said(each)) && !each.matches('a.tap')), noes, new RegExp(given.yes, 'i'));
      if (!others.length) continue;
      any = true;
      found.push(...weighed(one, others));
    }
    for (const box of seen.boxes().filter((each) => each.required && seen.takesWords(each))) {
      const asks = seen.name(box);
      const beside = noes.some((each) => box.form && box.form.contains(each));
      if (/\b(why|reasons?)\b/i.test(asks) && (beside || /\bno\b|\bnot\b|\bpass\b/i.test(asks))) found.push(`${seen.where(box)} has to be filled in to say no.`);
    }
    return any || found.length ? [...new Set(found)] : null;
  },

  no_clock_runs() {
    const found = seen.all('[role=timer], meta[http-equiv=refresh i], [data-countdown], progress').map((each) => `<${each.tagName.toLowerCase()}> counts or moves on.`);
    const hurry = /\b(\d+|a few) (minutes?|seconds?|hours?) (left|remaining)|time is running|\b(visit|session|page|you|it) (will )?times? out|expires? in\b/i;
    const limit = /\b(page|form|visit|session|box|link|question) (closes|ends|shuts|goes away|is gone) (in|after) (\d+|a few|an?|one|two|three|five|ten|twenty) (minutes?|seconds?)\b|\byou (only )?have (only )?(\d+|a few|an?|one|two|three|five|ten|twenty) (minutes?|seconds?) (to|for)\b/i;
    const said = seen.ours(document.body);
    if (hurry.test(said)) found.push(`“${hurry.exec(said)[0]}” counts down.`);
    if (limit.test(said)) found.push(`“${limit.exec(said)[0]}” sets a limit of time.`);
    return found;
  },

  // Every box is come to, filled, pressed and chosen by script, and every other stop is come to: nothing may go out,
  // open or move for that, also hours later.
  async nothing_changes_by_itself() {
    const found = seen.all('[onchange], [onfocus], [oninput], [onblur], [autofocus]').map((each) => `${seen.where(each)} does something by itself.`);
    for (const each of seen.all('a[target]:not([target=_self])').filter(seen.rendered)) found.push(`${seen.where(each)} opens a window of its own.`);
    const boxes = seen.boxes();
    const was = boxes.map((box) => [box, box.value, box.checked]);
    found.push(...(await doings.leads_on()));
    const watch = doings.watch();
    const come = (to) => {
      to.focus({ preventScroll: true });
      found.push(...watch.since(to, 'is come to'));
    };
    for (const box of boxes) {
      come(box);
      fill(box);
      found.push(...watch.since(box, 'changes'));
      if (found.length > 3) break;
    }
    if (boxes.length) {
      await doings.hours_pass();
      found.push(...watch.since(document.activeElement, 'changes'));
    }
    for (const stop of seen.stops().filter((each) => !boxes.includes(each))) {
      if (found.length > 3) break;
      come(stop);
    }
    for (const [box, value, checked] of was) {
      if (box.matches('[type=radio], [type=checkbox]')) box.checked = checked;
      else if (!box.matches('[type=file]')) box.value = value;
    }
    watch.done();
    return [...new Set(found)];
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
