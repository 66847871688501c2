/** Plans, payments, bundles and invoices, from the first plan to the last period. */

import { expectAccessibleInBothThemes } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { accounts, billing, states, studio } from '../kit/names';
import { openScenario } from '../kit/scenarios';
import type { Page } from '@playwright/test';

const available = (ledger: { wallets: Record<'download' | 'ai', { available: number }> }) => [
  ledger.wallets.download.available,
  ledger.wallets.ai.available,
];

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('somebody signs up, chooses Starter, and 10 and 60 credits arrive', async ({ page, ledger }) => {
  await page.goto('/signup');
  await page.getByRole('textbox', { name: accounts.email }).fill(`${crypto.randomUUID()}@example.com`);
  await page.getByRole('textbox', { name: accounts.password }).fill('a long enough password');
  await page.getByRole('main').getByRole('button').first().click();
  await expect(page).toHaveURL(/\/billing$/);
  await expect(page.getByText('Test gateway, no money moves').first()).toBeVisible();
  await press(page, 'Choose Starter, $19 a month');
  const dialog = page.getByRole('dialog', { name: 'Choose Starter, $19 a month' });
  await expect(dialog).toContainText('$19.00 each month until you cancel');
  await dialog.getByRole('button', { name: 'Pay $19.00 and start' }).click();
  await expect(page.getByRole('status')).toContainText('10 download credits and 60 AI credits arrived');
  await expect(page.getByRole('heading', { level: 1, name: 'Billing' })).toBeVisible();
  expect(available(await ledger())).toEqual([10, 60]);
  await expect(page.getByRole('button', { name: /^Download invoice, / })).toHaveCount(1);
});

test('a declined first payment says what to do, and "Update card" brings the credits', async ({ page, account, payments, ledger }) => {
  await account({ persona: 'new' });
  await payments.next('fail');
  await page.goto('/billing');
  await press(page, 'Choose Pro, $49 a month');
  await press(page, 'Pay $49.00 and start');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Your payment did not go through');
  await expect(alert).toContainText('Pro has not started');
  await expect(alert).toContainText('$0.00');
  await expect(page.getByRole('status'), 'it is said once').toHaveCount(0);
  expect((await ledger()).wallets.download).toMatchObject({ available: 0, unlimited: false });
  await alert.getByRole('button', { name: billing.updateCard }).click();
  await expect(page.getByRole('status')).toContainText('The payment went through');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect((await ledger()).wallets).toMatchObject({ download: { unlimited: true }, ai: { available: 300 } });
});

test('a declined first payment is tried again with the same card, or gives way to another plan', async ({ page, account, payments, ledger }) => {
  await account({ persona: 'new' });
  for (const plan of ['Choose Pro, $49 a month', 'Choose Studio, $99 a month']) {
    await payments.next('fail');
    await page.goto('/billing');
    await press(page, plan);
    await page.getByRole('dialog', { name: plan }).getByRole('button', { name: /^Pay / }).click();
    await expect(page.getByRole('alert')).toContainText('did not go through');
    if (plan.includes('Pro')) {
      await press(page, 'Choose another plan');
      await expect(page.getByRole('heading', { level: 1, name: 'Choose a plan' })).toBeVisible();
    }
  }
  await press(page, 'Try again, $99.00');
  await expect(page.getByRole('status')).toContainText('The payment went through');
  expect((await ledger()).wallets.ai.available).toBe(1_000);
});

test('a bundle whose payment was declined is offered again', async ({ page, account, payments, ledger }) => {
  await account({ persona: 'starter' });
  await payments.next('fail');
  await page.goto('/billing');
  await press(page, billing.bundle(150, '$15'));
  await press(page, 'Pay $15.00');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Nothing was charged, 0 credits were added');
  expect(available(await ledger())).toEqual([10, 60]);
  await alert.getByRole('button', { name: 'Try again, $15.00' }).click();
  await expect(page.getByRole('status')).toContainText('150 AI credits arrived');
  expect(available(await ledger())).toEqual([10, 210]);
});

