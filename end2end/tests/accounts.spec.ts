/** Signing up, in and out, with and without script. */

import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInBothThemes } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { accountSettings, accounts, everywhere } from '../kit/names';

const PASSWORD = 'four words do well';

const someone = () => `person-${crypto.randomUUID()}@example.com`;

async function fill(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: accounts.email }).fill(email);
  await page.getByRole('textbox', { name: accounts.password }).fill(password);
}

/** Makes an account elsewhere, so that this browser knows nothing of it. */
async function accountElsewhere(request: APIRequestContext): Promise<string> {
  const email = someone();
  const answer = await request.post('/signup', { form: { email, password: PASSWORD }, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return email;
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/signup');
  await fill(page, email, PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
}

test('a new account goes on to choose a plan, signs out, and is let in again', { tag: '@postgres' }, async ({ page }) => {
  const email = someone();
  await open(page, '/login');
  await page.getByRole('link', { name: accounts.create }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create an account' })).toBeVisible();
  await fill(page, email, PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(/\/billing$/);

  await page.goto('/');
  await page.getByRole('button', { name: everywhere.account }).click();
  await expect(page.getByText(email, { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: accounts.signIn })).toBeVisible();

  await page.goto('/login?next=/help');
  await fill(page, email, PASSWORD);
  await page.getByRole('button', { name: accounts.signIn }).click();
  await expect(page).toHaveURL(/\/help$/);
  await page.goto('/login');
  await expect(page).toHaveURL(/\/$/);
});

test('a page that needs an account asks for it and then goes there', async ({ page, request }) => {
  const email = await accountElsewhere(request);
  await page.goto('/credits?wallet=ai');
  await expect(page).toHaveURL(/\/login\?next=/);
  await fill(page, email, PASSWORD);
  await page.getByRole('button', { name: accounts.signIn }).click();
  await expect(page).toHaveURL(/\/credits\?wallet=ai$/);
});

test('the AI Studio says what it does and takes before it asks anybody to sign in', async ({ page, request }) => {
  const email = await accountElsewhere(request);
  await page.goto('/studio');
  const main = page.getByRole('main');
  await expect(main.getByRole('row', { name: /^10 s/ }).getByRole('cell')).toHaveText(['20', '30', '60']);
  await expect(main.getByRole('link', { name: 'Create an account' })).toHaveAttribute('href', '/signup?next=/studio');
  await main.getByRole('link', { name: accounts.signIn }).click();
  await expect(main).toContainText('Sign in to use the AI Studio.');
  await fill(page, email, PASSWORD);
  await page.getByRole('button', { name: accounts.signIn }).click();
  await expect(page).toHaveURL(/\/studio$/);
  await expect(page.getByRole('heading', { name: 'AI Studio', level: 1 })).toBeVisible();
});

test('a wrong password is said on its field, and the address stays', async ({ page, request, problems }) => {
  problems.allow(/status of 422/);
  const email = await accountElsewhere(request);
  await page.goto('/login');
  await fill(page, email, 'not these four words');
  await page.getByRole('button', { name: accounts.signIn }).click();
  const password = page.getByRole('textbox', { name: accounts.password });
  await expect(password).toHaveAccessibleDescription(/do not match/);
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toHaveValue('');
  await expect(page.getByRole('textbox', { name: accounts.email })).toHaveValue(email);
});

test('what is wrong with a new account is said on the field it is wrong in', async ({ page, request, problems }) => {
  problems.allow(/status of 422/);
  const email = await accountElsewhere(request);
  await page.goto('/signup');
  await fill(page, email, 'too short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('textbox', { name: accounts.password })).toHaveAccessibleDescription(/10 to 200 characters/);
  await fill(page, email, PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('textbox', { name: accounts.email })).toHaveAccessibleDescription(/Sign in instead/);
});

test('guessing is slowed down for one address and for nobody else', async ({ page, request, problems }) => {
  problems.allow(/status of 4(22|29)/);
  const email = someone();
  const guess = (address: string) => request.post('/login', { form: { email: address, password: 'a wild guess indeed' } });
  const answers: number[] = [];
  for (let n = 0; n < 9; n++) answers.push((await guess(email)).status());
  expect(answers.slice(0, 8)).toEqual(Array(8).fill(422));
  expect(answers[8]).toBe(429);
  expect((await guess(someone())).status()).toBe(422);

  await page.goto('/login');
  await fill(page, email, 'a wild guess indeed');
  await page.getByRole('button', { name: accounts.signIn }).click();
  await expect(page.getByRole('alert')).toContainText('Too many tries');
});

test('?next= never leaves this site', async ({ request, baseURL }) => {
  const email = await accountElsewhere(request);
  for (const next of ['//example.com/', 'https://example.com/', '/\\example.com']) {
    const response = await request.post('/login', { form: { email, password: PASSWORD, next }, maxRedirects: 0 });
    expect(response.status()).toBe(303);
    expect(new URL(response.headers().location ?? '', baseURL).pathname, next).toBe('/');
    expect(new URL(response.headers().location ?? '', baseURL).origin, next).toBe(new URL(baseURL ?? '').origin);
  }
});

test('signing up and out works without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await signUp(page, someone());
  await expect(page).toHaveURL(/\/billing$/);
  await page.goto('/');
  await page.getByRole('button', { name: everywhere.account }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: accounts.signIn })).toBeVisible();
  await context.close();
});

test('the doors are accessible in both themes @phone', async ({ page }) => {
  for (const path of ['/login', '/signup']) {
    await open(page, path);
    await expectAccessibleInBothThemes(page, path);
  }
});

/** The account's page in a browser of its own, which the test closes. */
async function signedInElsewhere(browser: Browser, baseURL: string | undefined, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto('/login?next=/account');
  await fill(page, email, PASSWORD);
  await page.getByRole('button', { name: accounts.signIn }).click();
  await expect(page).toHaveURL(/\/account$/);
  return page;
}

test('who knows the password changes it, and is signed out everywhere else', { tag: '@phone' }, async ({ page, browser, baseURL, problems }) => {
  problems.allow(/401|422/);
  const email = someone();
  await signUp(page, email);
  const elsewhere = await signedInElsewhere(browser, baseURL, email);

  await open(page, '/account');
  await expect(page.getByRole('main')).toContainText('In this browser and in one more.');
  const current = page.getByLabel(accountSettings.currentPassword);
  const wanted = page.getByLabel(accountSettings.newPassword);
  await current.fill('not my password');
  await wanted.fill('another five words do too');
  await page.getByRole('button', { name: accountSettings.changePassword }).click();
  await expect(current).toHaveAccessibleDescription(/not your current password/);
  await expect(current).toBeFocused();
  await expectAccessible(page);
  await current.fill(PASSWORD);
  await wanted.fill('short');
  await page.getByRole('button', { name: accountSettings.changePassword }).click();
  await expect(wanted).toHaveAccessibleDescription(/Use 10 to 200 characters/);
  await current.fill(PASSWORD);
  await wanted.fill('another five words do too');
  await page.getByRole('button', { name: accountSettings.changePassword }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is saved. Everywhere else you are signed out.');
  await expect(page.getByRole('main')).toContainText('Only in this browser.');
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/login\?next=%?/);
  await elsewhere.context().close();
});

test('one click signs out everywhere else', async ({ page, browser, baseURL }) => {
  const email = someone();
  await signUp(page, email);
  const elsewhere = await signedInElsewhere(browser, baseURL, email);
  await open(page, '/account');
  await page.getByRole('button', { name: accountSettings.signOutElsewhere }).click();
  await expect(page.getByRole('status')).toContainText('Everywhere else you are signed out.');
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/login/);
  await elsewhere.context().close();
});
