/** Dates are shown where the account is; what they stand for does not move. */

import { expectAccessible } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { accountSettings, accounts, statement } from '../kit/names';

const NEAR_MIDNIGHT = '2026-03-01T03:30:00Z';

test('an account reads its dates in its own time zone', async ({ page, account, clock, ledger }) => {
  await account({ persona: 'starter', clock: NEAR_MIDNIGHT, time_zone: 'America/New_York' });
  await open(page, '/credits');
  const rows = page.getByRole('region', { name: statement.region });
  await expect(rows).toContainText('28 February, 22:30');
  await page.goto('/billing');
  // Clocks go forward in between: the next date is 3:30 UTC on 1 April, an hour later in the evening there.
  await expect(page.getByRole('main')).toContainText('Next billing date 31 March');
  const [before] = (await ledger()).periods;
  await clock.to('2026-04-01T03:29:59Z');
  expect((await ledger()).wallets.ai.available).toBe(60);
  await clock.to('2026-04-01T03:30:00Z');
  expect((await ledger()).wallets.ai.available).toBe(120);
  await page.goto('/credits?month=2026-03');
  await expect(rows).toContainText('31 March, 23:30');
  await expect(rows).not.toContainText('28 February');

  await page.getByRole('link', { name: 'Change time zone' }).click();
  await expect(page.getByRole('combobox', { name: accountSettings.timeZone })).toHaveValue('America/New_York');
  await expectAccessible(page);
  await page.getByRole('combobox', { name: accountSettings.timeZone }).selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: accountSettings.saveTimeZone }).click();
  await expect(page.getByRole('status')).toContainText('Dates are shown in Asia/Tokyo from now on');
  await page.goto('/credits');
  await expect(rows).toContainText('1 March, 12:30');
  await expect(rows).toContainText('1 April, 12:30');
  expect((await ledger()).periods[0]).toEqual(before);
});

test.describe('in Apia', () => {
  test.use({ timezoneId: 'Pacific/Apia' });

  test('a new account takes the time zone of its browser', async ({ page }) => {
    await open(page, '/signup');
    await page.getByRole('textbox', { name: accounts.email }).fill(`${crypto.randomUUID()}@example.com`);
    await page.getByRole('textbox', { name: accounts.password }).fill('a long enough password');
    await page.getByRole('main').getByRole('button').first().click();
    await expect(page).toHaveURL(/\/billing$/);
    await page.goto('/account');
    await expect(page.getByRole('combobox', { name: accountSettings.timeZone })).toHaveValue('Pacific/Apia');
  });
});

test('a time zone that does not exist is refused on its field', async ({ page, account, problems }) => {
  problems.allow(/422/);
  await account({ persona: 'new' });
  await page.goto('/account');
  await page.getByRole('combobox', { name: accountSettings.timeZone }).evaluate((field: HTMLSelectElement) => {
    const option = field.options[0];
    if (option) option.value = 'Middle/Earth';
    field.selectedIndex = 0;
  });
  await page.getByRole('button', { name: accountSettings.saveTimeZone }).click();
  await expect(page.getByText('There is no such time zone')).toBeVisible();
});