test('the first plan and a bundle are asked about and paid without a script, too', async ({ account, browser, baseURL, context, ledger }) => {
  await account({ persona: 'new', clock: '2026-06-12T10:00:00Z' });
  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false, storageState: await context.storageState() });
  const page = await plain.newPage();
  await page.goto('/billing');
  await press(page, 'Choose Starter, $19 a month');
  const dialog = page.getByRole('dialog', { name: 'Choose Starter, $19 a month' });
  await expect(dialog).toContainText('$19.00 on 12 July');
  await expect(dialog).toContainText('Unused credits roll over as long as the plan goes on.');
  expect(available(await ledger()), 'asking costs nothing').toEqual([0, 0]);
  await dialog.getByRole('button', { name: 'Pay $19.00 and start' }).click();
  await expect(page.getByRole('status')).toContainText('10 download credits and 60 AI credits arrived');
  await press(page, billing.bundle(150, '$15'));
  await expect(page.getByRole('dialog', { name: billing.bundle(150, '$15') })).toContainText('They never expire.');
  await press(page, 'Pay $15.00');
  await expect(page.getByRole('status')).toContainText('150 AI credits arrived');
  expect(available(await ledger())).toEqual([10, 210]);
  await plain.close();
});

test('a month later both kinds are added to what is left', async ({ page, account, clock, lab, ledger }) => {
  await account({ persona: 'starter', clock: '2026-01-31T10:00:00Z' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 4, key: 'spent' });
  await page.goto('/billing');
  await expect(page.getByRole('main')).toContainText('Next billing date 28 February, $19.00 for Starter');
  await expect(page.getByRole('main')).toContainText('+10 download credits and 60 AI credits');
  await clock.advance('1 month');
  expect(available(await ledger())).toEqual([16, 120]);
  await page.reload();
  await expect(page.getByRole('main')).toContainText('Next billing date 31 March');
  await expect(page.getByRole('button', { name: 'Download invoice, 28 February' })).toBeVisible();
});

test('a payment that fails takes nothing away, and the retry brings the credits', { tag: '@postgres' }, async ({ page, account, clock, payments, ledger }) => {
  await account({ persona: 'starter', clock: '2026-06-01T10:00:00Z' });
  await payments.next('fail');
  await clock.advance('1 month');
  await page.goto('/billing');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('declined on 1 July');
  await expect(alert).toContainText('10 download credits, 60 AI credits and all videos stay');
  await expect(alert).toContainText('We try again on 2 July');
  await expect(page.getByRole('button', { name: billing.upgradeTo('Pro') })).toHaveAttribute('aria-disabled', 'true');
  expect(available(await ledger())).toEqual([10, 60]);
  await clock.advance('1 day');
  expect(available(await ledger())).toEqual([20, 120]);
  await page.reload();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a double click buys one bundle', async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await page.goto('/billing');
  await press(page, billing.bundle(400, '$36'));
  const dialog = page.getByRole('dialog', { name: billing.bundle(400, '$36') });
  await expect(dialog).toContainText('You pay once');
  await expect(dialog).toContainText('460');
  expect(available(await ledger()), 'asking costs nothing').toEqual([10, 60]);
  await dialog.getByRole('button', { name: 'Pay $36.00' }).dblclick();
  await expect(page.getByRole('status')).toContainText('400 AI credits arrived for $36.00. They never expire.');
  expect(available(await ledger())).toEqual([10, 460]);
  await expect(page.getByRole('row', { name: /AI bundle, 400/ })).toHaveCount(1);
});

test('a bundle needs no plan', async ({ page, account, ledger }) => {
  await account({ persona: 'new' });
  await page.goto('/billing#bundles');
  await press(page, billing.bundle(1_000, '$80'));
  await press(page, 'Pay $80.00');
  await expect(page.getByRole('status')).toContainText('1,000 AI credits arrived');
  expect(available(await ledger())).toEqual([0, 1_000]);
});

