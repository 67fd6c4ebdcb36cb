// Cultural consideration.
const culture = {
  language_follows(given) {
    const root = document.documentElement;
    const found = [];
    if (root.lang.split('-')[0] !== given.language) found.push(`The page says that it is in “${root.lang}”, and “${given.language}” was asked for.`);
    if (seen.style(root).direction !== given.direction) found.push(`The page does not run ${given.direction === 'rtl' ? 'from right to left' : 'from left to right'}.`);
    return found;
  },
};
