// Trust.
const trust = {
  who_sees_beside_each_box(given) {
    const boxes = seen.boxes().filter((box) => seen.takesWords(box) && !given.looked_up.includes(box.name));
    const hidden = seen.all('[contenteditable=""], [contenteditable=true]').map((each) => `${seen.where(each)} takes words and is no box of a form.`);
    if (!boxes.length && !hidden.length) return null;
    return hidden.concat(boxes.flatMap((box) => {
      const near = box.closest('.field, fieldset, div');
      const form = box.form || document.body;
      const alone = seen.all('textarea, input', form).filter((each) => seen.rendered(each) && seen.takesWords(each)).length === 1;
      const said = [...(near ? seen.all('.seen-by', near) : []), ...(alone ? seen.all('.seen-by', form) : [])];
      const one = said.find(seen.read);
      if (!one) return [`Nothing says who will see what stands in ${seen.where(box)}.`];
      const gap = Math.max(one.getBoundingClientRect().top - box.getBoundingClientRect().bottom, box.getBoundingClientRect().top - one.getBoundingClientRect().bottom);
      if (given.language === 'en' && !/\b(sees?|seen|reads?|shown?|told|learns?|knows?|gets|get it|hears?)\b/i.test(seen.read(one))) return [`What stands beside ${seen.where(box)} does not say who will see it.`];
      return gap > 16 * parseFloat(seen.style(box).fontSize) ? [`Who will see ${seen.where(box)} is said far from it.`] : [];
    }));
  },

  why_and_skip(given) {
    const boxes = seen.boxes().filter((box) => box.name in given.about_a_person);
    if (!boxes.length) return null;
    return boxes.flatMap((box) => {
      const near = box.closest('fieldset.field, .field, fieldset, form') || box.parentElement;
      const first = seen.all(`[name="${box.name}"]`, near)[0];
      if (first !== box) return [];
      const said = seen.all('.help', near).map(seen.read).join(' ');
      const found = [];
      if (!new RegExp(given.why, 'i').test(said)) found.push(`Nothing says why ${seen.where(box)} is asked.`);
      const skip = given.about_a_person[box.name] === 'skip' && box.type !== 'radio';
      if (skip && !new RegExp(given.skip, 'i').test(said)) found.push(`Nothing says that ${seen.where(box)} can be skipped.`);
      // With something in it from the beginning, it can be left as it is.
      const empty = box.matches('select') ? !box.value : !box.defaultValue;
      if (skip && box.required && empty) found.push(`${seen.where(box)} is to be skipped, and cannot be left empty.`);
      return found;
    });
  },

  what_comes_next(given) {
    if (!given.is_a_step) return null;
    // A form of one button does one thing at once.
    if (!seen.all('main form[method=post]:not([data-stay]) button').some(seen.visible)) return null;
    const next = seen.all('[data-next]').filter(seen.visible);
    if (!next.length) return ['Nothing says what comes next.'];
    const button = seen.all('main form[method=post] button:not([hidden])').filter(seen.visible).pop();
    const before = !button || next[0].compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING;
    return before ? [] : ['What comes next is said only after the button.'];
  },

  // Also what browsers and helpers say: labels, names of buttons, pictures and choices, the title of the page.
  no_blame(given) {
    const blame = new RegExp(given.blame, 'i');
    const sayings = seen.sayings();
    const names = ['aria-label', 'title', 'placeholder', 'alt'];
    const named = seen.all(names.map((name) => `[${name}]`).join()).flatMap((each) => names.map((name) => each.getAttribute(name) || ''));
    const buttons = seen.all('input[type=submit], input[type=button], input[type=reset]').map((each) => each.value);
    const choices = seen.all('option:not([dir=auto])').map((each) => each.label);
    return [...new Set([document.title, ...sayings, ...named, ...buttons, ...choices].filter((said) => blame.test(said)).map((said) => `“${blame.exec(said)[0]}” stands in: ${said.slice(0, 80)}`))];
  },

  // A page that asks somebody to mend something says that nothing is lost, and leads to the place.
  mending_is_calm(given) {
    const card = document.querySelector('[data-problems]');
    if (!card) {
      const typed = seen.boxes().some((box) => box.matches('textarea, input[type=text]') && box.value);
      const kept = /still here|is lost/.test(document.body.innerText);
      if (given.status !== 422 || !typed) return null;
      return kept ? [] : ['It does not say that nothing is lost.'];
    }
    const found = [];
    if (!given.nothing_is_lost.some((words) => card.innerText.includes(words))) found.push('It does not say that nothing is lost.');
    if (!card.querySelector('li')) found.push('It does not say what needs another look.');
    for (const link of seen.all('a[href^="#"]', card)) {
      if (!document.getElementById(link.getAttribute('href').slice(1))) found.push(`${seen.where(link)} leads nowhere.`);
    }
    return found;
  },
};
