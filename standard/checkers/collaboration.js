// Collaboration, and what is said of people.
const collaboration = {
  // Wherever it is said: in a sentence, as a word of its own beside a name, or only to helpers of a browser. What people
  // chose to let others see of them is marked as theirs to show.
  no_state_of_a_person() {
    const does = /\b(is|are|was|were) (now |just )?(typing|writing now|online|offline|inactive|active now|idle|silent|absent|busy)\b|\bis (now )?(resting|asleep|here now|reading)\b|\blast (seen|active|online)\b/i;
    const did = /\b(seen|read) by (\d|.{1,40} (at|on) (noon|midnight|\d|\w+day\b))|\bhas(n['’]t| not) (yet )?(spoken|read|written|voted)\b|\bhas not yet\.|\bhas (already )?(spoken|voted)\b/i;
    const counts = /\b(has )?spoken? \d+ times\b|: \d+ (turns?|words?|messages?|visits?|meetings?)\b|\b\d+ (likes|views)\b|\b\d+ points? (so far|earned|in all)\b|\brank(ed|ing)?\b|\bleaderboard\b/i;
    const alone = /^(online|offline|away|typing…?|resting|idle|inactive|silent|absent|busy|spoken|seen|read|unread)$/i;
    const body = document.body.cloneNode(true);
    seen.all('[data-they-show]', body).forEach((each) => each.remove());
    const names = ['aria-label', 'alt', 'title'];
    const said = [seen.ours(body), ...seen.all(names.map((name) => `[${name}]`).join(), body).flatMap((each) => names.map((name) => each.getAttribute(name) || ''))];
    const found = said.flatMap((each) => [does, did, counts, /: (online|offline|away|typing|resting)\b/i].map((state) => state.exec(each)).filter(Boolean)).map(([words]) => `“${words}” says how somebody is or does.`);
    for (const each of seen.all('span, small, b, strong, em, i, p, li, td, dd', body)) {
      if (alone.test(each.textContent.trim()) && !each.children.length && !each.closest('label, button, a, summary, nav')) found.push(`“${each.textContent.trim()}” says how somebody is.`);
    }
    for (const each of seen.all('meter, progress, [data-score], [data-online], [data-typing]')) found.push(`${seen.where(each)} measures.`);
    return [...new Set(found)];
  },

  no_badges() {
    const praise = /\b(badges?|streaks?|levels? \d|level up|leaderboard|score|trophy|achievements?|well done|congratulations|you earned)\b/i;
    const said = seen.ours(document.body);
    const found = praise.test(said) ? [`“${praise.exec(said)[0]}” rewards.`] : [];
    const red = /rgb\((1[89]\d|2\d\d), ?([0-6]?\d), ?([0-6]?\d)\)/;
    for (const each of seen.all('.bottom *, header *, nav *')) {
      if (seen.rendered(each) && red.test(seen.style(each).backgroundColor)) found.push(`${seen.where(each)} is a red mark.`);
    }
    return found;
  },
};
