/** From a forgotten password to a new one, by the letter that a demo shows in the Lab. */

import { type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { accounts, everywhere } from '../kit/names';

const OLD = 'four words do well';
const NEW = 'four other words instead';

const someone = () => `person-${crypto.randomUUID()}@example.com`;

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/login?next=/help');
  await page.getByRole('textbox', { name: accounts.email }).fill(email);
  await page.getByRole('textbox', { name: accounts.password }).fill(password);
  await page.getByRole('button', { name: accounts.signIn }).click();
}

test('a forgotten password is replaced by a link that works once', { tag: '@postgres' }, async ({ page, request, problems }) => {
  problems.allow(/status of (410|422)/);
  const email = someone();
  // Signed in elsewhere, by the cookies of `request`.
  await request.post('/signup', { form: { email, password: OLD } });

  await open(page, '/login');
  await page.getByRole('link', { name: accounts.forgot }).click();
  await page.getByRole('textbox', { name: accounts.email }).fill(email);
  await page.getByRole('button', { name: accounts.sendLink }).click();
  await expect(page.getByRole('status')).toContainText('If this address has an account');
  await page.getByRole('link', { name: 'read it in the Lab' }).click();
  const link = page.getByRole('article', { name: accounts.letter(email) }).getByRole('link');
  const address = (await link.getAttribute('href')) ?? '';
  await link.click();
  await expect(page).toHaveURL(/\/reset$/);
  await expect(page.getByText(`For ${email}.`)).toBeVisible();
  const password = page.getByRole('textbox', { name: accounts.newPassword });
  await password.fill('short');
  await page.getByRole('button', { name: accounts.savePassword }).click();
  await expect(password).toHaveAccessibleDescription(/10 to 200 characters/);
  await password.fill(NEW);
  await page.getByRole('button', { name: accounts.savePassword }).click();
  await expect(page.getByRole('status')).toContainText('Everywhere else you are signed out');
  expect((await request.get('/account')).status()).toBe(401);

  await page.getByRole('button', { name: everywhere.account }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, email, OLD);
  await expect(page.getByRole('textbox', { name: accounts.password })).toHaveAccessibleDescription(/do not match/);
  await signIn(page, email, NEW);
  await expect(page).toHaveURL(/\/help$/);

  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible();
  await page.getByRole('link', { name: accounts.newLink }).click();
  await expect(page.getByRole('heading', { level: 1, name: accounts.forgot })).toBeVisible();
});

test('the way to a new password is accessible in both themes @phone', async ({ page }) => {
  for (const path of ['/forgot', '/forgot?asked=yes', '/lab/mail']) {
    await open(page, path);
    await expectAccessibleInBothThemes(page, path);
  }
});
