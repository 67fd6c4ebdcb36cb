// Collaboration, and what is said of people.
const collaboration = {
  no_state_of_a_person() {
    const state = /\b(is|are|was|were) (now )?(typing|online|offline|inactive|active now|idle|silent|absent)\b|\blast (seen|active|online)\b|\b(seen|read) by \d|\bhas not (spoken|read|written|voted)\b|\b(has )?spoken? \d+ times\b|: (online|offline|away|typing)\b|\b\d+ (likes|views)\b|\b\d+ points? (so far|earned|in all)\b|\brank(ed|ing)?\b|\bleaderboard\b/i;
    const said = seen.ours(document.body);
    const found = state.test(said) ? [`“${state.exec(said)[0]}” says how somebody is or does.`] : [];
    for (const each of seen.all('meter, progress, [data-score], [data-online], [data-typing]')) found.push(`${seen.where(each)} measures.`);
    return found;
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
