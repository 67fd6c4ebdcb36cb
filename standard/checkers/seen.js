// What every check asks of a page: what can be seen, what we say on it, and how to name a place on it.
const seen = (() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const style = (element) => getComputedStyle(element);
  const TAPPED = 'a[href], button, summary, textarea, select, input:not([type=hidden]), [tabindex]:not([tabindex="-1"])';

  // It has a place on the page, be it a clear one: whoever listens hears it, and a finger meets it.
  const rendered = (element) => {
    if (!element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && !outside(box);
  };
  const visible = (element) => rendered(element) && element.checkVisibility({ opacityProperty: true }) && (element.matches(TAPPED) || !cutAway(element));
  const inSight = (element) => visible(element) && !cutAway(element);
  // For screen readers alone, a point without size.
  const cutAway = (element) => {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const [how, box] = [style(each), each.getBoundingClientRect()];
      if (how.display !== 'contents' && how.overflow !== 'visible' && (box.width < 2 || box.height < 2)) return true;
      if (/^inset\((50|100)%/.test(how.clipPath) || /^rect\((0px|1px), (0px|1px), (0px|1px), (0px|1px)\)$/.test(how.clip)) return true;
    }
    return false;
  };
  // Links that show themselves only when somebody comes to them by the keyboard wait outside.
  const outside = (box) => box.right + scrollX < 0 || box.left + scrollX > document.documentElement.scrollWidth + 9000;

  const where = (element) => {
    const said = (element.innerText || element.value || element.getAttribute('aria-label') || '').trim().replace(/\s+/g, ' ');
    const name = element.name ? `[name=${element.name}]` : element.id ? `#${element.id}` : '';
    return `<${element.tagName.toLowerCase()}${name}> ${said.slice(0, 60)}`.trim();
  };

  // Words of people are theirs: no rule for our sentences holds for them.
  const THEIRS = '.said, bdi, [dir=auto], textarea, input, option, .code, code, script, style, svg';
  const ours = (element) => {
    const copy = element.cloneNode(true);
    all(THEIRS, copy).forEach((each) => each.replaceWith(' … '));
    all('[hidden], template', copy).forEach((each) => each.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };

  const texts = (around, counts) => {
    const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
    const said = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.replace(/\s+/g, ' ').trim();
      if (text && counts(node.parentElement)) said.push(text);
    }
    return said;
  };
  // Each text of ours that somebody sees or hears, wherever it stands.
  const sayings = () => texts(document.body, (each) => !each.closest(THEIRS) && rendered(each));
  // What can be read there with the eyes.
  const read = (element) => texts(element, visible).join(' ');

  const name = (element) => {
    const labels = [...(element.labels || [])].map((each) => each.innerText);
    return (element.getAttribute('aria-label') || labels.join(' ') || element.innerText || '').trim().replace(/\s+/g, ' ');
  };

  const boxes = () => all('textarea, select, input:not([type=hidden])').filter(rendered);
  const takesWords = (box) => !box.matches('[inputmode=numeric]') && (box.matches('textarea, input:not([type])') || ['text', 'email', 'search', 'tel', 'url'].includes(box.type));
  const stops = () => all(TAPPED).filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ contentVisibilityAuto: true }));
  return { all, style, rendered, visible, inSight, read, where, ours, sayings, name, boxes, takesWords, stops, TAPPED };
})();