test('who came because a scene lacked credits is led back to it', async ({ page, account }) => {
  await account({ persona: 'new' });
  await open(page, '/studio');
  await page.getByRole('textbox', { name: studio.prompt }).fill('A paper boat sails out of a phone');
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  const scene = page.url();
  await page.getByRole('link', { name: 'Get AI credits' }).click();
  const back = page.getByRole('main').getByRole('link', { name: 'Back to your scene' });
  await expect(back).toBeVisible();
  await page.getByRole('link', { name: /^Yearly/ }).click();
  await expect(back, 'after looking at other prices').toBeVisible();
  await press(page, billing.bundle(150, '$15'));
  await press(page, 'Pay $15.00');
  await expect(page.getByRole('status')).toContainText('150 AI credits arrived');
  await back.click();
  await expect(page).toHaveURL(scene);
  await page.goto('/billing');
  await expect(back, 'nothing waits for who comes by themselves').toHaveCount(0);
  await page.goto('/billing?back=//example.com/clips/1');
  await expect(page.getByRole('link', { name: /^Back to your/ })).toHaveCount(0);
});

test('a scene that was never saved is found again on the way back', async ({ page, account, problems }) => {
  problems.allow(/ERR_FAILED/);
  await account({ persona: 'new' });
  await open(page, '/studio');
  await page.route('**/api/**', (route) => route.abort());
  const prompt = page.getByRole('textbox', { name: studio.prompt });
  await prompt.fill('A paper boat sails out of a phone');
  await expect(page.getByRole('status').filter({ hasText: states.silent })).toBeVisible();
  await page.getByRole('link', { name: 'Get AI credits' }).click();
  await expect(page).toHaveURL(/\/billing\?back=\/studio#bundles$/);
  await page.unroute('**/api/**');
  await page.getByRole('main').getByRole('link', { name: 'Back to your scene' }).click();
  await expect(prompt).toHaveValue('A paper boat sails out of a phone');
  await expect(page, 'and it is saved').toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
});

test('an upgrade says exactly what it costs and brings, and does that', { tag: '@postgres' }, async ({ page, account, clock, ledger }) => {
  await account({ persona: 'starter', clock: '2026-01-31T10:00:00Z' });
  await clock.advance('20 days');
  await page.goto('/billing');
  await press(page, billing.upgradeTo('Pro'));
  const dialog = page.getByRole('dialog', { name: billing.upgradeTo('Pro') });
  await expect(dialog).toContainText('$30.00');
  await expect(dialog).toContainText('+240 AI credits, unlimited downloads');
  await expect(dialog).toContainText('$49.00 on 28 February');
  await dialog.getByRole('button', { name: 'Pay $30.00 and upgrade' }).click();
  await expect(page.getByRole('status')).toContainText('Pro is yours from now on. You paid $30.00.');
  const after = await ledger();
  expect(after.wallets).toMatchObject({ download: { available: 10, unlimited: true }, ai: { available: 300 } });
  expect(after.periods).toHaveLength(1);
  await clock.to('2026-02-28T10:00:00Z');
  expect((await ledger()).wallets.ai.available).toBe(600);
});

test('the dialog closes without a trace', async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await page.goto('/billing');
  await press(page, billing.upgradeTo('Studio'));
  const dialog = page.getByRole('dialog', { name: billing.upgradeTo('Studio') });
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(dialog).toBeHidden();
  expect(available(await ledger())).toEqual([10, 60]);
});

test('a downgrade waits for the end of the period and can be taken back', async ({ page, account, clock, ledger }) => {
  await account({ persona: 'pro', clock: '2026-01-31T10:00:00Z' });
  await page.goto('/billing');
  await press(page, 'Change to Starter');
  await press(page, 'Change on 28 February');
  await expect(page.getByRole('status')).toContainText('Starter begins on 28 February');
  await press(page, 'Keep plan');
  await expect(page.getByRole('status')).toContainText('Your plan goes on as it is');
  await press(page, 'Change to Starter');
  await press(page, 'Change on 28 February');
  await clock.advance('1 month');
  expect((await ledger()).wallets).toMatchObject({ download: { available: 10, unlimited: false }, ai: { available: 360 } });
});

