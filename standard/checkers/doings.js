// What a page does by itself: over the hours, and while somebody only comes to a place, types or chooses. It is noted, and
// as far as it can be it does not come to be.
const doings = (() => {
  const sends = 'sends a form by itself';
  const watch = () => {
    const did = [];
    const stop = (event) => { did.push(sends); event.preventDefault(); };
    const leave = (event) => {
      if (!did.includes(sends)) did.push('leads somewhere else');
      if (event.cancelable) event.preventDefault();
    };
    const { submit } = HTMLFormElement.prototype;
    const { open } = window;
    document.addEventListener('submit', stop, true);
    if (window.navigation) window.navigation.addEventListener('navigate', leave);
    HTMLFormElement.prototype.submit = () => did.push(sends);
    window.open = () => { did.push('opens a window'); return null; };
    const shape = () => seen.all('body *').filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true })).length;
    const before = shape();

    return {
      did: () => [...new Set(did.splice(0))],
      since(element, what) {
        const said = this.did().map((each) => `When ${seen.where(element)} ${what}, the page ${each}.`);
        if (document.activeElement !== element && !element.matches(':disabled')) said.push(`When ${seen.where(element)} ${what}, the focus goes somewhere else.`);
        if (shape() !== before) said.push(`Something comes or goes when ${seen.where(element)} ${what}.`);
        return said;
      },
      done() {
        document.removeEventListener('submit', stop, true);
        if (window.navigation) window.navigation.removeEventListener('navigate', leave);
        HTMLFormElement.prototype.submit = submit;
        window.open = open;
      },
    };
  };

  // Whatever waits for a time has its time now (standard/timers.js); what comes of it in a frame or two comes as well.
  const hours_pass = async () => {
    if (!window.letHoursPass) return;
    window.letHoursPass();
    await new Promise((done) => { setTimeout(done, 60); });
  };

  // Once for all that ask: what changes on the page, and where it leads, while nobody does anything.
  let idle = null;
  const while_idle = () => { idle = idle || look(); return idle; };
  const look = async () => {
    const watched = watch();
    const changed = new Set();
    const observer = new MutationObserver((records) => records.forEach(({ target }) => changed.add(target.nodeType === Node.TEXT_NODE ? target.parentElement : target)));
    observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributeFilter: SHOWS });
    await hours_pass();
    observer.disconnect();
    watched.done();
    return { changes: [...changed].filter(Boolean).map(seen.where), did: watched.did() };
  };
  const SHOWS = ['style', 'class', 'hidden', 'open', 'src', 'transform', 'value', 'data-comfort'];

  // What moves for longer than so many milliseconds.
  const moving = (longest) => [
    ...document.getAnimations().filter((each) => each.effect && each.effect.getComputedTiming().activeDuration > longest).map((each) => `${seen.where(each.effect.target)} moves by itself.`),
    ...seen.all('animate, animateTransform, animateMotion').filter((each) => drawnFor(each) > longest).map(() => 'A drawing moves by itself.'),
  ];
  // How long a drawing moves that begins by itself.
  const drawnFor = (each) => {
    if (/^\s*(indefinite|[a-z#])/i.test(each.getAttribute('begin') || '')) return 0;
    const said = each.getAttribute('dur') || '';
    const lasts = parseFloat(said) * (/ms\s*$/.test(said) ? 1 : 1000) || 0;
    const times = each.getAttribute('repeatCount') || '1';
    return times === 'indefinite' || each.hasAttribute('repeatDur') ? Infinity : lasts * Number(times);
  };

  const leads_on = async () => (await while_idle()).did.map((each) => `After a while the page ${each}.`);
  const changes = async () => (await while_idle()).changes.map((each) => `${each} changes by itself after a while.`);
  return { watch, hours_pass, leads_on, changes, moving };
})();
