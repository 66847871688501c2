// Draws marks upon the page: in which order the keyboard reaches its controls, which targets are too small for a finger
// or a shaky hand, what is announced to people who do not see it, and what the accessibility checker of the tests finds.
(() => {
  const kind = new URL(document.currentScript.src).search.slice(1);
  const root = document.documentElement;
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable]';
  const LIVE = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output';
  // WCAG 2.5.8 asks for 24 px; a finger needs the 44 px of 2.5.5.
  const SMALLEST = matchMedia('(pointer: coarse)').matches ? 44 : 24;

  const layer = part('div', 'lab-marks');
  // The marks are about the page, no part of what it says.
  layer.setAttribute('aria-hidden', 'true');
  layer.setAttribute('translate', 'no');
  const log = part('ol', 'lab-log');

  function part(name, classes, text = '') {
    const made = document.createElement(name);
    made.className = classes;
    made.textContent = text;
    return made;
  }

  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => !layer.contains(one));

  // Of radio buttons of one name the keyboard reaches the chosen one, or the first where none is.
  function isReached(one) {
    if (one.tabIndex < 0 || one.matches(':disabled') || one.closest('[inert]') || !isSeen(one)) return false;
    if (one.type !== 'radio' || one.checked) return true;
    const group = all('input[type=radio]').filter((other) => other.name === one.name && other.form === one.form);
    return !group.some(({ checked }) => checked) && group.find((other) => !other.disabled) === one;
  }

  function focusOrder() {
    const last = (one) => (one.tabIndex > 0 ? one.tabIndex : Infinity);
    const reached = all(CONTROLS).filter(isReached);
    reached.sort((one, other) => (last(one) === last(other) ? 0 : last(one) - last(other)));
    return reached.map((one, at) => ({ box: one.getBoundingClientRect(), text: String(at + 1) }));
  }

  // A link within a sentence is as high as its line, which 2.5.8 allows.
  const isWithinText = (one) => getComputedStyle(one).display === 'inline' && one.parentElement.textContent.trim().length > one.textContent.trim().length;

  // Some targets are larger than their box, by a pseudo-element: what is hit around its middle tells.
  function isHitAround({ left, top, width, height }, one) {
    const [x, y, far] = [left + width / 2, top + height / 2, SMALLEST / 2 - 1];
    const points = [[x - far, y], [x + far, y], [x, y - far], [x, y + far]];
    return points.every(([across, down]) => one.contains(document.elementFromPoint(across, down)));
  }

  function smallTargets() {
    const targets = new Set(all(CONTROLS).filter((one) => isSeen(one) && !isWithinText(one)).map((one) => one.closest('label') ?? one));
    return [...targets].flatMap((one) => {
      const box = one.getBoundingClientRect();
      const isLarge = Math.min(box.width, box.height) >= SMALLEST - 0.5;
      if (isLarge || Math.max(box.width, box.height) < 2 || isHitAround(box, one)) return [];
      return [{ box, text: `${Math.round(box.width)} × ${Math.round(box.height)}` }];
    });
  }

  const politeness = (one) => one.getAttribute('aria-live') ?? (one.getAttribute('role') === 'alert' ? 'assertive' : 'polite');
  const liveRegions = () => all(LIVE).filter(isSeen).map((one) => ({ box: one.getBoundingClientRect(), text: politeness(one) }));

  // What the checker found when it last looked: where, which rule, and whether a person has to decide.
  let findings = [];
  const CHECKED = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

  const checker = () =>
    new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement('script'), { src: '/pkg/axe.js', onload: () => resolve(window.axe), onerror: reject }));
    });

  async function check() {
    const axe = window.axe ?? (await checker());
    // Marks over a text would keep its contrast from being told.
    layer.hidden = true;
    // It would insert the styles that it loads inline, which the page's policy forbids.
    const told = await axe.run({ exclude: ['.lab-marks'] }, { preload: false, iframes: false, runOnly: CHECKED }).finally(() => (layer.hidden = false));
    const places = ({ id, nodes }, isOpen) => nodes.map(({ target }) => ({ one: document.querySelector(target[0]), text: isOpen ? `${id}?` : id, isOpen }));
    findings = [...told.violations.flatMap((rule) => places(rule, false)), ...told.incomplete.flatMap((rule) => places(rule, true))];
    const sum = `axe ${told.testEngine.version}: ${told.violations.length} rules broken, ${told.incomplete.length} to decide, ${told.passes.length} kept`;
    const line = (rule, weight) => `${weight}: ${rule.id}, ${rule.help} (${rule.nodes.length})`;
    const lines = [sum, ...told.violations.map((rule) => line(rule, rule.impact)), ...told.incomplete.map((rule) => line(rule, 'to decide'))];
    log.replaceChildren(...lines.map((text) => part('li', '', text)));
    redraw();
  }

  // One look at a time, and another when the page changed meanwhile and has come to rest.
  let looking = Promise.resolve();
  let rest = 0;
  function checkSoon() {
    clearTimeout(rest);
    rest = setTimeout(() => (looking = looking.then(check)), 200);
  }

  const faults = () => findings.filter(({ one }) => one?.isConnected && isSeen(one)).map(({ one, ...rest }) => ({ box: one.getBoundingClientRect(), ...rest }));

  const MARKS = { focus: focusOrder, targets: smallTargets, live: liveRegions, axe: faults };

  function draw() {
    const marks = MARKS[kind]().map(({ box, text, isOpen }) => {
      const mark = part('div', `lab-mark lab-mark-${kind}${isOpen ? ' lab-mark-open' : ''}`);
      const place = { left: box.left + scrollX, top: box.top + scrollY, width: box.width, height: box.height };
      for (const [name, value] of Object.entries(place)) mark.style[name] = `${value}px`;
      mark.append(part('span', 'lab-badge', text));
      return mark;
    });
    layer.style.width = `${root.clientWidth}px`;
    layer.style.height = `${document.body.getBoundingClientRect().bottom + scrollY}px`;
    layer.replaceChildren(...marks, ...(kind === 'live' || kind === 'axe' ? [log] : []));
    root.setAttribute('data-inspect', kind);
  }

  const said = new WeakMap();
  function announced(records) {
    const regions = new Set(records.map(({ target }) => (target.closest ? target : target.parentElement)?.closest(LIVE)));
    for (const region of regions) {
      const text = region?.textContent.trim() ?? '';
      if (!region || said.get(region) === text) continue;
      said.set(region, text);
      if (text) log.prepend(part('li', '', `${politeness(region)}: ${text}`));
    }
    while (log.childElementCount > 8) log.lastElementChild.remove();
  }

  let isDue = false;
  function redraw() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  }

  function begin() {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/pkg/lab.css';
    style.onload = redraw;
    document.head.append(style);
    document.body.append(layer);
    for (const region of all(LIVE)) said.set(region, region.textContent.trim());
    if (kind === 'axe') checkSoon();
    new MutationObserver((records) => {
      const foreign = records.filter(({ target }) => !layer.contains(target) && target !== root);
      if (foreign.length === 0) return;
      if (kind === 'live') announced(foreign);
      if (kind === 'axe') checkSoon();
      redraw();
    }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    for (const event of ['scroll', 'resize', 'toggle', 'change', 'transitionend']) addEventListener(event, redraw, true);
    // A font that comes late moves what is beside its text.
    document.fonts.addEventListener('loadingdone', redraw);
  }

  const awake = new MutationObserver(() => root.hasAttribute('data-hydrated') && (awake.disconnect(), begin()));
  if (root.hasAttribute('data-hydrated')) begin();
  else awake.observe(root, { attributes: true });
})();
