/** Refunds, disputes, and a whole year of one account as its pages tell it. */

import type { Page } from '@playwright/test';
import { expect, open, test } from '../kit/fixtures';
import { billing, statement } from '../kit/names';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const rows = (page: Page) => page.getByRole('region', { name: statement.region }).getByRole('row').filter({ has: page.getByRole('cell') });

test('a refund takes its share back and says so', async ({ page, account, lab, ledger }) => {
  await account({ persona: 'starter' });
  expect(await lab.refund({ amount_cents: 950 })).toMatchObject({ outcome: 'applied', cents: 950 });
  expect((await ledger()).wallets).toMatchObject({ download: { available: 5 }, ai: { available: 30 } });
  await open(page, '/billing');
  await expect(page.getByRole('row', { name: /Starter/ })).toContainText('$9.50 refunded');
  expect(await lab.refund()).toMatchObject({ outcome: 'applied', cents: 950 });
  expect(await lab.refund()).toMatchObject({ outcome: 'refused' });
  await page.reload();
  await expect(page.getByRole('row', { name: /Starter/ })).toContainText('Refunded');
  await page.goto('/credits');
  await expect(rows(page).first()).toContainText('Refund of Starter');
  await expect(rows(page).first()).toContainText('$19.00 of $19.00 went back');
  expect((await ledger()).wallets).toMatchObject({ download: { available: 0 }, ai: { available: 0 } });
  expect(await lab.reconcile()).toEqual([]);
});

test('what was spent before a dispute is owed, and given back when it is won', async ({ page, account, lab, ledger }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'debit', wallet: 'ai', amount: 40, key: 'spent' });
  expect(await lab.dispute('opened')).toMatchObject({ outcome: 'applied', cents: 1_900 });
  expect(await ledger()).toMatchObject({ wallets: { ai: { available: 0 } }, debts: { download: 0, ai: 40 } });
  await open(page, '/billing');
  await expect(page.getByRole('status').filter({ hasText: 'You owe 40 AI credits' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Starter/ })).toContainText('Disputed');
  await page.getByRole('button', { name: 'Credits', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Credit balance' })).toContainText('Owed');
  expect(await lab.dispute('won')).toMatchObject({ outcome: 'applied' });
  expect(await lab.dispute('lost')).toMatchObject({ outcome: 'refused' });
  expect(await ledger()).toMatchObject({ wallets: { download: { available: 10 }, ai: { available: 20 } }, debts: { ai: 0 } });
  await page.reload();
  await expect(page.getByRole('row', { name: /Starter/ })).toContainText('Paid');
  expect(await lab.reconcile()).toEqual([]);
});

test('a year of a Starter account reads correctly', async ({ page, account, clock, lab, payments, ledger }) => {
  await account({ persona: 'starter', clock: '2026-01-31T10:00:00Z' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 1, key: 'teaser' });
  await payments.next('fail');
  await clock.to('2026-02-28T10:00:00Z');
  await clock.advance('1 day');
  await clock.to('2026-04-10T10:00:00Z');
  await page.goto('/billing');
  await press(page, billing.bundle(150, '$15'));
  await press(page, 'Pay $15.00');
  await expect(page.getByRole('status')).toContainText('150 AI credits arrived');
  await lab.move({ op: 'debit', wallet: 'ai', amount: 250, key: 'night' });
  await clock.to('2026-06-15T10:00:00Z');
  await payments.next('fail');
  await clock.to('2026-06-30T10:00:00Z');
  await clock.advance('1 day');
  await clock.to('2026-07-31T12:00:00Z');
  await page.goto('/billing');
  await press(page, billing.upgradeTo('Pro'));
  await press(page, 'Pay $30.00 and upgrade');
  await expect(page.getByRole('status')).toContainText('Pro is yours from now on');
  await lab.move({ op: 'debit', wallet: 'ai', amount: 480, key: 'another' });
  await clock.to('2026-08-31T12:00:00Z');
  await lab.move({ op: 'debit', wallet: 'ai', amount: 250, key: 'third' });
  await clock.to('2026-09-15T10:00:00Z');
  const line = page.getByRole('row', { name: /AI bundle, 150/ });
  await page.goto('/billing');
  const number = Number(await invoiceNumber(page, line));
  expect(await lab.dispute('opened', number)).toMatchObject({ outcome: 'applied', cents: 1_500 });
  expect((await ledger()).debts.ai).toBe(20);
  await clock.to('2026-10-20T10:00:00Z');
  expect(await lab.dispute('lost', number)).toMatchObject({ outcome: 'applied' });
  await page.goto('/billing');
  await expect(line).toContainText('Dispute lost');
  await press(page, 'Cancel plan');
  await expect(page.getByRole('status')).toContainText('Your plan ends on 31 October');
  await clock.to('2027-01-31T10:00:00Z');
  await page.goto('/credits?wallet=ai');
  const told = [
    ['Plan ended', '−280', '0'],
    ['Settled what was owed', '−20', '280'],
    ['Pro, monthly credits', '+300', '300'],
    ['Disputed: AI bundle, 150', '−130', '0'],
    ['Taken in the Lab', '−250', '130'],
    ['Pro, monthly credits', '+300', '380'],
    ['Taken in the Lab', '−480', '80'],
    ['Upgrade from Starter to Pro', '+240', '560'],
    ['Starter, monthly credits', '+60', '320'],
    ['Starter, monthly credits', '+60', '260'],
    ['Starter, monthly credits', '+60', '200'],
    ['Starter, monthly credits', '+60', '140'],
    ['Taken in the Lab', '−250', '80'],
    ['AI bundle, 150', '+150', '330'],
    ['Starter, monthly credits', '+60', '180'],
    ['Starter, monthly credits', '+60', '120'],
    ['Starter, monthly credits', '+60', '60'],
  ];
  await expect(rows(page)).toHaveCount(told.length);
  for (const [at, [title, amount, after]] of told.entries()) {
    const cells = rows(page).nth(at).getByRole('cell');
    await expect(cells.nth(2)).toHaveText(title ?? '');
    await expect(cells.nth(5)).toHaveText(amount ?? '');
    await expect(cells.nth(6)).toHaveText(after ?? '');
  }
  await page.getByRole('button', { name: 'All months' }).click();
  await page.getByRole('link', { name: 'July 2026' }).click();
  await expect(page).toHaveURL(/month=2026-07/);
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByRole('img', { name: /1 July 2026 to 31 July 2026\. AI credits went from 200, at most 260, to 80/ })).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: statement.exportCsv }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString('utf8').trim().split('\r\n')).toHaveLength(1 + 4);
  expect(await lab.reconcile()).toEqual([]);
});

/** The number that stands in the invoice's own file. */
async function invoiceNumber(page: Page, line: ReturnType<Page['getByRole']>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), line.getByRole('button', { name: /Download invoice/ }).click()]);
  return /invoice-(\d+)/.exec(file.suggestedFilename())?.[1] ?? '';
}
