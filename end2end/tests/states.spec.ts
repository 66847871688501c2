/** What a page says and keeps while it cannot be saved, and what the keyboard does. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../kit/axe';
import { expect, hydrated, open, test, type Credentials } from '../kit/fixtures';
import { accounts, editor, everywhere, files, states, studio } from '../kit/names';
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

/** What a reader is told of the work from now on: the texts that come to stand in the live regions of the bar above it. */
async function listenTo(page: Page): Promise<() => Promise<string[]>> {
  const heard = await page.evaluateHandle(() => {
    const heard: string[] = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const text = element?.closest('[role=status],[role=alert],[aria-live]')?.textContent?.trim();
        if (text && heard.at(-1) !== text) heard.push(text);
      }
    }).observe(document.querySelector('.subbar')!, { childList: true, characterData: true, subtree: true });
    return heard;
  });
  return () => heard.jsonValue();
}

test('pauses in typing are not told, and that something is saved only after it could not be', async ({ page, account, faults, problems }) => {
  problems.allow(/503/);
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  const heard = await listenTo(page);
  for (const text of ['One', 'One more', 'One more try']) {
    const saved = page.waitForResponse('**/api/clips/save');
    await headline(page).fill(text);
    await saved;
    await expect(state(page)).toHaveText('Draft, saved just now');
  }
  expect(await heard()).toEqual([]);
  await faults.set({ offline: true });
  await headline(page).fill('Nobody hears this');
  await expect(state(page)).toContainText('Offline, kept here');
  await expect(banner(page, states.silent)).toBeVisible();
  await faults.clear();
  await expect(state(page)).toHaveText('Draft, saved just now');
  expect(await heard()).toEqual(['saved just now']);
});

test('Ctrl+Z undoes an edit only where the work has the keyboard', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('One');
  await page.getByRole('button', { name: everywhere.help }).click();
  const help = page.getByRole('dialog', { name: everywhere.help });
  await help.getByRole('button', { name: 'Write to us' }).click();
  const message = page.getByRole('dialog', { name: 'Write to us' }).getByRole('textbox', { name: 'Your message' });
  await message.pressSequentially('Hello');
  await page.keyboard.press('Control+z');
  await expect(message, 'it undoes its own letters').not.toHaveValue('Hello');
  await expect(headline(page)).toHaveValue('One');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  const shortcuts = page.getByRole('dialog', { name: states.shortcuts });
  await page.getByRole('button', { name: states.shortcuts }).click();
  await expect(shortcuts).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(headline(page)).toHaveValue('One');
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  // Wherever in the work the focus is, and where it is nowhere.
  await page.getByRole('slider', { name: editor.timeline }).press('Control+z');
  await expect(headline(page)).toHaveValue('Built to outrun');
  await page.keyboard.press('Control+Shift+z');
  await expect(headline(page)).toHaveValue('One');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Control+z');
  await expect(headline(page)).toHaveValue('Built to outrun');
});

/** The numbers that are in sight and marked as counting, from now on. */
async function countsOf(page: Page): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle(() => {
    const seen: string[] = [];
    new MutationObserver(() => {
      for (const number of document.querySelectorAll('.counting')) if (number.checkVisibility()) seen.push(number.textContent ?? '');
    }).observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
    return seen;
  });
  return () => seen.jsonValue();
}

test('credits count to their new number in the Studio, and jump where motion is unwelcome', async ({ page, account, lab }) => {
  await account({ persona: 'starter', ai_credits: 60 });
  await open(page, '/studio');
  const credits = page.locator('.studio-credits');
  const seen = await countsOf(page);
  await lab.move({ op: 'debit', wallet: 'ai', amount: 20, key: 'jumps' });
  await expect(credits).toHaveText('40 AI credits');
  expect(await seen()).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await lab.move({ op: 'grant', wallet: 'ai', amount: 5_000, key: 'counts' });
  await expect(credits).toHaveText('5,040 AI credits');
  expect((await seen())[0], 'it begins with what was there').toBe('40');
  await expect(credits.locator('.counting')).toHaveCount(0);
});

