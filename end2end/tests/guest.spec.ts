/** Trying a template without an account: the work comes along through the door. */

import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from '../kit/axe';
import { expect, hydrated, open, test } from '../kit/fixtures';
import { accounts, editor, gallery, guest } from '../kit/names';
import { bytesOf, expectVideo } from '../kit/probe';

const PASSWORD = 'four words do well';
const TEMPLATE = '/clips/new/step-out';
/** A render takes as long as the machine needs. */
const RENDER = { timeout: 150_000 };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const headline = (page: Page) => page.getByRole('textbox', { name: editor.headline });
const someone = () => `guest-${crypto.randomUUID()}@example.com`;

async function comeIn(page: Page, email: string, door: string = 'Create account'): Promise<void> {
  await page.getByRole('textbox', { name: accounts.email }).fill(email);
  await page.getByRole('textbox', { name: accounts.password }).fill(PASSWORD);
  await page.getByRole('button', { name: door }).click();
}

test('from the gallery to a live preview, through sign-up, to a video for 1 credit', { tag: '@postgres' }, async ({ page, lab, ledger }) => {
  test.slow();
  await open(page, '/');
  await page.getByRole('link', { name: gallery.use('Step Out') }).click();
  await hydrated(page);
  await expect(page.getByText(guest.free).first()).toBeVisible();
  const canvas = page.getByTestId('stage.canvas');
  await expect(canvas).toHaveAttribute('data-frame', /\d+/, RENDER);
  const still = await canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  await headline(page).fill('Tried before buying');
  await page.getByRole('radio', { name: 'Forest' }).check();
  await page.getByRole('radio', { name: '1:1' }).check();
  await expect.poll(() => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL())).not.toBe(still);
  await expect(page.getByTestId('editor.state')).toHaveText('Draft, kept in this browser');

  // The preview plays right here; nobody is led to an account for it.
  await button(page, editor.preview).click();
  await expect(button(page, editor.pause)).toBeVisible();
  await expect(page).toHaveURL(TEMPLATE);

  await button(page, editor.download).click();
  await expect(page).toHaveURL(/\/signup\?next=/);
  await expect(page.getByText('Tried before buying')).toBeVisible();
  await comeIn(page, someone());
  await expect(page).toHaveURL(/\/clips\/[0-9a-f-]{36}$/);
  await hydrated(page);
  await expect(headline(page)).toHaveValue('Tried before buying');
  await expect(page.getByRole('radio', { name: 'Forest' })).toBeChecked();
  await expect(page.getByRole('radio', { name: '1:1' })).toBeChecked();

  // The wallets begin with the account, and they are empty.
  expect((await ledger()).entries).toEqual([]);
  const pane = page.getByRole('complementary', { name: editor.actions });
  await expect(pane.getByText('You need 1 download credit')).toBeVisible(RENDER);
  await expect(button(page, editor.download)).toHaveAttribute('aria-disabled', 'true');
  await lab.move({ op: 'grant', wallet: 'download', amount: 1, key: crypto.randomUUID() });
  await page.reload();
  await hydrated(page);
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, editor.download).click()]);
  expectVideo(await bytesOf(download), { width: 1080, height: 1080, seconds: 6 });
  await expect(button(page, editor.downloadAgain)).toBeVisible();
  expect((await ledger()).wallets.download.available).toBe(0);
});

test('what a guest typed is there after a reload, and by the other door as well', async ({ page, request }) => {
  const email = someone();
  const made = await request.post('/signup', { form: { email, password: PASSWORD }, maxRedirects: 0 });
  expect(made.status()).toBe(303);
  await open(page, TEMPLATE);
  await headline(page).fill('Typed as a guest');
  await page.reload();
  await hydrated(page);
  await expect(headline(page)).toHaveValue('Typed as a guest');

  await page.getByRole('banner').getByRole('link', { name: accounts.signIn }).click();
  await comeIn(page, email, accounts.signIn);
  await page.getByRole('link', { name: gallery.use('Step Out') }).click();
  await hydrated(page);
  await expect(headline(page)).toHaveValue('Typed as a guest');
  await expect(page.getByTestId('editor.state')).toHaveText('Draft, saved just now');
  // It went along once: the next clip of the template starts with the template's own words.
  await open(page, TEMPLATE);
  await expect(headline(page)).toHaveValue('Built to outrun');
});

test('a photo of one’s own is asked for by the account it needs', async ({ page }) => {
  await open(page, TEMPLATE);
  await headline(page).fill('With my own photo');
  await button(page, editor.uploadPhoto).click();
  await comeIn(page, someone());
  await hydrated(page);
  await expect(headline(page)).toHaveValue('With my own photo');
  await expect(button(page, editor.preview)).toBeVisible();
  await expect(button(page, editor.uploadPhoto)).toBeVisible();
});

test('without script the words come along just the same', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(TEMPLATE);
  await headline(page).fill('No script at all');
  await page.getByRole('radio', { name: 'Rose' }).check();
  await button(page, guest.save).click();
  await comeIn(page, someone());
  await expect(page).toHaveURL(/\/clips\/[0-9a-f-]{36}$/);
  await expect(headline(page)).toHaveValue('No script at all');
  await expect(page.getByRole('radio', { name: 'Rose' })).toBeChecked();
  await expect(page.getByRole('note'), 'says that most of the page needs JavaScript').toBeVisible();
  await page.goto('/clips');
  await expect(page.getByRole('note'), 'this one does not').toHaveCount(0);
  await context.close();
});

test('on phones a guest has one next step, at the bottom', { tag: '@phone-only' }, async ({ page }) => {
  await open(page, TEMPLATE);
  const next = page.getByRole('region', { name: 'Next step' });
  await expect(next.getByText(guest.free)).toBeVisible();
  await expect(next.getByRole('button', { name: editor.download })).toBeVisible();
  await expect(button(page, editor.download)).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test("the guest's editor is accessible in both themes @phone", async ({ page }) => {
  await open(page, TEMPLATE);
  await expectAccessibleInBothThemes(page, TEMPLATE);
});
