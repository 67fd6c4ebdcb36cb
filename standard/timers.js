// Runs before anything of a page does, and keeps what waits for a time, so that a check need not wait for it.
// `letHoursPass` gives everything its turn that would have it within twenty hours, one after the other: longer than that
// WCAG 2.2, 2.2.1, calls no limit of time.
(() => {
  const TWENTY_HOURS = 20 * 60 * 60 * 1000;
  const MOST_TURNS = 5000;
  const waiting = new Map();
  let now = 0;

  for (const [begin, end, again] of [['setTimeout', 'clearTimeout', false], ['setInterval', 'clearInterval', true]]) {
    const [really, not] = [window[begin].bind(window), window[end].bind(window)];
    window[begin] = (what, after, ...given) => {
      const turn = () => {
        if (!again) { waiting.delete(id); not(id); }
        return typeof what === 'function' ? what(...given) : new Function(what)();
      };
      const id = really(turn, after, ...given);
      waiting.set(id, { at: now + (after || 0), every: again && Math.max(after || 0, 1), turn, end: () => not(id) });
      return id;
    };
    window[end] = (id) => { waiting.delete(id); not(id); };
  }

  window.letHoursPass = () => {
    const until = now + TWENTY_HOURS;
    for (let turns = 0; turns < MOST_TURNS && waiting.size; turns++) {
      const next = [...waiting.values()].reduce((first, each) => (each.at < first.at ? each : first));
      if (next.at > until) break;
      now = Math.max(now, next.at);
      if (next.every) next.at = now + next.every;
      // What goes amiss in one is no reason for the others not to come.
      try { next.turn(); } catch (amiss) { /* It is the page's own. */ }
    }
    // Its hours are over: what was not stopped does not go on while others look.
    waiting.forEach((each) => each.end());
  };
})();
