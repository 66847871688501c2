/** The usage history: every entry once, sums that are the balance, a file with the same. */

import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { statement } from '../kit/names';

const list = (page: Page) => page.getByRole('region', { name: statement.region });
/** The rows of the table without its head. */
const rows = (page: Page) => list(page).getByRole('row').filter({ has: page.getByRole('cell') });

const number = (text: string) => Number(text.replace('\u2212', '-').replace(/[+,]/g, ''));

/** The cells of each entry, newest first. */
async function entries(page: Page): Promise<{ wallet: string; amount: number; after: number }[]> {
  const texts = await rows(page).evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.firstChild?.textContent?.trim() ?? cell.textContent?.trim() ?? '')),
  );
  const wallets = await rows(page).evaluateAll((all) => all.map((row) => row.querySelectorAll('td')[4]?.textContent?.trim() ?? ''));
  return texts.map((cells, at) => ({ wallet: wallets[at] ?? '', amount: number(cells[5] ?? ''), after: number(cells[6] ?? '') }));
}

test('the entries of a wallet add up to its balance', { tag: '@postgres' }, async ({ page, account, lab, ledger }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 3, key: 'a' });
  const held = await lab.move({ op: 'hold', wallet: 'ai', amount: 20, key: 'b' });
  await lab.move({ op: 'capture', wallet: 'ai', amount: 15, key: 'c', hold: held.hold ?? '' });
  await lab.move({ op: 'release', wallet: 'ai', amount: 5, key: 'd', hold: held.hold ?? '' });
  await open(page, '/credits');
  const { wallets } = await ledger();
  const all = await entries(page);
  expect(all).toHaveLength(6);
  for (const [name, wallet] of [['Download', wallets.download], ['AI', wallets.ai]] as const) {
    const own = all.filter((entry) => entry.wallet === name);
    expect(own.reduce((sum, { amount }) => sum + amount, 0), name).toBe(wallet.available);
    expect(own[0]?.after, name).toBe(wallet.available);
  }
  await expect(list(page)).toContainText('20 on hold');
  await expect(list(page)).toContainText('15 of the hold taken');
  await expect(list(page)).toContainText('5 of the hold returned');
});

test('the filter shows one wallet, also without script', async ({ account, browser, baseURL, context }) => {
  await account({ persona: 'starter' });
  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false, storageState: await context.storageState() });
  const page = await plain.newPage();
  await page.goto('/credits');
  const filter = page.getByRole('group', { name: statement.filter });
  await filter.getByRole('button', { name: 'AI credits' }).click();
  await expect(page).toHaveURL(/wallet=ai/);
  await expect(filter.getByRole('button', { name: 'AI credits' })).toHaveAttribute('aria-pressed', 'true');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('+60');
  await filter.getByRole('button', { name: 'All' }).click();
  await expect(rows(page)).toHaveCount(2);
  await plain.close();
});

test('reasons and months narrow it down', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/credits');
  await page.getByRole('button', { name: statement.anyReason }).click();
  await page.getByRole('link', { name: 'Monthly refresh' }).click();
  await expect(page).toHaveURL(/reason=plan_grant/);
  await expect(rows(page)).toHaveCount(2);
  await open(page, '/credits?reason=regeneration');
  await expect(list(page)).toContainText('Nothing matches');
  await page.getByRole('link', { name: 'Show every entry' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('the filter offers reasons that occur, and the chosen one', async ({ page, account, lab }) => {
  await account({ persona: 'starter' });
  const reason = (name: string) => page.getByRole('main').getByRole('link', { name, exact: true });
  await open(page, '/credits');
  await page.getByRole('button', { name: statement.anyReason }).click();
  for (const name of ['Any reason', 'Monthly refresh']) await expect(reason(name)).toBeVisible();
  for (const name of ['Regeneration', 'Refund', 'Lab']) await expect(reason(name)).toHaveCount(0);
  await lab.move({ op: 'debit', wallet: 'download', amount: 1, key: 'a' });
  await open(page, '/credits?reason=regeneration');
  await page.getByRole('button', { name: 'Reason: Regeneration' }).click();
  for (const name of ['Any reason', 'Monthly refresh', 'Regeneration', 'Lab']) await expect(reason(name)).toBeVisible();
  await expect(reason('Refund')).toHaveCount(0);
});

test('what was spent counts as used, and what went back with its payment does not', async ({ page, account, lab }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 3, key: 'a' });
  await lab.refund({ amount_cents: 950 });
  await open(page, '/credits');
  await expect(page.getByText(/^3 used in 30 days\./)).toBeVisible();
  await expect(page.getByText(/^0 used in 30 days\./)).toBeVisible();
});

test('the next refresh says what of it settles a debt', { tag: '@postgres' }, async ({ page, account, clock, lab, ledger }) => {
  await account({ persona: 'starter', clock: '2026-06-12T10:00:00Z' });
  await lab.move({ op: 'debit', wallet: 'ai', amount: 20, key: 'a' });
  await lab.refund();
  expect(await ledger()).toMatchObject({ wallets: { ai: { available: 0 } }, debts: { ai: 20 } });
  await open(page, '/credits');
  await expect(page.getByRole('main')).toContainText('+60 on 12 July: 20 for what is owed, 40 to spend.');
  await page.getByRole('button', { name: 'Credits', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Credit balance' })).toContainText('Of these, for what you owe: 20 AI credits.');
  await page.goto('/billing');
  await expect(page.getByRole('main')).toContainText('for what you owe: 20 AI credits');
  await clock.advance('1 month');
  expect(await ledger()).toMatchObject({ wallets: { ai: { available: 40 } }, debts: { ai: 0 } });
});

test('older entries stand on the next page, each exactly once', async ({ page, account, lab }) => {
  await account({ persona: 'starter', download_credits: 100 });
  for (let n = 0; n < 60; n++) await lab.move({ op: 'debit', wallet: 'download', amount: 1, key: `one-${n}` });
  await open(page, '/credits?wallet=download');
  const first = await entries(page);
  expect(first).toHaveLength(50);
  await page.getByRole('link', { name: 'Older entries' }).click();
  await expect(page).toHaveURL(/before=/);
  const second = await entries(page);
  const balances = [...first, ...second].map(({ after }) => after);
  expect(balances.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, n) => 40 + n));
  await page.getByRole('link', { name: 'Newest entries' }).click();
  await expect(rows(page)).toHaveCount(50);
});

test('the export holds the same entries', async ({ page, account, lab, ledger }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 4, key: 'a' });
  await open(page, '/credits');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: statement.exportCsv }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const stream = await file.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(1 + (await ledger()).entries.length);
  expect(lines[1]).toContain(',-4,');
});

test('an account without entries is told where credits come from', async ({ page, account }) => {
  await account({ persona: 'new' });
  await open(page, '/credits');
  await expect(list(page)).toContainText('No credits have moved yet');
});

test('the chart says in words what it draws', async ({ page, account, lab }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 4, key: 'a' });
  await open(page, '/credits');
  await expect(page.getByRole('img', { name: /Balances from .* Download credits went from 0 to 6\./ })).toBeVisible();
});

test('the statement is accessible in both themes @phone', async ({ page, account, lab }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'hold', wallet: 'ai', amount: 5, key: 'a' });
  await open(page, '/credits');
  await expectAccessibleInBothThemes(page);
});
