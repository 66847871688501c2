// Says the page in other words, so that a designer sees what no translation has shown yet. en-XA: accented, two fifths
// longer, in brackets; what stays plain is not said by the page, what lacks its last bracket is cut off. ar-XB: from
// right to left; what stays on the wrong side takes left for the beginning.
(() => {
  const directions = new URL(document.currentScript.src).searchParams;
  const root = document.documentElement;

  // Letters that the product's own fonts have, so that the widths are those that a translation would get.
  const PLAIN = 'aceinouyACEINOUYdDpPb';
  const ACCENTED = 'åçéîñöûýÅÇÉÎÑÖÛÝðÐþÞß';
  const LONGER_BY = 0.4;

  function accented(word) {
    return [...word].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
  }

  // Grows within the word, as German does, because a long word is harder on a layout than one word more.
  function longer(word) {
    const letters = [...word];
    const growing = letters.map((letter, at) => at).filter((at) => /[aeiouy]/i.test(letters[at]));
    if (growing.length === 0) growing.push(letters.length - 1);
    const more = Math.ceil(letters.length * LONGER_BY);
    const times = letters.map(() => 1);
    for (let at = 0; at < more; at += 1) times[growing[at % growing.length]] += 1;
    return letters.map((letter, at) => letter + letter.toLowerCase().repeat(times[at] - 1)).join('');
  }

  // Numbers, addresses and marks are the same in every language.
  const isSaid = (word) => /\p{L}/u.test(word) && !/[\d@]|:\/\//.test(word);
  const wordByWord = (text, change) => text.replace(/\S+/g, (word) => (isSaid(word) ? change(word) : word));

  const LANGUAGES = {
    'en-XA': (text) => {
      const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(text);
      const changed = wordByWord(words, (word) => accented(longer(word)));
      return changed === words ? text : `${before}[${changed}]${after}`;
    },
    // Each word by itself, so that lines still break between them.
    'ar-XB': (text) => wordByWord(text, (word) => `\u202e${word}\u202c`),
  };

  // What a person writes, what a program reads, and what is printed on keys.
  const LEFT_ALONE = 'script, style, noscript, textarea, template, kbd, [contenteditable], [translate=no]';
  const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'title', 'alt', 'label', 'data-label'];
  const PRESSED = 'input:is([type=submit], [type=button], [type=reset])';

  // What was made here, which must not be changed again when it is noticed.
  const made = { text: new WeakMap(), attributes: new WeakMap() };

  function sayText(node, say) {
    if (made.text.get(node) === node.data || node.parentElement?.closest(LEFT_ALONE)) return;
    const changed = say(node.data);
    made.text.set(node, changed);
    if (changed === node.data) return;
    const option = node.parentElement?.closest('option:not([value])');
    // An option without a value of its own sends its text.
    if (option) option.value = option.text;
    node.data = changed;
  }

  function sayAttribute(element, name, say) {
    const text = element.getAttribute(name);
    if (text === null || (name === 'value' && !element.matches(PRESSED)) || element.closest('[translate=no]')) return;
    if (!made.attributes.has(element)) made.attributes.set(element, new Map());
    const known = made.attributes.get(element);
    if (known.get(name) === text) return;
    const changed = say(text);
    known.set(name, changed);
    if (changed !== text) element.setAttribute(name, changed);
  }

  function sayAll(top, say) {
    if (top.nodeType === Node.TEXT_NODE) return sayText(top, say);
    if (top.nodeType !== Node.ELEMENT_NODE) return;
    const nodes = document.createTreeWalker(top, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = top; node; node = nodes.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) sayText(node, say);
      else for (const name of [...ATTRIBUTES, 'value']) sayAttribute(node, name, say);
    }
  }

  function noticed(record, say) {
    if (record.type === 'characterData') sayText(record.target, say);
    else if (record.type === 'attributes') sayAttribute(record.target, record.attributeName, say);
    else for (const node of record.addedNodes) sayAll(node, say);
  }

  // Islands wake on the words that the server wrote, and a step finds what it needs by its name.
  function awake() {
    const last = document.querySelector('script[src^="/lab/step.js"]') ? 'data-step' : 'data-hydrated';
    return new Promise((done) => {
      const look = () => root.hasAttribute(last) && (watcher.disconnect(), done());
      const watcher = new MutationObserver(look);
      watcher.observe(root, { attributes: true });
      look();
    });
  }

  async function speak(language) {
    const say = LANGUAGES[language];
    if (language === 'ar-XB') root.dir = 'rtl';
    if (say) {
      await awake();
      sayAll(root, say);
      const watcher = new MutationObserver((records) => records.forEach((record) => noticed(record, say)));
      watcher.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: [...ATTRIBUTES, 'value'] });
    }
    root.setAttribute('data-words', language);
  }

  const size = directions.get('text');
  if (size !== '100') root.style.fontSize = `${size}%`;
  speak(directions.get('words'));
})();