test('the credit that a download takes is seen going beside it', async ({ page, ledger }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await openScenario(page, { name: 'editor-ready', step: null });
  const before = (await ledger()).wallets.download.available;
  const seen = await countsOf(page);
  const pane = page.getByRole('complementary', { name: editor.actions });
  await Promise.all([page.waitForEvent('download'), pane.getByRole('button', { name: editor.download, exact: true }).click()]);
  await expect(pane).toContainText(`You have ${before - 1} left`);
  expect(await seen()).toContain(String(before));
  await expect(pane.locator('.counting')).toHaveCount(0);
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

  test(`the sheet of shortcuts on ${path} says whether ? opens it, and this browser keeps that`, async ({ page, account }) => {
    await account({ persona: 'starter' });
    await open(page, path);
    const sheet = page.getByRole('dialog', { name: states.shortcuts });
    const button = page.getByRole('button', { name: states.shortcuts });
    const withKey = sheet.getByRole('checkbox', { name: states.openWithKey });
    await button.click();
    await expect(withKey).toBeChecked();
    await expect(sheet).toContainText('Show this sheet');
    await withKey.uncheck();
    await expect(sheet).not.toContainText('Show this sheet', { useInnerText: true });
    await expectAccessible(page, 'the sheet without its key');
    await page.keyboard.press('Escape');
    for (const again of [false, true]) {
      if (again) {
        await page.reload();
        await hydrated(page);
      }
      await button.focus();
      await page.keyboard.press('?');
      await expect(sheet).toBeHidden();
    }
    await button.click();
    await withKey.check();
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await page.keyboard.press('?');
    await expect(sheet).toBeVisible();
  });
}

test('an animation that cannot be followed says so, and is followed again by itself', async ({ page, context, faults, problems }) => {
  problems.allow(/503|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
  await openScenario(page, { name: 'studio-held', step: null });
  await faults.set({ offline: true });
  await expect(banner(page, states.silent)).toContainText('may be out of date');
  await expect(page.getByRole('button', { name: states.tryNow })).toBeVisible();
  await expectAccessible(page, 'the banner above an animation');
  await faults.set({ offline: null });
  await expect(banner(page, states.silent)).toHaveCount(0);
  await context.setOffline(true);
  await expect(banner(page, states.offline)).toContainText('It catches up as soon as you are back.');
  await context.setOffline(false);
  await expect(banner(page, states.offline)).toHaveCount(0);
});

test('an animation whose session has ended says so, and leads back to itself', async ({ page, context, problems }) => {
  problems.allow(/401|500/);
  await openScenario(page, { name: 'studio-held', step: null });
  const { pathname, search } = new URL(page.url());
  expect(search, 'the address names the animation').toContain('animation=');
  const session = await context.cookies();
  await context.clearCookies();
  await expect(banner(page, states.signedOut)).toContainText('Sign in again to see it as it is now.');
  const signIn = page.getByRole('link', { name: states.signInAgain });
  await expect(signIn).toHaveAttribute('href', `/login?next=${encodeURIComponent(pathname + search)}`);
  // Signed in again in another tab.
  await context.addCookies(session);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(banner(page, states.signedOut)).toHaveCount(0);
});

test('files that cannot be followed say so, and are followed again by themselves', async ({ page, context, faults, problems }) => {
  problems.allow(/401|500|503/);
  await openScenario(page, { name: 'editor-downloaded', step: null });
  await page.getByRole('link', { name: editor.otherFiles }).click();
  await hydrated(page);
  await faults.set({ render: 'stall' });
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'GIF', exact: true }) });
  await row.getByRole('button', { name: files.make }).click();
  await expect(row.getByRole('progressbar')).toBeVisible();
  await hydrated(page);
  await faults.set({ offline: true });
  await expect(banner(page, states.silent)).toContainText('may be out of date');
  await faults.set({ offline: null });
  await expect(banner(page, states.silent)).toHaveCount(0);
  const session = await context.cookies();
  await context.clearCookies();
  await expect(banner(page, states.signedOut)).toBeVisible();
  await expect(page.getByRole('link', { name: states.signInAgain })).toHaveAttribute('href', /next=.*files.*version/);
  await context.addCookies(session);
  await faults.clear();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(banner(page, states.signedOut)).toHaveCount(0);
});
