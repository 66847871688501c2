/**
 * The product in words it has no translation for yet: two fifths longer, and from right to left. Nothing may be cut off,
 * nothing may be found only by scrolling sideways, and every word comes from where a translation would reach it.
 */

import type { Page } from '@playwright/test';
import { expect, test } from '../kit/fixtures';

/** The doors, which are for visitors, the principal pages, and states that say more than their pages do at first. */
const GROUPS = {
  doors: ['/login', '/signup', '/forgot', '/studio'],
  pages: ['/', '/clips', '/clips/new/step-out', '/studio', '/credits', '/billing', '/help', '/account', '/lab'],
  states: ['balance-starter', 'help-open', 'library-full', 'statement-full', 'billing-past-due', 'studio-scene'].map((name) => `/lab/scenarios/${name}`),
};
const WIDTHS = [390, 1280];
const WORDS = ['en-XA', 'ar-XB'] as const;
type Words = (typeof WORDS)[number];

/** Goes to a page and waits until it has said everything in other words. */
async function openIn(page: Page, words: Words, path: string): Promise<void> {
  const name = path.startsWith('/lab/scenarios/') ? 'words' : 'lab-words';
  await page.goto(`${path}?${name}=${words}`);
  await page.locator(`html[data-words="${words}"]`).waitFor({ state: 'attached' });
}

/** What is wrong with the page as it stands, in the browser's words. */
function complaints(words: Words): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth} px`);
  const isSeen = (one: Element) => one.checkVisibility({ visibilityProperty: true });
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null) {
    const parent = node.parentElement;
    if (!parent || parent.closest('script, style, noscript, textarea, template, kbd') || !isSeen(parent)) continue;
    // Numbers and what is named by one, such as 1080p or H.264, and addresses are the same in every language.
    if (!node.data.split(/\s+/).some((word) => /\p{L}/u.test(word) && !/[\d@]/.test(word))) continue;
    const isSaid = words === 'en-XA' ? /^\s*\[.*\]\s*$/s.test(node.data) : node.data.includes('\u202e');
    if (!isSaid) found.push(`plain: ${node.data}`);
  }
  for (const control of document.querySelectorAll<HTMLElement>('a, button')) {
    if (!isSeen(control) || control.clientWidth === 0 || control.matches('.skip')) continue;
    const called = `${control.cloneNode(false) instanceof HTMLElement ? (control.cloneNode(false) as HTMLElement).outerHTML.slice(0, 90) : ''} ${control.innerText.slice(0, 40)}`;
    if (control.scrollWidth > control.clientWidth + 1) found.push(`cut off: ${called}`);
    const { left, right } = control.getBoundingClientRect();
    const isScrolled = control.closest('.chips, .statement-scroll, .ai-videos-list, .earlier, .strip') !== null;
    if (!isScrolled && (left < -1 || right > root.clientWidth + 1)) found.push(`outside: ${called}`);
  }
  return found;
}

for (const words of WORDS) {
  for (const [group, paths] of Object.entries(GROUPS)) {
    test(`there is room for ${words} on phones and desktops: ${group}`, async ({ page, account }) => {
      const found: Record<string, string[]> = {};
      if (group !== 'doors') await account({ persona: 'starter' });
      for (const path of paths) {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
          if (width === WIDTHS[0]) await openIn(page, words, path);
          const wrong = await page.evaluate(complaints, words);
          if (wrong.length > 0) found[`${path} at ${width} px`] = wrong;
        }
      }
      expect(found).toEqual({});
    });
  }
}

test('names and hints are said as well, and what people write is not', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await openIn(page, 'en-XA', '/help');
  expect(await page.title()).toMatch(/^\[.*\]$/);
  await expect(page.locator('button.credits')).toHaveAttribute('aria-label', /^\[Çr.*\]$/);
  await openIn(page, 'en-XA', '/clips/new/step-out');
  const headline = page.locator('main input.input:visible').first();
  await headline.fill('Mine alone');
  await expect(headline).toHaveValue('Mine alone');
});

test('what changes later is said once, and numbers stay', async ({ page }) => {
  await openIn(page, 'en-XA', '/login');
  const heading = page.locator('h1');
  const once = (await heading.textContent()) ?? '';
  expect(once).toMatch(/^\[[^[\]]+\]$/);
  const change = (text: string) => heading.evaluate((one, said) => void (one.firstChild as Text).replaceData(0, 99, said), text);
  await change('Save 12 credits');
  await expect(heading).toHaveText('[Sååvéé 12 çréééðîîts]');
  await change('12');
  await expect(heading).toHaveText('12');
});

test('a window keeps its words where its links lead, and the Lab’s pages have none', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await page.goto('/lab');
  await page.getByText('Look at it differently').click();
  await page.getByRole('combobox', { name: 'Words' }).selectOption('Right to left (ar-XB)');
  await page.getByRole('combobox', { name: 'Text size' }).selectOption('150 %');
  await page.getByRole('button', { name: 'Open the product like this' }).click();
  const spoken = page.locator('html[dir=rtl][data-words="ar-XB"]');
  await spoken.waitFor({ state: 'attached' });
  await page.locator('.nav a[href="/studio"]').click();
  await page.waitForURL(/\/studio\?.*lab-words=ar-XB/);
  await spoken.waitFor({ state: 'attached' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px');
  await page.goto('/lab');
  await expect(page.getByRole('heading', { name: 'Designers’ Lab' })).toBeVisible();
});

test('the gallery’s frames and links take the words that are chosen', async ({ page }) => {
  await page.goto('/lab/scenarios?flow=gallery');
  await page.getByRole('combobox', { name: 'Words' }).selectOption('Longer (en-XA)');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('combobox', { name: 'Words' })).toHaveValue('en-XA');
  const frame = page.frameLocator('.lab-frame iframe >> nth=0');
  await expect(frame.locator('html')).toHaveAttribute('data-words', 'en-XA');
  await frame.locator('.nav a[href="/clips"]').press('Enter');
  await expect(frame.locator('html[data-words="en-XA"] .entry h1'), 'visitors are led to the door').toHaveText(/^\[.*\]$/);
  await page.locator('.lab-cells h3 a').first().click();
  await page.locator('html[data-words="en-XA"]').waitFor({ state: 'attached' });
});

test('the page of a failure, which has no scripts, is said as well', async ({ page, problems }) => {
  problems.allow(/status of 500/, /^server: 500 GET/);
  await page.goto('/lab/broken?lab-words=en-XA');
  await page.locator('html[data-words="en-XA"]').waitFor({ state: 'attached' });
  await expect(page.locator('h1')).toHaveText(/^\[.*\]$/);
});
