// Shows the page as to somebody whose system asks for less motion, or for another contrast. Style sheets and scripts ask the browser
// whether it does; here they are answered in its place, so that what they do then is what they do for that person.
(() => {
  const wanted = new URL(document.currentScript.src).searchParams;
  const [ALWAYS, NEVER] = ['(min-width: 0px)', '(max-width: 0px)'];
  // What a query of each kind is answered with. Where nothing is wanted, the browser goes on answering by itself.
  const answers = {
    'prefers-reduced-motion': { reduced: 'reduce' }[wanted.get('motion')],
    'prefers-contrast': { normal: 'no-preference', more: 'more' }[wanted.get('contrast')],
  };
  const ASKS = /\(\s*(prefers-reduced-motion|prefers-contrast)\s*(?::\s*([a-z-]+)\s*)?\)/g;
  const answered = (query) =>
    query.replace(ASKS, (asked, kind, state) => {
      const answer = answers[kind];
      if (!answer) return asked;
      // Without a state it is asked whether there is any preference.
      const holds = state ? state === answer : answer !== 'no-preference';
      return holds ? ALWAYS : NEVER;
    });

  const ask = window.matchMedia.bind(window);
  window.matchMedia = (query) => ask(answered(query));

  function answer(rules) {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) rule.media.mediaText = answered(rule.media.mediaText);
      if (rule.cssRules) answer(rule.cssRules);
    }
  }

  for (const sheet of document.styleSheets) answer(sheet.cssRules);
  const root = document.documentElement;
  if (answers['prefers-reduced-motion']) root.setAttribute('data-lab-motion', wanted.get('motion'));
  if (answers['prefers-contrast']) root.setAttribute('data-lab-contrast', wanted.get('contrast'));
})();
