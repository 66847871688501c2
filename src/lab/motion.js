// Shows the page as to somebody whose system asks for less motion. Style sheets and scripts ask the browser whether it does;
// here they are answered in its place, so that what they do then is what they do for that person.
(() => {
  const ASKS = /\(\s*prefers-reduced-motion\s*(?::\s*(reduce|no-preference)\s*)?\)/g;
  const [ALWAYS, NEVER] = ['(min-width: 0px)', '(max-width: 0px)'];
  const answered = (query) => query.replace(ASKS, (asked, state) => (state === 'no-preference' ? NEVER : ALWAYS));

  const ask = window.matchMedia.bind(window);
  window.matchMedia = (query) => ask(answered(query));

  function answer(rules) {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) rule.media.mediaText = answered(rule.media.mediaText);
      if (rule.cssRules) answer(rule.cssRules);
    }
  }

  for (const sheet of document.styleSheets) answer(sheet.cssRules);
  document.documentElement.setAttribute('data-lab-motion', 'reduced');
})();
