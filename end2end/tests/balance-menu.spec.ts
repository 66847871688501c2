/** The diamond: how its menu opens and closes, what it says, and that it is never out of date. */

import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { balance, everywhere } from '../kit/names';

const diamond = (page: Page) => page.getByRole('button', { name: everywhere.credits, exact: true });
const menu = (page: Page) => page.getByRole('region', { name: balance.region });
/** Away from the diamond and its menu. */
const away = (page: Page) => page.mouse.move(700, 120);

test('a resting mouse opens it, and it goes when the mouse goes', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/');
  await diamond(page).hover();
  await expect(menu(page)).toBeVisible();
  await menu(page).hover();
  await expect(menu(page)).toBeVisible();
  await away(page);
  await expect(menu(page)).toBeHidden();
});

test('a click pins what the mouse opened; a second click closes it', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/');
  await diamond(page).hover();
  await expect(menu(page)).toBeVisible();
  await diamond(page).click();
  await away(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(menu(page)).toBeVisible();
  await diamond(page).click();
  await expect(menu(page)).toBeHidden();
});

for (const key of ['Enter', 'Space', 'ArrowDown']) {
  test(`${key} opens it, Escape closes it and gives the focus back`, async ({ page, account }) => {
    await account({ persona: 'starter' });
    await open(page, '/');
    await diamond(page).focus();
    await page.keyboard.press(key);
    await expect(menu(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu(page)).toBeHidden();
    await expect(diamond(page)).toBeFocused();
  });
}

test('Escape gives the focus back from inside, too', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/');
  await diamond(page).click();
  await menu(page).getByRole('link', { name: balance.history }).focus();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  await expect(diamond(page)).toBeFocused();
});

test('a click elsewhere closes it, and so does leaving with Tab', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/');
  await diamond(page).click();
  await expect(menu(page)).toBeVisible();
  await page.mouse.click(700, 120);
  await expect(menu(page)).toBeHidden();

  await diamond(page).focus();
  await page.keyboard.press('Enter');
  await menu(page).getByRole('link', { name: balance.history }).focus();
  await page.keyboard.press('Tab');
  await expect(menu(page)).toBeHidden();
});

test('it opens before the script has arrived @phone', async ({ page, account, problems }) => {
  problems.allow(/Failed to (load resource|fetch)|net::ERR_FAILED|dynamically imported module/, /^page: $/);
  await account({ persona: 'starter' });
  await page.route(/\/pkg\/[^/]*\.(js|wasm)(\?|$)/, (route) => route.abort());
  await page.goto('/');
  await diamond(page).click();
  await expect(menu(page)).toBeVisible();
  await expect(menu(page)).toContainText('60');
  await expect(page.locator('html[data-hydrated]')).toHaveCount(0);
});

test.describe('what it says', () => {
  test('both wallets, the refresh and what it adds', async ({ page, account }) => {
    await account({ persona: 'starter', clock: '2026-06-01T09:00:00Z' });
    await open(page, '/');
    await diamond(page).click();
    await expect(menu(page)).toContainText(/Download credits\s*10/);
    await expect(menu(page)).toContainText(/AI credits\s*60/);
    await expect(menu(page)).toContainText('Next refresh, 1 July');
    await expect(menu(page)).toContainText('+10 and +60');
    await expect(menu(page).getByRole('link', { name: balance.getAiCredits })).toHaveAttribute('href', '/billing#bundles');
    await expect(menu(page).getByRole('link', { name: balance.upgrade })).toHaveAttribute('href', '/billing');
    await expect(menu(page).getByRole('link', { name: balance.history })).toHaveAttribute('href', '/credits');
  });

  test('unlimited downloads', async ({ page, account }) => {
    await account({ persona: 'pro' });
    await open(page, '/');
    await diamond(page).click();
    await expect(menu(page)).toContainText('Unlimited downloads');
    await expect(menu(page)).toContainText('300');
  });

  test('that a payment failed', async ({ page, account }) => {
    await account({ persona: 'past-due' });
    await open(page, '/');
    await diamond(page).click();
    await expect(menu(page)).toContainText('Payment failed');
    await expect(menu(page).getByRole('link', { name: balance.updateCard })).toHaveAttribute('href', '/billing');
    await expect(menu(page).getByRole('link', { name: balance.upgrade })).toHaveCount(0);
  });

  test('what is on hold, on the diamond as well', async ({ page, account, lab }) => {
    await account({ persona: 'starter' });
    await open(page, '/');
    await expect(diamond(page)).toHaveAccessibleDescription('');
    await lab.move({ op: 'hold', wallet: 'ai', amount: 25, key: 'hold' });
    await expect(diamond(page)).toHaveAccessibleDescription('AI credits on hold');
    await diamond(page).click();
    await expect(menu(page)).toContainText('25 AI credits');
    await expect(menu(page)).toContainText(/AI credits\s*35/);
  });
});

test('two tabs show the same new balance, and the second goes on when the first is closed', async ({ page, account, lab, context }) => {
  await account({ persona: 'starter' });
  await open(page, '/');
  const other = await context.newPage();
  await open(other, '/help');
  await diamond(page).click();
  await diamond(other).click();
  await lab.move({ op: 'debit', wallet: 'download', amount: 3, key: 'first' });
  for (const tab of [page, other]) await expect(menu(tab)).toContainText(/Download credits\s*7/);
  await page.close();
  await lab.move({ op: 'debit', wallet: 'download', amount: 2, key: 'second' });
  await expect(menu(other)).toContainText(/Download credits\s*5/);
});

test('the tabs of a browser share one stream', async ({ page, account, context }) => {
  let streams = 0;
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/live') streams += 1;
  });
  await account({ persona: 'starter' });
  const began = context.waitForEvent('request', (request) => new URL(request.url()).pathname === '/live');
  await open(page, '/');
  await began;
  await open(await context.newPage(), '/help');
  await open(await context.newPage(), '/credits');
  expect(streams).toBe(1);
});

test('/live without a session has no content, which stops a browser from asking without an error', async ({ request }) => {
  const answer = await request.get('/live', { headers: { accept: 'text/event-stream' } });
  expect(answer.status()).toBe(204);
  expect(await answer.body()).toHaveLength(0);
});

test('the open menu is accessible in both themes @phone', async ({ page, account, lab }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'hold', wallet: 'ai', amount: 25, key: 'hold' });
  await open(page, '/');
  await diamond(page).click();
  await expect(menu(page)).toBeVisible();
  await expectAccessibleInBothThemes(page);
});
