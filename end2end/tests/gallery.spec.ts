/** The first page, and help in its corner. */

import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { everywhere, gallery } from '../kit/names';

const PRODUCTS = ['Step Out', 'First Mist', 'Fresh Roast', 'Unboxed'];
const PHOTOS = ['Postcard', 'Instant', 'Billboard', 'Three Windows'];

test('shows every template by a still of its own and leads to it', async ({ page }) => {
  await open(page, '/');
  const uses = page.getByRole('link', { name: /^Use template/ });
  for (const name of [...PRODUCTS, ...PHOTOS]) {
    const link = page.getByRole('link', { name: gallery.use(name) });
    await expect(link).toHaveAttribute('href', `/clips/new/${name.toLowerCase().replaceAll(' ', '-')}`);
  }
  const stills = page.locator('.tpl-still');
  await expect(stills).toHaveCount(await uses.count());
  for (const still of await stills.all()) {
    await still.scrollIntoViewIfNeeded();
    await expect.poll(() => still.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 60_000 }).toBeGreaterThan(0);
  }
});

test('filters by what templates are made for', async ({ page }) => {
  await open(page, '/');
  const filter = page.getByRole('group', { name: gallery.filter });
  await filter.getByRole('button', { name: 'Product' }).click();
  await expect(filter.getByRole('button', { name: 'Product' })).toHaveAttribute('aria-pressed', 'true');
  for (const name of PRODUCTS) await expect(page.getByRole('link', { name: gallery.use(name) })).toBeVisible();
  await expect(page.getByRole('link', { name: gallery.use('Postcard') })).toHaveCount(0);
  await filter.getByRole('button', { name: 'Photo' }).click();
  for (const name of PHOTOS) await expect(page.getByRole('link', { name: gallery.use(name) })).toBeVisible();
  await expect(page.getByRole('link', { name: gallery.use('Step Out') })).toHaveCount(0);
  await filter.getByRole('button', { name: 'All' }).click();
  await expect(filter.getByRole('button', { name: 'All' })).toHaveAttribute('aria-pressed', 'true');
});

test('the navigation says where one is, also while a template is tried', async ({ page, account }) => {
  await account({ persona: 'starter' });
  const here = page.getByRole('navigation', { name: everywhere.main, exact: true }).locator('[aria-current=page]');
  for (const [path, name] of [
    ['/', everywhere.templates],
    ['/clips/new/step-out', everywhere.templates],
    ['/clips', everywhere.videos],
    ['/studio', everywhere.studio],
  ] as const) {
    await page.goto(path);
    await expect(here, path).toHaveText(name);
  }
});

test('the menu leads around on a phone @phone-only', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: everywhere.menu }).click();
  await page.getByRole('link', { name: everywhere.studio, exact: true }).click();
  await expect(page).toHaveURL(/\/(studio|login)/);
});

test('nothing sticks out sideways @phone', async ({ page }) => {
  for (const path of ['/', '/studio', '/help', '/login', '/signup']) {
    await open(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0);
  }
});

