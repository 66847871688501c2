/** Another e-mail address, light or dark, and the end of an account, each by plain forms. */

import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInBothThemes } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { accountSettings, accounts, appearance, editor, everywhere } from '../kit/names';

const someone = () => `person-${crypto.randomUUID()}@example.com`;

const main = (page: Page) => page.getByRole('main');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function ask(page: Page, address: string, password: string): Promise<void> {
  await page.getByLabel(accountSettings.newAddress).fill(address);
  await page.getByLabel(accountSettings.yourPassword).fill(password);
  await press(page, accountSettings.changeAddress);
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/login?next=/help');
  await page.getByLabel(accounts.email, { exact: true }).fill(email);
  await page.getByLabel(accounts.password, { exact: true }).fill(password);
  await press(page, accounts.signIn);
}

test('a new address counts once its mailbox has confirmed it, and can be called off before', { tag: '@postgres' }, async ({ page, account, problems }) => {
  problems.allow(/status of (410|422)/);
  const { email, password } = await account({ persona: 'new' });
  const address = someone();
  await open(page, '/account');
  await ask(page, address, 'not my password');
  await expect(page.getByLabel(accountSettings.yourPassword)).toHaveAccessibleDescription(/not your current password/);
  await expect(page.getByLabel(accountSettings.newAddress)).toHaveValue(address);
  await ask(page, email, password);
  await expect(page.getByLabel(accountSettings.newAddress)).toHaveAccessibleDescription('This is your address already.');

  await ask(page, someone(), password);
  await expect(page.getByRole('status')).toContainText('on its way to the new address');
  await press(page, accountSettings.keepOldAddress);
  await expect(page.getByRole('status')).toContainText(`Your address stays ${email}.`);
  await expect(main(page)).not.toContainText('Waiting for confirmation');

  await ask(page, address, password);
  await expect(main(page)).toContainText(`Waiting for confirmation at ${address}.`);
  await main(page).getByRole('link', { name: 'read it in the Lab' }).click();
  const link = page.getByRole('article', { name: accounts.letter(address) }).getByRole('link');
  const href = (await link.getAttribute('href')) ?? '';
  await link.click();
  await expect(page).toHaveURL(/\/confirm$/);
  await expect(main(page)).toContainText(`The account of ${email} changes to ${address}.`);
  await expect(page.getByLabel(accountSettings.currentPassword), 'whoever is signed in has one button').toHaveCount(0);
  await expectAccessible(page);
  await press(page, accountSettings.confirmAddress);
  await expect(page.getByRole('status')).toContainText(`Your e-mail address is ${address} now.`);

  await page.goto('/lab/mail');
  await expect(page.getByRole('article', { name: accounts.letter(email) })).toContainText(address);
  await page.goto(href);
  await expect(page.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible();

  await open(page, '/account');
  await page.getByRole('button', { name: everywhere.account }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, email, password);
  await expect(page.getByLabel(accounts.password, { exact: true })).toHaveAccessibleDescription(/do not match/);
  await signIn(page, address, password);
  await expect(page).toHaveURL(/\/help$/);
});

test('where nobody is signed in, a new address is confirmed with the password of its account', { tag: '@postgres' }, async ({ page, account, elsewhere, problems }) => {
  problems.allow(/status of 422/);
  const { email, password } = await account({ persona: 'new' });
  const address = someone();
  await open(page, '/account');
  await ask(page, address, password);
  await page.goto('/lab/mail');
  const letter = page.getByRole('article', { name: accounts.letter(address) });
  await expect(letter).toContainText('nobody else who reads this mailbox');
  const href = (await letter.getByRole('link').getAttribute('href')) ?? '';

  const there = await (await elsewhere()).newPage();
  await there.goto(href);
  await expect(there).toHaveURL(/\/confirm$/);
  await expect(main(there)).not.toContainText(email);
  await expect(main(there)).not.toContainText(address);
  await expectAccessible(there);
  const known = there.getByLabel(accountSettings.currentPassword);
  await known.fill('not my password');
  await press(there, accountSettings.confirmAddress);
  await expect(known).toHaveAccessibleDescription(/not the password of that account/);
  await expectAccessible(there, 'refused');
  await open(page, '/account');
  await expect(main(page)).toContainText(`Waiting for confirmation at ${address}.`);

  await known.fill(password);
  await press(there, accountSettings.confirmAddress);
  await expect(there.getByRole('heading', { level: 1, name: 'Your address is confirmed' })).toBeVisible();
  await open(page, '/account');
  await expect(main(page)).toContainText(`Signed in as ${address}.`);
});

test('the address of somebody else is refused on its field', async ({ page, account, request, problems }) => {
  problems.allow(/status of 422/);
  const theirs = someone();
  await request.post('/signup', { form: { email: theirs, password: 'four words do well' } });
  const { password } = await account({ persona: 'new' });
  await open(page, '/account');
  await ask(page, theirs, password);
  const field = page.getByLabel(accountSettings.newAddress);
  await expect(field).toHaveAccessibleDescription('There is an account with this address. Enter another one.');
  await expect(field).toHaveValue(theirs);
});

/** Deletes the account of this browser. */
async function leave(page: Page, password: string): Promise<void> {
  await page.goto('/account');
  await page.getByRole('link', { name: accountSettings.seeWhatEnds }).click();
  await expect(main(page)).toContainText('Your plan, Starter, ends now, and nothing more is billed.');
  await expect(main(page)).toContainText('10 download credits and 60 AI credits');
  await expect(main(page)).toContainText('Invoices, payments and the statement of your credits');
  await expect(main(page).getByRole('link', { name: 'See invoices' })).toHaveAttribute('href', '/billing#invoices-title');

  const known = page.getByLabel(accounts.password, { exact: true });
  const understood = page.getByRole('checkbox', { name: accountSettings.understand });
  await known.fill('not my password');
  await understood.check();
  await press(page, accountSettings.deleteAccount);
  await expect(known).toHaveAccessibleDescription(/not your current password/);
  await expect(understood).toBeChecked();
  await known.fill(password);
  await press(page, accountSettings.deleteAccount);
  await expect(page).toHaveURL(/\/goodbye$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeVisible();
}

/** The address is told, nobody gets in with it, and it is free for a new account. */
async function comeBack(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/lab/mail');
  await expect(page.getByRole('article', { name: accounts.letter(email) })).toContainText('Your account at Breakout Clips is deleted');
  await page.goto('/clips');
  await expect(page).toHaveURL(/\/login\?next=/);
  await signIn(page, email, password);
  await expect(page.getByLabel(accounts.password, { exact: true })).toHaveAccessibleDescription(/do not match/);
  await page.goto('/signup?next=/clips');
  await page.getByLabel(accounts.email, { exact: true }).fill(email);
  await page.getByLabel(accounts.password, { exact: true }).fill(password);
  await press(page, 'Create account');
  await expect(page).toHaveURL(/\/clips$/);
}

test('an account is deleted with its videos, and its address is free again', { tag: ['@phone', '@postgres'] }, async ({ page, account, ledger, problems }) => {
  problems.allow(/status of (401|422)/);
  const { email, password } = await account({ persona: 'starter' });
  await open(page, '/clips/new/step-out');
  await page.getByRole('textbox', { name: editor.headline }).fill('Soon gone');
  await page.getByRole('link', { name: editor.saveAndClose }).click();
  await page.waitForURL(/\/clips$/);
  await expect(page.getByRole('heading', { name: 'Soon gone' })).toBeVisible();
  await page.evaluate(() => localStorage.setItem('unfinished', 'work'));
  await leave(page, password);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage)), 'nothing is left in the browser').toEqual([]);
  await comeBack(page, email, password);
  await expect(page.getByRole('heading', { name: 'Soon gone' })).toHaveCount(0);
  expect(await ledger(), 'a new account, with nothing of the old one').toMatchObject({ periods: [], entries: [], lots: [] });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('an account is deleted by a plain form', async ({ page, account, problems }) => {
    problems.allow(/status of (401|422)/);
    const { email, password } = await account({ persona: 'starter' });
    await leave(page, password);
    await comeBack(page, email, password);
  });

  test('a visitor chooses dark by a plain form', async ({ page }) => {
    await page.goto('/help');
    await choose(page, appearance.dark);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.getByRole('radio', { name: appearance.dark, exact: true })).toBeChecked();
    await page.goto('/signup');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});

