/** The first page, and help in its corner. */

import { expectAccessible } from '../kit/axe';
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

test('the menu leads around on a phone @phone-only', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: everywhere.menu }).click();
  await page.getByRole('link', { name: everywhere.studio, exact: true }).click();
  await expect(page).toHaveURL(/\/(studio|login)/);
});

test('nothing sticks out sideways @phone', async ({ page }) => {
  for (const path of ['/', '/help', '/login', '/signup']) {
    await open(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0);
  }
});

test.describe('help', () => {
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

  test('takes a message and leads back to the page it was written on', { tag: '@postgres' }, async ({ page, account }) => {
    await account({ persona: 'starter' });
    await open(page, '/credits');
    await page.getByRole('button', { name: everywhere.help }).click();
    await page.getByRole('button', { name: 'Write to us' }).click();
    const form = page.getByRole('dialog', { name: 'Write to us' });
    await form.getByRole('textbox', { name: 'Your message' }).fill('Where is my invoice?');
    await form.getByRole('button', { name: 'Send message' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Your message has arrived' })).toBeVisible();
    await page.getByRole('link', { name: 'Back to where you were' }).click();
    await expect(page).toHaveURL(/\/credits$/);
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

for (const scheme of ['light', 'dark'] as const) {
  test(`the gallery and help are accessible (${scheme}) @phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const path of ['/', '/help']) {
      await open(page, path);
      await expectAccessible(page, path);
    }
    await page.getByRole('button', { name: everywhere.help }).click();
    await expectAccessible(page, 'open help');
  });
}