test.describe('help', () => {
  test('lists what its page answers and leads there', { tag: '@phone' }, async ({ page }) => {
    await open(page, '/help');
    const list = page.getByRole('navigation', { name: 'On this page' });
    const answer = list.getByRole('link', { name: 'Do unused credits roll over?' });
    // On phones the list is folded.
    if (!(await answer.isVisible())) await list.getByText('On this page').click();
    await answer.click();
    await expect(page).toHaveURL(/\/help#roll-over$/);
    await expect(page.getByRole('heading', { name: 'Do unused credits roll over?', level: 3 })).toBeInViewport();
    const missing = await list.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '').filter((to) => document.querySelector(to) === null));
    expect(missing).toEqual([]);
  });

  test('is found by its words', async ({ page }) => {
    await open(page, '/');
    await page.getByRole('button', { name: everywhere.help }).click();
    const help = page.getByRole('dialog', { name: everywhere.help });
    await expect(help.getByText('Do unused credits roll over?')).toBeVisible();
    await help.getByRole('textbox', { name: 'Search help' }).fill('roll over');
    await expect(help.getByText('Do unused credits roll over?')).toBeVisible();
    await expect(help.getByText('What is free?')).toBeHidden();
    await help.getByRole('textbox', { name: 'Search help' }).fill('zebra');
    await expect(help.getByRole('status').first()).toContainText('Nothing found');
    await help.getByRole('button', { name: 'Close help' }).click();
    await expect(help).toBeHidden();
  });

  test('takes a message in the corner, and the page stays', { tag: '@postgres' }, async ({ page, account, problems }) => {
    problems.allow(/status of 422/);
    await account({ persona: 'starter' });
    await open(page, '/credits');
    await page.getByRole('button', { name: everywhere.help }).click();
    await page.getByRole('button', { name: 'Write to us' }).click();
    const form = page.getByRole('dialog', { name: 'Write to us' });
    await form.getByRole('textbox', { name: 'Your message' }).fill('Where is my invoice?');
    await form.getByRole('button', { name: 'Send message' }).click();
    await expect(form.getByRole('status')).toHaveText('Your message has arrived. We answer by e-mail.');
    await expect(form.getByRole('textbox', { name: 'Your message' })).toHaveValue('');
    await form.getByRole('button', { name: 'Send message' }).click();
    await expect(form.getByRole('status')).toHaveText('Write a few words first.');
    await expect(page).toHaveURL(/\/credits$/);
  });

  test('takes a message in the corner without script and leads back to the page it was written on', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/studio');
    await page.getByRole('button', { name: everywhere.help }).click();
    await page.getByRole('button', { name: 'Write to us' }).click();
    const form = page.getByRole('dialog', { name: 'Write to us' });
    await form.getByRole('textbox', { name: 'Your message' }).fill('Where is my invoice?');
    await form.getByRole('textbox', { name: 'Where we answer' }).fill('ana@example.com');
    await form.getByRole('button', { name: 'Send message' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Your message has arrived' })).toBeVisible();
    await page.getByRole('link', { name: 'Back to where you were' }).click();
    await expect(page).toHaveURL(/\/studio$/);
    await context.close();
  });

  test('takes a message without script', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/help');
    const form = page.getByRole('region', { name: 'Something else?' });
    await form.getByRole('textbox', { name: 'Your message' }).fill('Where is my invoice?');
    await form.getByRole('textbox', { name: 'Where we answer' }).fill('ana@example.com');
    await form.getByRole('button', { name: 'Send message' }).click();
    await expect(form).toContainText('Your message has arrived');
    await context.close();
  });
});

test('the gallery, the Studio’s introduction and help are accessible in both themes @phone', async ({ page }) => {
  for (const path of ['/', '/studio', '/help']) {
    await open(page, path);
    await expectAccessibleInBothThemes(page, path);
  }
  await page.getByRole('button', { name: everywhere.help }).click();
  await expect(page.getByRole('dialog', { name: everywhere.help })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'open help');
});

test.describe('the cards play their animation', () => {
  const cardOf = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: gallery.use(name) }) });
  const film = (page: Page, name: string) => cardOf(page, name).locator('video');
  /** A loop is rendered when it is first asked for, which takes as long as the machine needs. */
  const RENDER = { timeout: 150_000 };

  test('under the mouse and with the focus, one at a time', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await open(page, '/');
    await cardOf(page, 'Step Out').hover();
    await expect(film(page, 'Step Out')).toHaveJSProperty('paused', false, RENDER);
    await expect.poll(() => film(page, 'Step Out').evaluate((video: HTMLVideoElement) => video.currentTime), RENDER).toBeGreaterThan(0);
    await page.getByRole('link', { name: gallery.use('First Mist') }).focus();
    await expect(film(page, 'First Mist')).toHaveJSProperty('paused', false, RENDER);
    await expect(page.locator('video')).toHaveCount(1);
    await page.getByRole('heading', { name: 'Templates' }).hover();
    await expect(page.locator('video')).toHaveCount(0);
  });

  test('never where motion is unwelcome or data is saved', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, '/');
    await cardOf(page, 'Step Out').hover();
    await page.getByRole('link', { name: gallery.use('Step Out') }).focus();
    await expect(page.locator('video')).toHaveCount(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.setExtraHTTPHeaders({ 'save-data': 'on' });
    await open(page, '/');
    await expect(page.locator('[data-motion]')).toHaveCount(0);
  });

  test('in the middle of a phone, until they are told not to', { tag: '@phone-only' }, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await open(page, '/');
    await cardOf(page, 'First Mist').evaluate((card) => card.scrollIntoView({ block: 'center' }));
    await expect(page.locator('video')).toHaveCount(1);
    await expect(page.locator('video')).toHaveJSProperty('paused', false, RENDER);
    const motion = page.getByRole('button', { name: gallery.motion });
    await motion.click();
    await expect(motion).toHaveAttribute('aria-pressed', 'false');
    await expect(page.locator('video')).toHaveCount(0);
  });

  test('a loop is small, and comes in parts where a player asks for them', async ({ page, request }) => {
    await open(page, '/');
    const loop = (await cardOf(page, 'Step Out').getAttribute('data-motion')) ?? '';
    const whole = await request.get(loop, RENDER);
    expect(whole.headers()['content-type']).toBe('video/mp4');
    expect((await whole.body()).length).toBeLessThan(400_000);
    expect((await request.get(loop, { headers: { range: 'bytes=0-99' } })).status()).toBe(206);
  });
});