/** What the page's background is while the device prefers this. */
async function backgroundOn(page: Page, colorScheme: 'light' | 'dark'): Promise<string> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

async function choose(page: Page, name: string): Promise<void> {
  const group = page.getByRole('group', { name: appearance.group });
  await group.getByRole('radio', { name, exact: true }).check();
  await press(page, appearance.save);
}

test('who chooses dark has every page dark, after a reload and signed out as well', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/account');
  const dark = await backgroundOn(page, 'dark');
  const light = await backgroundOn(page, 'light');
  expect(dark).not.toBe(light);
  const expectIt = (colour: string, where: string) => expect(page.locator('body'), where).toHaveCSS('background-color', colour);
  await expectIt(light, 'as the device');

  await choose(page, appearance.dark);
  await expect(page).toHaveURL(/\/account\?/);
  await expect(page.getByRole('status')).toContainText('Saved.');
  await expectIt(dark, 'at once');
  await expect(page.getByRole('radio', { name: appearance.dark, exact: true })).toBeChecked();
  await expectAccessible(page, 'dark by choice');
  await open(page, '/credits');
  await expectIt(dark, 'on another page');
  await page.reload();
  await expectIt(dark, 'after a reload');
  await page.goto('about:blank');
  await page.request.post('/logout');
  await open(page, '/login');
  await expectIt(dark, 'signed out');

  await open(page, '/help');
  await choose(page, appearance.device);
  await expect(page).toHaveURL(/\/help#appearance$/);
  await expectIt(light, 'as the device again');
});

test('the Lab’s theme goes before the one that was chosen', async ({ page }) => {
  await open(page, '/help');
  await choose(page, appearance.dark);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('/help?lab-theme=light');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the appearance is kept for a year, out of reach of scripts and of other sites', async ({ page, context }) => {
  await open(page, '/help');
  await choose(page, appearance.light);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  const kept = (await context.cookies()).find(({ name }) => name === 'appearance');
  expect(kept).toMatchObject({ value: 'light', httpOnly: true, sameSite: 'Lax', path: '/' });
  const days = ((kept?.expires ?? 0) - Date.now() / 1_000) / 86_400;
  expect(Math.round(days)).toBe(365);
});

test('what an account sets and how it ends is accessible in both themes @phone', async ({ page }) => {
  for (const name of ['settings-waiting', 'delete-account', 'goodbye']) {
    await open(page, `/lab/scenarios/${name}`);
    await expectAccessibleInBothThemes(page, name);
  }
  await open(page, '/confirm?done=yes');
  await expectAccessibleInBothThemes(page, 'confirmed');
});
