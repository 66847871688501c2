/** What a page says and keeps while it cannot be saved, and what the keyboard does. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../kit/axe';
import { expect, hydrated, open, test, type Credentials } from '../kit/fixtures';
import { accounts, editor, states, studio } from '../kit/names';
import { openScenario } from '../kit/scenarios';

const TEMPLATE = '/clips/new/step-out';
const headline = (page: Page) => page.getByRole('textbox', { name: editor.headline });
const prompt = (page: Page) => page.getByRole('textbox', { name: studio.prompt });
const state = (page: Page) => page.getByTestId('editor.state');
const banner = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text });

async function signInAgain(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByRole('link', { name: states.signInAgain }).click();
  await page.getByRole('textbox', { name: accounts.email }).fill(email);
  await page.getByRole('textbox', { name: accounts.password }).fill(password);
  await page.getByRole('button', { name: accounts.signIn }).click();
  await hydrated(page);
}

test('the editor says that it is offline, and saves by itself once it is back', async ({ page, context, account, problems }) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('Before');
  await expect(state(page)).toHaveText('Draft, saved just now');
  await context.setOffline(true);
  await expect(banner(page, states.offline)).toContainText('kept in this browser');
  await headline(page).fill('Typed on a train');
  await expect(state(page)).toContainText('Offline, kept here');
  await context.setOffline(false);
  await expect(state(page)).toHaveText('Draft, saved just now');
  await expect(banner(page, states.offline)).toHaveCount(0);
});

test('the editor says that the server does not answer, and saves when it does', async ({ page, account, faults, problems }) => {
  problems.allow(/503/);
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await faults.set({ offline: true });
  await headline(page).fill('Typed into the void');
  await expect(banner(page, states.silent)).toContainText('0 credits taken');
  await expectAccessible(page, 'the banner');
  // While it does not answer, trying leads nowhere and says so.
  const tryNow = page.getByRole('button', { name: states.tryNow });
  await tryNow.click();
  await expect(banner(page, states.silent)).toContainText('0 credits taken');
  await faults.clear();
  // The page tries again by itself as well, and takes the button away when that was first.
  await expect(async () => {
    if (await tryNow.isVisible()) await tryNow.click({ timeout: 1_000 });
    await expect(state(page)).toHaveText('Draft, saved just now', { timeout: 1_000 });
  }).toPass();
  await expect(banner(page, states.silent)).toHaveCount(0);
});

test('a session that ends in the editor takes nothing with it', { tag: '@postgres' }, async ({ page, context, account, problems }) => {
  problems.allow(/401|500/);
  const credentials = await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await context.clearCookies();
  await headline(page).fill('Typed while signed out');
  await expect(banner(page, states.signedOut)).toBeVisible();
  await signInAgain(page, credentials);
  await expect(headline(page)).toHaveValue('Typed while signed out');
  await expect(state(page)).toHaveText('Draft, saved just now');
  await expect(page).toHaveURL(/\/clips\/[0-9a-f-]{36}$/);
});

test('the Studio keeps a scene that the server does not take, and saves it later', async ({ page, account, faults, problems }) => {
  problems.allow(/503/);
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await faults.set({ offline: true });
  await prompt(page).fill('A lighthouse leans out of a postcard');
  await expect(banner(page, states.silent)).toBeVisible();
  await faults.clear();
  await page.reload();
  await hydrated(page);
  await expect(prompt(page)).toHaveValue('A lighthouse leans out of a postcard');
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  await open(page, '/studio');
  await expect(prompt(page)).toHaveValue('');
});

test('Animate after the session has ended leads to signing in', async ({ page, context, account, problems }) => {
  problems.allow(/401|500/);
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await prompt(page).fill('A paper boat');
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  const animate = page.getByRole('button', { name: studio.animate, exact: true });
  await expect(animate).not.toHaveAttribute('aria-disabled', 'true');
  const session = await context.cookies();
  await context.clearCookies();
  await animate.click();
  await expect(banner(page, states.signedOut)).toBeVisible();
  await expect(page.getByRole('link', { name: states.signInAgain })).toBeVisible();
  // Signed in again in another tab.
  await context.addCookies(session);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(banner(page, states.signedOut)).toHaveCount(0);
});

test('Download after the session has ended leads to signing in, and takes nothing', async ({ page, context, problems }) => {
  problems.allow(/401|500/);
  await openScenario(page, { name: 'editor-ready', step: null });
  await context.clearCookies();
  await page.getByRole('button', { name: editor.download }).first().click();
  await expect(banner(page, states.signedOut)).toBeVisible();
  await expect(page.getByRole('link', { name: states.signInAgain })).toBeVisible();
});

test('a session that ends in the Studio takes nothing with it', async ({ page, context, account, problems }) => {
  problems.allow(/401|500/);
  const credentials = await account({ persona: 'starter' });
  await open(page, '/studio');
  await prompt(page).fill('A paper boat');
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  const scene = page.url();
  await context.clearCookies();
  await prompt(page).fill('A paper boat sails out of a phone');
  await expect(banner(page, states.signedOut)).toBeVisible();
  await signInAgain(page, credentials);
  await expect(page).toHaveURL(scene);
  await expect(prompt(page)).toHaveValue('A paper boat sails out of a phone');
});

test('Undo and Redo say what they did', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('One');
  await page.getByRole('radio', { name: 'Forest' }).check();
  await page.keyboard.press('Control+z');
  await expect(banner(page, /^Undone: background$/)).toHaveCount(1);
  await page.getByRole('button', { name: editor.undo, exact: true }).click();
  await expect(banner(page, /^Undone: headline$/)).toHaveCount(1);
  await page.keyboard.press('Control+Shift+z');
  await expect(banner(page, /^Redone: headline$/)).toHaveCount(1);
});

for (const path of [TEMPLATE, '/studio']) {
  test(`? shows what the keyboard does on ${path}, but not while somebody types`, async ({ page, account }) => {
    await account({ persona: 'starter' });
    await open(page, path);
    const sheet = page.getByRole('dialog', { name: states.shortcuts });
    const field = path === TEMPLATE ? headline(page) : prompt(page);
    await field.fill('');
    await field.press('?');
    await expect(field).toHaveValue('?');
    await expect(sheet).toBeHidden();
    const button = page.getByRole('button', { name: states.shortcuts });
    await button.focus();
    await page.keyboard.press('?');
    await expect(sheet).toBeVisible();
    await expectAccessible(page, 'the sheet');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(button).toBeFocused();
    await button.click();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await expect(sheet).toBeHidden();
  });
}