test('cancelling says what will be lost and when, and loses just that', async ({ page, account, clock, ledger }) => {
  await account({ persona: 'starter', clock: '2026-01-31T10:00:00Z' });
  await page.goto('/billing');
  await press(page, billing.bundle(150, '$15'));
  await press(page, 'Pay $15.00');
  const main = page.getByRole('main');
  await expect(main).toContainText('Starter runs until 28 February');
  await expect(main).toContainText('now that is 10 download credits and 60 AI credits');
  await expect(main).toContainText('150 AI credits that did not come with the plan, your videos and everything you paid for stay');
  await press(page, 'Cancel plan');
  await expect(page.getByRole('status')).toContainText('Your plan ends on 28 February');
  expect(available(await ledger())).toEqual([10, 210]);
  await clock.advance('1 month');
  expect(available(await ledger())).toEqual([0, 150]);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Choose a plan' })).toBeVisible();
});

test('a day of another year is said with it', async ({ page }) => {
  await openScenario(page, { name: 'billing-yearly', step: null });
  const main = page.getByRole('main');
  await expect(main).toContainText(/Next billing date 12 June 2027, \$490/);
  await expect(main).toContainText(/Pro runs until 12 June 2027\./);
});

test('a scheduled change names the plan it leads to', async ({ page }) => {
  await openScenario(page, { name: 'billing-downgrade', step: null });
  await expect(page.getByRole('main')).toContainText('Pro changes to Starter on 12 July.');
});

test('a paused plan, which nothing brings back, is ended only after a second word', async ({ page, ledger }) => {
  await openScenario(page, { name: 'billing-paused', step: null });
  const before = available(await ledger());
  await press(page, 'Cancel plan');
  const dialog = page.getByRole('dialog', { name: 'Cancel plan' });
  await expect(dialog).toContainText('the paused plan ends at once');
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(dialog).toBeHidden();
  expect(available(await ledger()), 'nothing happened').toEqual(before);
  await press(page, 'Cancel plan');
  await dialog.getByRole('button', { name: 'End the plan now' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Choose a plan' })).toBeVisible();
});

test('a pause stops everything and expires nothing', async ({ page, account, clock, ledger }) => {
  await account({ persona: 'pro', clock: '2026-01-31T10:00:00Z' });
  await page.goto('/billing');
  await press(page, 'Pause plan');
  await clock.advance('3 months');
  expect((await ledger()).wallets).toMatchObject({ download: { unlimited: false }, ai: { available: 300 } });
  await page.reload();
  await press(page, 'Resume Pro, $49 a month');
  expect((await ledger()).wallets).toMatchObject({ download: { unlimited: true }, ai: { available: 600 } });
});

test('an invoice is a file of one’s own', { tag: '@postgres' }, async ({ page, account, elsewhere }) => {
  await account({ persona: 'starter' });
  await page.goto('/billing');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Download invoice, / }).click()]);
  expect(download.suggestedFilename()).toMatch(/^invoice-\d+\.pdf$/);
  const path = new URL(download.url()).pathname;
  const mine = await page.request.get(path);
  expect(await mine.text()).toMatch(/^%PDF-[\s\S]*\$19\.00/);
  const other = await elsewhere();
  await other.request.post('/lab/accounts', { data: { persona: 'starter' } });
  expect((await other.request.get(path)).status()).toBe(404);
});

test('the page works on a phone', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await page.goto('/billing');
  await press(page, billing.upgradeTo('Pro'));
  await page.getByRole('button', { name: 'Pay $30.00 and upgrade' }).click();
  await expect(page.getByRole('status')).toContainText('Pro is yours');
});

/** One of each kind of dialog: the state in which it is offered, and the button that opens it and names it. */
const DIALOGS: [scenario: string, button: string][] = [
  ['billing-no-plan', 'Choose Starter, $19 a month'],
  ['billing-starter', billing.upgradeTo('Pro')],
  ['billing-starter', billing.bundle(150, '$15')],
  ['billing-pro', 'Change to Starter'],
  ['billing-paused', 'Cancel plan'],
];

test('what is said before something is paid or ends is accessible in both themes', { tag: '@phone' }, async ({ page }) => {
  for (const [name, button] of DIALOGS) {
    await openScenario(page, { name, step: null });
    await press(page, button);
    await expect(page.getByRole('dialog', { name: button })).toBeVisible();
    await expectAccessibleInBothThemes(page, `${name}, ${button}`);
  }
});
