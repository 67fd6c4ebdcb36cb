// Safety. What each check looks for is said in `standard/checkers/__init__.py`.
const safety = {
  hide_comes_first(given) {
    if (!given.signed_in) return null;
    const link = document.querySelector('a[data-hide]');
    if (!link || !seen.visible(link)) return ['“Hide this page” is not there to be seen.'];
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
    const there = seen.all('a[href]').some((each) => each.pathname === given.about_hiding && seen.visible(each));
    return there ? [] : ['Nothing leads to what hiding can do and cannot.'];
  },

  somebody_to_turn_to(given) {
    const leads = seen.all('a[href]').filter((each) => each.pathname === given.help && seen.visible(each));
    if (!leads.length) return ['Nothing leads to help.'];
    const named = given.language !== 'en' || leads.some((each) => /somebody/i.test(each.innerText));
    return named ? [] : ['The way to help does not say that there is somebody.'];
  },

  // It is said once a visit; where it is, it stands before anybody writes.
  limits_before_a_box() {
    const box = seen.boxes().find((each) => each.matches('textarea'));
    const limits = document.querySelector('#limits');
    if (!box || !limits) return null;
    const before = limits.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
    return before ? [] : [`What cannot stay private is said only after ${seen.where(box)}.`];
  },

  nothing_moves(given) {
    const moves = document.getAnimations().filter((each) => {
      const time = each.effect ? each.effect.getComputedTiming() : {};
      return given.calm ? time.activeDuration > 0 : time.activeDuration > 5000;
    });
    const found = moves.map((each) => `${seen.where(each.effect.target)} moves by itself.`);
    for (const each of seen.all('marquee, blink, video[autoplay], audio[autoplay], meta[http-equiv=refresh i]')) {
      found.push(`<${each.tagName.toLowerCase()}> plays or changes by itself.`);
    }
    if (document.body.dataset.ticket && !document.querySelector('[data-hold]')) {
      found.push('The page follows what happens, and nothing holds it still.');
    }
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
