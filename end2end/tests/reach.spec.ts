/** Whatever can be pressed is on the screen, at every width and with large text, and is large enough for a finger; a statement can be printed. */

import type { Page } from '@playwright/test';
import { expect, open, test } from '../kit/fixtures';
import { everywhere, statement } from '../kit/names';
import { openScenario, type Scenario } from '../kit/scenarios';

let known: Scenario[] = [];
test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  known = await (await request.get('/lab/scenarios.json')).json();
  await request.dispose();
});

async function openNamed(page: Page, name: string): Promise<void> {
  const scenario = known.find((one) => one.name === name);
  if (!scenario) throw new Error(`the Lab knows no ${name}`);
  await openScenario(page, scenario);
}

/** What of the header is outside the screen, cut off, or upon something else of it. */
function headerFaults(): string[] {
  const width = document.documentElement.clientWidth;
  const header = document.querySelector('header.top');
  if (!header) return ['there is no header'];
  const parts = [...header.querySelectorAll<HTMLElement>('a, button')].filter((one) => one.checkVisibility() && !one.closest('[popover]'));
  const boxes = parts.map((one) => ({ ...one.getBoundingClientRect().toJSON(), called: one.getAttribute('aria-label') ?? one.innerText, one }) as DOMRect & { called: string; one: HTMLElement });
  const faults = boxes.length < 2 ? ['it holds next to nothing'] : [];
  for (const [at, { left, right, called, one }] of boxes.entries()) {
    if (left < -0.5 || right > width + 0.5) faults.push(`${called} reaches from ${left} to ${right} of ${width} px`);
    if (one.scrollWidth > one.clientWidth + 1) faults.push(`${called} is cut off`);
    const next = boxes[at + 1];
    if (next && next.left < right - 0.5) faults.push(`${next.called} begins at ${next.left}, where ${called} still is`);
  }
  return faults;
}

