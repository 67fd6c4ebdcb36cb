// Empowerment: what axe cannot see of WCAG 2.2, and what is more than it asks.
const empowerment = {
  one_main_thing() {
    const found = [];
    const titles = seen.all('h1').filter(seen.rendered);
    if (titles.length !== 1) found.push(`There are ${titles.length} headings of the first kind.`);
    for (const form of seen.all('main form')) {
      const filled = seen.all('.button.main', form).filter(seen.rendered);
      if (filled.length > 1) found.push(`${filled.length} buttons of one form say that they are the main one.`);
    }
    const first = seen.all('main h1, main h2, main h3').filter(seen.rendered)[0];
    // What needs mending comes before everything else.
    if (first && !document.querySelector('[data-problems]') && titles.length === 1 && first !== titles[0]) found.push(`${seen.where(first)} comes before what the page is about.`);
    return found;
  },

  // WCAG 2.5.5: 44 by 44, but for links within a sentence.
  targets_are_large() {
    const targets = seen.all(seen.TAPPED).filter((each) => seen.rendered(each) && !within(each)).map((each) => [each, around(each), around(each).getBoundingClientRect()]);
    const small = targets.filter(([, , box]) => box.width < 43.5 || box.height < 43.5);
    const said = small.map(([each, , box]) => `${seen.where(each)} is ${Math.round(box.width)} by ${Math.round(box.height)} pixels.`);
    return [...said, ...targets.flatMap((each) => covered(each))];

    function around(each) {
      return each.matches('[type=radio], [type=checkbox]') ? (each.labels && each.labels[0]) || each : each;
    }
    // Words that belong to no link make a sentence of it; a bar of links is none.
    function within(link) {
      if (!link.matches('a') || seen.style(link).display !== 'inline') return false;
      const whole = link.closest('p, li, dd, td, h1, h2, h3');
      return !!whole && /\p{L}/u.test(seen.all('a, button', whole).reduce((rest, each) => rest.replace(each.innerText, ' '), whole.innerText));
    }
    // Whoever taps in the middle of one meets another.
    function covered([each, one, box]) {
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const over = targets.filter(([, other, it]) => !one.contains(other) && !other.contains(one) && it.left < x && x < it.right && it.top < y && y < it.bottom);
      return over.filter(([, other]) => meets(one, other)).map(([it]) => `${seen.where(it)} lies over ${seen.where(each)}.`);
    }
    function meets(one, other) {
      const at = [scrollX, scrollY];
      one.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = one.getBoundingClientRect();
      const met = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      scrollTo(...at);
      return !!met && other.contains(met);
    }
  },

  // WCAG 2.4.7, 2.4.12, 2.4.13: whatever has the focus shows it, and stands whole in the window if it fits.
  focus_is_seen() {
    const found = [];
    const at = [scrollX, scrollY];
    const root = seen.style(document.documentElement);
    const room = innerHeight - (parseFloat(root.scrollPaddingTop) || 0) - (parseFloat(root.scrollPaddingBottom) || 0);
    const there = seen.stops();
    // With Shift and Tab one comes from below, and another edge of the window is the near one.
    const back = there.slice(0, -1).reverse();
    for (const [turn, each] of [...there, ...back].entries()) {
      const before = look(each);
      each.focus();
      if (document.activeElement !== each) continue;
      if (turn < there.length && look(each) === before) found.push(`${seen.where(each)} does not show that it has the focus.`);
      const box = each.getBoundingClientRect();
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      if (left >= right || top >= bottom) { found.push(`${seen.where(each)} has the focus outside the window.`); continue; }
      // A browser brings the line to be written into the window, not the whole box.
      if (!each.matches('textarea') && box.height <= room && (box.top < -1 || box.bottom > innerHeight + 1)) found.push(`${seen.where(each)} has the focus and is not whole in the window.`);
      for (const [x, y] of [[left + 3, top + 3], [right - 3, bottom - 3], [(left + right) / 2, (top + bottom) / 2]]) {
        const over = document.elementFromPoint(x, y);
        const covered = over && over !== each && !each.contains(over) && !over.contains(each) && !over.closest('label')?.contains(each);
        if (covered && ['fixed', 'sticky', 'absolute'].includes(around(over))) { found.push(`${seen.where(over)} covers ${seen.where(each)} while it has the focus.`); break; }
      }
      if (found.length > 5) break;
    }
    if (document.activeElement) document.activeElement.blur();
    scrollTo(...at);
    return [...new Set(found)];

    function look(each) {
      const around = each.matches('[type=radio], [type=checkbox]') ? each.closest('label') || each : each;
      return [each, around].map((one) => { const how = seen.style(one); return [ring(one, how), how.boxShadow, how.borderColor, how.backgroundColor, how.position].join(); }).join();
    }
    // A ring of the colour that it lies on is none.
    function ring(element, how) {
      const none = how.outlineStyle === 'none' || how.outlineWidth === '0px' || clear(how.outlineColor);
      const on = parseFloat(how.outlineOffset) < 0 ? element : element.parentElement;
      return none || how.outlineColor === behind(on) ? '' : [how.outlineStyle, how.outlineWidth, how.outlineColor].join();
    }
    function behind(element) {
      for (let each = element; each; each = each.parentElement) if (!clear(seen.style(each).backgroundColor)) return seen.style(each).backgroundColor;
      return '';
    }
    function clear(colour) {
      return /^rgba\(.*, 0\)$|^transparent$/.test(colour);
    }
    function around(element) {
      for (let each = element; each; each = each.parentElement) if (seen.style(each).position !== 'static' && seen.style(each).position !== 'relative') return seen.style(each).position;
      return 'static';
    }
  },

  // WCAG 1.3.2, 2.4.3: by the keyboard one goes where the eye goes: down, and along the line.
  order_is_as_read(given) {
    const found = seen.all('[onclick]').filter((each) => each.tabIndex < 0).map((each) => `${seen.where(each)} can be pressed and not come to.`);
    found.push(...seen.all('[tabindex]').filter((each) => each.tabIndex > 0).map((each) => `${seen.where(each)} jumps the queue.`));
    // Within a group that has one stop for all, the arrows lead on.
    const away = seen.all('a[href], button, input, select, textarea').filter((each) => each.tabIndex < 0 && !each.disabled && seen.rendered(each) && !each.closest('[inert]'));
    found.push(...away.filter((each) => !oneStop(each)).map((each) => `${seen.where(each)} can be seen and not come to.`));
    const stops = seen.stops().filter((each) => seen.rendered(each) && !each.closest('header, .bottom, footer'));
    const boxes = stops.map((each) => each.getBoundingClientRect());
    for (let each = 1; each < stops.length; each++) {
      const [one, two] = [boxes[each - 1], boxes[each]];
      if (two.bottom < one.top - 4) found.push(`${seen.where(stops[each])} comes after ${seen.where(stops[each - 1])}, and stands above it.`);
      const onOneLine = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > Math.min(one.height, two.height) / 2;
      const back = given.direction === 'rtl' ? two.left > one.right - 4 : two.right < one.left + 4;
      if (onOneLine && back) found.push(`${seen.where(stops[each])} comes after ${seen.where(stops[each - 1])}, and stands before it in the line.`);
    }
    return found;

    function oneStop(each) {
      const group = each.closest('[role=radiogroup], [role=tablist], [role=toolbar], [role=menu], [role=menubar], [role=listbox], [role=grid], [role=tree]');
      return !!group && seen.all('*', group).some((other) => other.tabIndex >= 0);
    }
  },

  // WCAG 3.2.6.
  help_is_in_its_place(given) {
    const main = document.querySelector('main');
    const links = seen.all('footer a[href]').filter(seen.inSight);
    const [first, ...others] = links;
    if (!first || first.pathname !== given.help || others.some((each) => before(each, first))) return ['Help is not the first thing at the foot.'];
    const after = main && main.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING;
    const below = main && first.getBoundingClientRect().top > main.getBoundingClientRect().bottom - 1;
    return after && below ? [] : ['The foot does not come after what the page is about.'];

    // To the eye, whatever the order in the text is.
    function before(each, one) {
      const [box, at] = [each.getBoundingClientRect(), one.getBoundingClientRect()];
      if (box.bottom < at.top + 4) return true;
      const onOneLine = box.top < at.bottom - 4;
      return onOneLine && (given.direction === 'rtl' ? box.left > at.right - 4 : box.right < at.left + 4);
    }
  },

  // WCAG 1.4.8: no more than 80 letters to a line, not justified, room between lines.
  lines_are_easy() {
    const found = [];
    const said = seen.all('main *').filter((each) => each.matches('p, li, dd, td') || (each.matches('div, section, article, blockquote, label, legend, summary, dt, th, caption, figcaption') && own(each)));
    for (const each of said.filter(seen.visible)) {
      if (each.querySelector('p, ul, ol, form, div') || each.innerText.length < 80) continue;
      const how = seen.style(each);
      const pen = document.createElement('canvas').getContext('2d');
      pen.font = `${how.fontStyle} ${how.fontWeight} ${how.fontSize} ${how.fontFamily}`;
      const words = each.innerText.replace(/\s+/g, ' ');
      const letter = pen.measureText(words).width / words.length + (parseFloat(how.letterSpacing) || 0);
      const room = each.clientWidth - parseFloat(how.paddingLeft) - parseFloat(how.paddingRight);
      // What is to be printed looks on the screen as on paper; in large letters it keeps to eighty, too.
      const onPaper = each.closest('.paper:not(.large), .sheet:not(.large), .print');
      if (room / letter > 80.5 && !onPaper) found.push(`A line of ${Math.round(room / letter)} letters: ${seen.where(each)}`);
      if (how.textAlign === 'justify') found.push(`Justified: ${seen.where(each)}`);
      const apart = how.lineHeight === 'normal' ? 1.2 : parseFloat(how.lineHeight) / parseFloat(how.fontSize);
      if (apart < 1.45 && !onPaper) found.push(`Lines too near each other: ${seen.where(each)}`);
    }
    return found;

    function own(element) {
      return [...element.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
    }
  },

  // WCAG 1.4.10, 1.4.12: nothing stands out of the window, and nothing is cut off within its box.
  fits() {
    const found = [];
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) found.push(`One has to scroll sideways by ${wide} pixels.`);
    for (const each of seen.all('main *, header *, nav *, footer *')) {
      const box = each.getBoundingClientRect();
      // What only a screen reader says is a point without size.
      if (box.width < 2 || box.height < 2 || each.closest('.skip, svg, [hidden]')) continue;
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`${seen.where(each)} stands out of the window.`);
      const how = seen.style(each);
      const cut = (how.overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 2) || (how.overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 2);
      if (cut && each.innerText) found.push(`${seen.where(each)} is cut off.`);
      if (found.length > 4) break;
    }
    return found;
  },
};
