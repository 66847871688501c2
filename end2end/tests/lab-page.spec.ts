/** The Lab's front page: the ledger it shows, and the levers that say how they stand. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { editor } from '../kit/names';

test('the ledger shows what moved, what is on hold and left, and that the books agree', { tag: '@phone' }, async ({ page, account, lab }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 3, key: 'three' });
  await lab.move({ op: 'hold', wallet: 'ai', amount: 20, key: 'twenty' });
  await open(page, '/lab');
  const ledger = page.getByRole('region', { name: 'Ledger', exact: true });
  await expect(ledger.getByText('The books agree')).toBeVisible();
  const table = (name: string) => page.getByRole('table', { name, exact: true });
  const row = (name: string, has: RegExp) => table(name).getByRole('row').filter({ hasText: has });
  await expect(row('Wallets', /Download/).getByRole('cell')).toHaveText(['7', '0', '0']);
  await expect(row('Wallets', /AI/).getByRole('cell')).toHaveText(['40', '20', '0']);
  const taken = row('Newest entries', /Taken in the Lab/).getByRole('cell');
  await expect(taken.nth(1)).toHaveText('Download');
  await expect(taken.nth(3)).toHaveText('−3');
  await expect(taken.nth(4)).toHaveText('7');
  await expect(row('Newest entries', /Put on hold in the Lab/).getByRole('cell').nth(3)).toContainText('+20 on hold');
  await expect(table('Newest entries').getByRole('row'), 'two grants and two movements').toHaveCount(5);
  await page.getByText('Holds and lots').click();
  await expect(row('Open holds', /AI/).getByRole('cell').nth(2)).toHaveText('20');
  await expect(row('Lots that are left', /Download/).getByRole('cell').nth(2)).toHaveText('7 of 10');
  await expectAccessible(page, 'the ledger');
});

test('the page says how the next payment ends, and takes a decline back', async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await open(page, '/lab');
  await expect(page.getByText('The next payment succeeds.')).toBeVisible();
  await page.getByRole('button', { name: 'Decline the next payment' }).click();
  await expect(page.getByText('The next payment is declined.')).toBeVisible();
  await page.getByRole('button', { name: 'Let the next payment succeed' }).click();
  await expect(page.getByText('The next payment succeeds.')).toBeVisible();
  await page.getByRole('button', { name: '+1 month' }).click();
  await expect.poll(async () => (await ledger()).wallets).toMatchObject({ download: { available: 20 }, ai: { available: 120 } });
});

test('a render stalls at the percentage that the page is told', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/lab');
  const percentage = page.getByRole('spinbutton', { name: 'Stall at, in %' });
  await expect(percentage).toHaveValue('40');
  await percentage.fill('75');
  await page.getByRole('button', { name: 'Stall there' }).click();
  await expect(page.getByRole('switch', { name: 'Stalled rendering' })).toHaveAttribute('aria-checked', 'true');
  await expect(percentage).toHaveValue('75');
  await open(page, '/clips/new/step-out');
  await page.getByRole('button', { name: editor.preview, exact: true }).click();
  await expect(page.getByTestId('editor.state')).toHaveText('Rendering preview, 75%', { timeout: 150_000 });
  await page.getByRole('button', { name: editor.cancel, exact: true }).click();
  await expect(page.getByRole('button', { name: editor.preview, exact: true })).toBeVisible({ timeout: 150_000 });
});

test('less motion can be asked of any page, as a system asks for it', async ({ page }) => {
  const says = (target: Page) =>
    target.evaluate(() => [
      getComputedStyle(document.documentElement).getPropertyValue('--motion-base'),
      matchMedia('(prefers-reduced-motion: reduce)').matches,
      matchMedia('(prefers-reduced-motion: no-preference)').matches,
    ]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/help');
  const reduced = await says(page);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, '/help');
  expect(await says(page)).not.toEqual(reduced);
  await page.goto('/help?lab-motion=reduced');
  await page.locator('html[data-lab-motion=reduced]').waitFor({ state: 'attached' });
  expect(await says(page)).toEqual(reduced);
});