/** The controls outside the screen, but for those in a part that scrolls by itself. */
function controlsOutside(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const scrolls = (one: Element | null): boolean =>
    one !== null && one !== document.body && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary')];
  const out = controls.filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return one.checkVisibility() && (left < -1 || right > clientWidth + 1) && !scrolls(one.parentElement);
  });
  const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in ${clientWidth} px`] : [];
  return [...wide, ...out.map((one) => (one.cloneNode(false) as Element).outerHTML.slice(0, 120))];
}

for (const name of ['gallery-visitor', 'gallery', 'editor-ready', 'studio-results', 'statement-full', 'billing-pro']) {
  test(`nothing sticks out sideways at any width: ${name}`, async ({ page }) => {
    await openNamed(page, name);
    for (const width of [320, 768, 1024, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(controlsOutside), `${width} px`).toEqual([]);
      expect(await page.evaluate(headerFaults), `the header at ${width} px`).toEqual([]);
    }
  });
}

for (const who of ['a visitor', 'somebody signed in'] as const) {
  test(`the header has room for its words, twice as large and two fifths longer: ${who}`, async ({ page, account }) => {
    if (who !== 'a visitor') await account({ persona: 'starter' });
    for (const words of [null, 'en-XA'] as const) {
      await open(page, words ? `/help?lab-words=${words}` : '/help');
      if (words) await page.locator(`html[data-words="${words}"]`).waitFor({ state: 'attached' });
      for (const size of words ? ['100%'] : ['100%', '200%']) {
        await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
        for (const width of [390, 640, 700, 768, 820, 912, 1024, 1072, 1180, 1280, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.evaluate(headerFaults), `${words ?? 'English'} at ${size} in ${width} px`).toEqual([]);
        }
      }
    }
  });
}

test('a visitor finds the way in on a tablet upright and lying', async ({ page }) => {
  const signUp = (within: string) => page.locator(within).getByRole('link', { name: 'Create an account' });
  await page.setViewportSize({ width: 768, height: 1024 });
  await open(page, '/');
  await expect(page.getByRole('navigation', { name: everywhere.main, exact: true })).toBeHidden();
  await page.getByRole('button', { name: everywhere.menu }).click();
  await expect(signUp('#site-menu')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1180, height: 820 });
  await expect(page.getByRole('button', { name: everywhere.menu })).toBeHidden();
  await expect(signUp('header.top > .tools').first()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('navigation', { name: everywhere.main, exact: true })).toBeInViewport({ ratio: 1 });
});

/** What may be smaller than a finger, and why. */
const SMALL_TARGETS = [{ selector: '.skip', because: 'it is on the screen only while the keyboard has the focus there' }];

/** The controls that a finger hits on less than 44 × 44 px. */
function smallTargets(exempt: string[]): string[] {
  const SMALLEST = 44;
  const top = document.querySelector('[popover]:popover-open, dialog[open]') ?? document.body;
  const isSeen = (one: Element) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  // A link within a sentence is as high as its line, which WCAG 2.5.5 and 2.5.8 allow.
  const isWithinSentence = (one: Element) => {
    const around = one.closest('p, li, dd, td > small');
    const text = (of: Element | null) => of?.textContent?.trim().length ?? 0;
    return one.matches('a, button.link') && getComputedStyle(one).display === 'inline' && around !== null && text(around) > text(one);
  };
  const target = (one: HTMLElement): HTMLElement => {
    const label = one.closest('label') ?? document.querySelector<HTMLElement>(`label[for="${one.id}"]`);
    return one.matches('[type=radio], [type=checkbox], [type=file]') && label ? label : one;
  };
  // Some targets are larger than their box, by a pseudo-element: what is hit around its middle tells.
  const isHitAround = (one: HTMLElement) => {
    one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { left, top, width, height } = one.getBoundingClientRect();
    const [x, y, far] = [left + width / 2, top + height / 2, SMALLEST / 2 - 1];
    const points = [[x - far, y], [x + far, y], [x, y - far], [x, y + far]] as const;
    return points.every(([across, down]) => one.contains(document.elementFromPoint(across, down)));
  };
  const controls = [...top.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, summary, textarea')];
  const targets = new Set(controls.filter((one) => isSeen(one) && !isWithinSentence(one) && !exempt.some((selector) => one.matches(selector))).map(target));
  if (targets.size === 0) return ['there is nothing to press'];
  return [...targets].flatMap((one) => {
    const { width, height } = one.getBoundingClientRect();
    if (Math.min(width, height) >= SMALLEST - 0.5 || isHitAround(one)) return [];
    const shell = (one.cloneNode(false) as Element).outerHTML.slice(0, 140);
    return [`${Math.round(width)} × ${Math.round(height)}: ${one.innerText.trim().slice(0, 40)} ${shell}`];
  });
}

/** The controls that, somewhere within their own box, a finger on them presses something else instead. */
function coveredControls(exempt: string[]): string[] {
  const top = document.querySelector('[popover]:popover-open, dialog[open]') ?? document.body;
  // What is cut off to nothing stands in for a control that is seen, which is looked at by itself.
  const isSeen = (one: Element) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.vh');
  const target = (one: HTMLElement): HTMLElement => {
    const label = one.closest('label') ?? document.querySelector<HTMLElement>(`label[for="${one.id}"]`);
    return one.matches('[type=radio], [type=checkbox], [type=file]') && label ? label : one;
  };
  const name = (one: Element | null) => (one ? `${(one as HTMLElement).innerText?.trim().slice(0, 40)} ${(one.cloneNode(false) as Element).outerHTML.slice(0, 120)}` : 'nothing');
  // The middle, and a little inside of each corner where it is not rounded off.
  const points = (one: HTMLElement, { left, right, top, bottom, width, height }: DOMRect): [x: number, y: number][] => {
    const round = Math.min(Number.parseFloat(getComputedStyle(one).borderTopLeftRadius) || 0, width / 2, height / 2);
    const inside = Math.min(0.3 * round + 2, width / 2, height / 2);
    const corners = [left + inside, right - inside].flatMap((x) => [top + inside, bottom - inside].map((y): [number, number] => [x, y]));
    return [[left + width / 2, top + height / 2], ...corners];
  };
  const controls = [...top.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, summary, textarea')];
  const targets = new Set(controls.filter((one) => isSeen(one) && !exempt.some((selector) => one.matches(selector))).map(target));
  if (targets.size === 0) return ['there is nothing to press'];
  return [...targets].flatMap((one) => {
    one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // A link that goes on in the next line has a box in each.
    for (const box of one.getClientRects()) {
      if (box.width < 4 || box.height < 4) continue;
      for (const [x, y] of points(one, box)) {
        const hit = document.elementFromPoint(x, y);
        const presses = hit?.closest('a[href], button, input, select, summary, textarea, label') ?? null;
        // What can be pressed and what stands upon it by itself, such as the words of a card's link, is not covered by its ground.
        if (presses && !one.contains(presses) && !presses.contains(one)) return [`${name(one)} is covered by ${name(presses)}`];
      }
    }
    return [];
  });
}

const TOUCHED = [
  'gallery-visitor',
  'editor-ready',
  'studio-scene',
  'studio-results',
  'library-full',
  'statement-full',
  'billing-pro',
  'settings',
  'help',
  'help-open',
  'balance-starter',
  'editor-edited',
  'studio-short',
  'settings-waiting',
  'sign-in',
];

for (const name of TOUCHED) {
  test(`a finger hits every control, and that control alone, on a phone and on a tablet: ${name}`, { tag: '@phone-only' }, async ({ page }) => {
    await openNamed(page, name);
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches), 'this is a touch screen').toBe(true);
    const exempt = SMALL_TARGETS.map(({ selector }) => selector);
    for (const size of [{ width: 390, height: 844 }, { width: 768, height: 1024 }]) {
      await page.setViewportSize(size);
      expect(await page.evaluate(smallTargets, exempt), `too small at ${size.width} px`).toEqual([]);
      expect(await page.evaluate(coveredControls, exempt), `covered at ${size.width} px`).toEqual([]);
    }
  });
}

test('a finger on one of the Lab’s links and switches presses that one', { tag: '@phone-only' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/lab');
  expect(await page.evaluate(coveredControls, SMALL_TARGETS.map(({ selector }) => selector))).toEqual([]);
});

/** How light a colour is, between 0 and 1, as the browser would paint it. */
function lightness(colour: string): number {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('nothing can be painted');
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

for (const theme of ['light', 'dark'] as const) {
  test(`the statement is printed alone, whole and dark on light, from the ${theme} theme`, async ({ page }) => {
    await openNamed(page, 'statement-full');
    const table = page.getByRole('region', { name: statement.region, exact: true }).getByRole('table');
    await expect(page.getByRole('banner')).toBeVisible();
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    // An upright sheet of A4 between its margins.
    await page.setViewportSize({ width: 718, height: 1050 });
    await page.emulateMedia({ media: 'print', colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(page.getByRole('button', { name: everywhere.help })).toBeHidden();
    await expect(page.getByRole('link', { name: everywhere.skip })).toBeHidden();
    await expect(page.getByRole('group', { name: statement.filter })).toBeHidden();
    await expect(page.getByRole('button', { name: statement.exportCsv })).toBeHidden();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(table).toBeVisible();
    const scroll = await table.evaluate((one) => ({ right: one.getBoundingClientRect().right, overflow: getComputedStyle(one.parentElement ?? one).overflowX }));
    expect(scroll.overflow, 'nothing of it is scrolled out of sight').toBe('visible');
    expect(scroll.right, 'it is as wide as the sheet at most').toBeLessThanOrEqual(719);
    const paper = await page.locator('body').evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await page.evaluate(lightness, paper), 'the paper').toBeGreaterThan(0.95);
    for (const contrast of ['more', 'no-preference'] as const) {
      await page.emulateMedia({ contrast });
      const inks = await table.getByRole('cell').evaluateAll((cells) => [...new Set(cells.map((one) => getComputedStyle(one).color))]);
      for (const ink of inks) expect(await page.evaluate(lightness, ink), `the ink, contrast: ${contrast}`).toBeLessThan(0.2);
    }
    const links = await table.getByRole('link').evaluateAll((all) => all.map((one) => getComputedStyle(one).textDecorationLine));
    expect(new Set(links)).toEqual(new Set(['none']));
  });
}
