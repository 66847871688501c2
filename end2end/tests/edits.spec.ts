/** Edits of a finished video: free, as further versions, the original untouched. */

import { expectAccessible } from '../kit/axe';
import { expect, hydrated, open, test } from '../kit/fixtures';
import { accounts, edits, states, studio } from '../kit/names';
import { bytesOf, expectVideo } from '../kit/probe';
import { openScenario } from '../kit/scenarios';
import type { Page } from '@playwright/test';

/** How long a video may take on a machine that is busy with other tests as well. */
const WORK = 280_000;
test.describe.configure({ timeout: 300_000 });

/** The edits of a finished video of a captioned scene: 5 s at 720p. The Lab drew it for everybody once. */
const atEdits = (page: Page) => openScenario(page, { name: 'studio-edit', step: null });

/** The same, by way of the clicks that lead there, for an account that can sign in again. */
async function ordered(page: Page): Promise<void> {
  await open(page, '/studio');
  await page.getByRole('textbox', { name: studio.prompt }).fill('A paper boat sails out of a phone into the evening');
  await page.getByRole('textbox', { name: studio.caption }).fill('Wear the evening');
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  for (const [group, name] of [[studio.duration, '5 s'], [studio.resolution, '720p'], [studio.count, '1']] as const) {
    await page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: new RegExp(`^${name}`) }).check();
  }
  const animate = page.getByRole('button', { name: studio.animate, exact: true });
  await expect(animate).not.toHaveAttribute('aria-disabled', 'true');
  await animate.click();
  await page.getByRole('link', { name: edits.open }).click({ timeout: WORK });
  await hydrated(page);
}

const version = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const save = (page: Page) => page.getByRole('button', { name: edits.save });

test('a new caption and a trim are a free version that plays', { tag: '@phone' }, async ({ page, ledger }) => {
  await atEdits(page);
  const before = await ledger();
  await expectAccessible(page, 'the page of edits');
  const still = page.getByRole('region', { name: edits.preview }).getByRole('img');
  await expect(still).toHaveAccessibleName(/Wear the evening/);
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(save(page)).toHaveAccessibleDescription(/^This is the original\./);
  const caption = page.getByRole('textbox', { name: edits.caption });
  await caption.fill('Out of the 青');
  await expect(save(page)).not.toHaveAttribute('aria-disabled');
  await expect(caption).toHaveAccessibleDescription(/cannot be drawn\. .*1 of these letters/);
  await caption.fill('Out of the blue');
  await expect(caption).not.toHaveAccessibleDescription(/./);
  await page.getByRole('radio', { name: 'Ink on yellow' }).check();
  await page.getByRole('spinbutton', { name: edits.from }).fill('1');
  await page.getByRole('spinbutton', { name: edits.to }).fill('3.5');
  const part = page.getByRole('group', { name: edits.part, exact: true });
  await expect(part).toBeHidden();
  await page.getByRole('radio', { name: '1:1' }).check();
  await part.getByRole('radio', { name: 'Bottom' }).check();
  await expect(still).toHaveAccessibleName(/Out of the blue/);
  expect((await page.request.get((await still.getAttribute('src')) ?? '')).headers()['content-type']).toBe('image/png');
  await save(page).click();
  await hydrated(page);
  const second = version(page, 'Version 2');
  await expect(second).toContainText('caption “Out of the blue”, ink on yellow, 1 to 3.5 s, 1:1 bottom');
  const [file] = await Promise.all([page.waitForEvent('download'), second.getByRole('button', { name: studio.download }).click({ timeout: WORK })]);
  expectVideo(await bytesOf(file), { width: 720, height: 720, seconds: 2.5 });
  await second.getByRole('link', { name: edits.play }).click();
  const video = page.getByRole('region', { name: edits.preview }).locator('video');
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.duration)).toBeCloseTo(2.5, 1);
  await expect(version(page, 'Original').getByRole('button', { name: studio.download })).toBeVisible();
  const after = await ledger();
  expect([after.wallets, after.entries, after.holds]).toEqual([before.wallets, before.entries, before.holds]);
});

