// What every check asks of a page: what can be seen, what we say on it, and how to name a place on it.
const seen = (() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const style = (element) => getComputedStyle(element);
  const TAPPED = 'a[href], button, summary, textarea, select, input:not([type=hidden]), [tabindex]:not([tabindex="-1"])';

  const visible = (element) => {
    if (!element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && !outside(box);
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

  // Each text of ours that can be seen, wherever it stands.
  const sayings = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.replace(/\s+/g, ' ').trim();
      if (text && !node.parentElement.closest(THEIRS) && visible(node.parentElement)) said.push(text);
    }
    return said;
  };

  const name = (element) => {
    const labels = [...(element.labels || [])].map((each) => each.innerText);
    return (element.getAttribute('aria-label') || labels.join(' ') || element.innerText || '').trim().replace(/\s+/g, ' ');
  };

  const boxes = () => all('textarea, select, input:not([type=hidden])').filter(visible);
  const takesWords = (box) => !box.matches('[inputmode=numeric]') && (box.matches('textarea, input:not([type])') || ['text', 'email', 'search', 'tel', 'url'].includes(box.type));
  const stops = () => all(TAPPED).filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ contentVisibilityAuto: true }));
  return { all, style, visible, where, ours, sayings, name, boxes, takesWords, stops, TAPPED };
})();
