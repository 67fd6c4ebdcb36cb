// Safety. What each check looks for is said in `standard/checkers/__init__.py`.
const safety = {
  hide_comes_first(given) {
    if (!given.signed_in) return null;
    const link = document.querySelector('a[data-hide]');
    if (!link || !seen.inSight(link)) return ['“Hide this page” is not there to be seen.'];
    const found = [];
    const first = seen.stops()[0];
    if (first !== link) found.push(`The first stop is ${seen.where(first)}, and not “Hide this page”.`);
    const main = document.querySelector('main');
    if (main && link.getBoundingClientRect().bottom > main.getBoundingClientRect().top + 1) {
      found.push('“Hide this page” does not stand above what the page is about.');
    }
    const to = new URL(link.href);
    if (to.origin !== location.origin || to.pathname !== given.hide) found.push('“Hide this page” does not lead to where a visit ends.');
    return found;
  },

  hiding_is_explained(given) {
    if (!given.signed_in) return null;
    const there = seen.all('a[href]').some((each) => each.pathname === given.about_hiding && seen.inSight(each));
    return there ? [] : ['Nothing leads to what hiding can do and cannot.'];
  },

  somebody_to_turn_to(given) {
    const leads = seen.all('a[href]').filter((each) => each.pathname === given.help && seen.inSight(each));
    if (!leads.length) return ['Nothing leads to help.'];
    const named = given.language !== 'en' || leads.some((each) => /somebody/i.test(each.innerText));
    return named ? [] : ['The way to help does not say that there is somebody.'];
  },

  // It is said once a visit; where it is, it stands before anybody writes.
  limits_before_a_box() {
    const limits = document.querySelector('#limits');
    if (!limits) return null;
    const box = seen.boxes().find((each) => each.matches('textarea'));
    const before = !box || limits.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
    return before ? [] : [`What cannot stay private is said only after ${seen.where(box)}.`];
  },

  // WCAG 2.2.2: something may move for five seconds, or with a way to hold it still.
  async nothing_moves() {
    const found = seen.all('marquee, blink, video[autoplay], audio[autoplay], meta[http-equiv=refresh i]').map((each) => `<${each.tagName.toLowerCase()}> plays or changes by itself.`);
    const held = seen.all('[data-hold]').some(seen.visible);
    if (document.body.dataset.ticket && !document.querySelector('[data-hold]')) found.push('The page follows what happens, and nothing holds it still.');
    if (!held) found.push(...doings.moving(5000), ...(await doings.changes()));
    return found;
  },

  // WCAG 2.3.3: for whoever asked for it, also where the keyboard comes to.
  calm_is_kept(given) {
    if (!given.calm) return null;
    const found = doings.moving(0);
    const moves = (stop) => { stop.focus({ preventScroll: true }); return doings.moving(0).length; };
    const stop = found.length || !given.scripts ? null : seen.stops().find(moves);
    if (stop) found.push(`Something moves when ${seen.where(stop)} is come to.`);
    if (document.activeElement) document.activeElement.blur();
    return found;
  },

  async storage_is_listed() {
    const found = [];
    for (const [name, store] of [['localStorage', localStorage], ['sessionStorage', sessionStorage]]) {
      for (const key of Object.keys(store)) found.push(`“${key}” is kept in ${name}.`);
    }
    if (window.indexedDB && indexedDB.databases) {
      for (const each of await indexedDB.databases()) found.push(`A database “${each.name}” is kept.`);
    }
    if (window.caches) for (const each of await caches.keys()) found.push(`A store “${each}” is kept.`);
    if (navigator.serviceWorker && (await navigator.serviceWorker.getRegistrations()).length) {
      found.push('A worker stays in the browser.');
    }
    return found;
  },
};