test('what cannot be made is said beside its field, and the same edit is the same version', async ({ page, elsewhere, lab, problems }) => {
  problems.allow(/status of 422/);
  await atEdits(page);
  const address = new URL(page.url()).pathname;
  const form = { caption: 'New', font: 'inter', colour: 'paper', position: 'top', from: '0', to: '9', poster: '1', format: '9:16' };
  const refused = await page.request.post(address, { form });
  expect(refused.status()).toBe(422);
  expect(await refused.text()).toContain('This video is 5 s long.');
  for (const caption of ['New', ' New ']) {
    expect((await page.request.post(address, { form: { ...form, to: '2', caption } })).status()).toBe(200);
  }
  await open(page, address);
  await expect(page.getByRole('heading', { name: /^Version/, level: 3 })).toHaveCount(1);
  const second = version(page, 'Version 2');
  await second.getByRole('link', { name: edits.fromHere }).click({ timeout: WORK });
  const caption = page.getByRole('textbox', { name: edits.caption });
  await expect(caption).toHaveValue('New');
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(save(page)).toHaveAccessibleDescription(/^All is saved: this is Version 2\./);
  await caption.press('Enter');
  await caption.fill('Newer');
  await expect(save(page)).not.toHaveAttribute('aria-disabled');
  await caption.fill('New');
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
  expect(new URL(page.url()).search, 'Enter saved nothing').toBe('');
  const file = (await second.getByRole('link', { name: edits.play }).getAttribute('href')) ?? '';
  expect((await page.request.get(file, { headers: { range: 'bytes=0-9' } })).status()).toBe(206);
  const other = await elsewhere();
  const stranger = new (lab.constructor as new (request: typeof other.request) => typeof lab)(other.request);
  await stranger.account({ persona: 'ai-power' });
  for (const path of [address, file, file.replace('video', 'download')]) expect((await other.request.get(path)).status(), path).toBe(404);
});

test('a version that fails takes 0, keeps what was typed, and can be tried again', async ({ page, faults, ledger }) => {
  await atEdits(page);
  const before = await ledger();
  await faults.set({ render: 'fail' });
  await page.getByRole('textbox', { name: edits.caption }).fill('Second try');
  await save(page).click();
  await hydrated(page);
  const second = version(page, 'Version 2');
  await expect(second).toContainText('0 credits taken');
  await expect(page.getByRole('textbox', { name: edits.caption })).toHaveValue('Second try');
  await faults.clear();
  await second.getByRole('button', { name: edits.tryAgain }).click();
  await hydrated(page);
  await expect(second.getByRole('button', { name: studio.download })).toBeVisible({ timeout: WORK });
  expect((await ledger()).wallets).toEqual(before.wallets);
});

test('a session that ends before Save takes nothing of the edit with it', async ({ page, context, account, ledger, problems }) => {
  problems.allow(/401|500/);
  const { email, password } = await account({ persona: 'starter' });
  await ordered(page);
  const before = await ledger();
  const address = page.url();
  const caption = page.getByRole('textbox', { name: edits.caption });
  const colour = page.getByRole('radio', { name: 'Ink on yellow' });
  await caption.fill('Typed before the end');
  await colour.check();
  await page.getByRole('spinbutton', { name: edits.to }).fill('3.5');
  await context.clearCookies();
  await save(page).click();
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByRole('textbox', { name: accounts.email }).fill(email);
  await page.getByRole('textbox', { name: accounts.password }).fill(password);
  await page.getByRole('button', { name: accounts.signIn }).click();
  await expect(page).toHaveURL(address);
  await hydrated(page);
  await expect(caption).toHaveValue('Typed before the end');
  await expect(colour).toBeChecked();
  await expect(page.getByRole('spinbutton', { name: edits.to })).toHaveValue('3.5');
  const still = page.getByRole('region', { name: edits.preview }).getByRole('img');
  await expect(still).toHaveAccessibleName(/Typed before the end/);
  expect((await ledger()).wallets).toEqual(before.wallets);
  await save(page).click();
  await hydrated(page);
  await expect(version(page, 'Version 2')).toContainText('caption “Typed before the end”, ink on yellow, 0 to 3.5 s');
  await open(page, new URL(address).pathname);
  await expect(caption, 'what is a version is kept nowhere else').toHaveValue('Wear the evening');
});

test('a reload keeps an edit that is not saved yet, and forgets one that was taken back', async ({ page }) => {
  await atEdits(page);
  const caption = page.getByRole('textbox', { name: edits.caption });
  const original = await caption.inputValue();
  await caption.fill('Not saved yet');
  await page.reload();
  await hydrated(page);
  await expect(caption).toHaveValue('Not saved yet');
  await expect(save(page)).not.toHaveAttribute('aria-disabled');
  await caption.fill(original);
  await page.reload();
  await hydrated(page);
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(caption).toHaveValue(original);
});

test('a version that cannot be followed says so, and is followed again by itself', async ({ page, faults, problems }) => {
  problems.allow(/503/);
  await atEdits(page);
  await faults.set({ render: 'stall' });
  await page.getByRole('textbox', { name: edits.caption }).fill('Far away');
  await save(page).click();
  await expect(version(page, 'Version 2')).toBeVisible();
  await hydrated(page);
  const banner = page.getByRole('status').filter({ hasText: states.silent });
  await expect(banner).toHaveCount(0);
  await faults.set({ offline: true });
  await expect(banner).toContainText('may be out of date');
  await faults.clear();
  await expect(banner).toHaveCount(0);
});
