/** Scene previews one can go back to, warnings before it is too late, and results one can judge. */

import { expectAccessible } from '../kit/axe';
import { expect, hydrated, open, test } from '../kit/fixtures';
import { settings, studio } from '../kit/names';
import { bytesOf } from '../kit/probe';
import { openScenario } from '../kit/scenarios';
import type { Page } from '@playwright/test';

const WORK = 280_000;
test.describe.configure({ timeout: 400_000 });

const radio = (page: Page, group: string, name: string) => page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: new RegExp(`^${name}`) });
const region = (page: Page) => page.getByRole('region', { name: studio.preview });
const still = (page: Page) => region(page).getByRole('img');
const thumbs = (page: Page) => page.getByRole('region', { name: studio.earlierPreviews }).getByRole('button');
const animate = (page: Page) => page.getByRole('button', { name: studio.animate, exact: true });

async function describe(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: studio.prompt }).fill('A paper boat sails out of a phone into the evening');
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  await expect(still(page)).toBeVisible();
}

/** A scene with two previews, the second of them shown; answers the address of the first one's still. */
async function twoPreviews(page: Page): Promise<string> {
  await open(page, '/studio');
  await describe(page);
  const first = (await still(page).getAttribute('src')) ?? '';
  await page.getByRole('button', { name: studio.regeneratePreview }).click();
  await expect(still(page)).not.toHaveAttribute('src', first);
  await expect(thumbs(page)).toHaveCount(2);
  return first;
}

/** Orders the smallest two videos and waits until they have ended. */
async function finished(page: Page): Promise<void> {
  await radio(page, studio.duration, settings.durations[0]).check();
  await radio(page, studio.resolution, settings.resolutions[0]).check();
  await radio(page, studio.count, '2').check();
  await animate(page).click();
  await expect(page).toHaveURL(/animation=/);
  await hydrated(page);
  await expect(page.getByRole('heading', { name: 'What it cost' })).toBeVisible({ timeout: WORK });
}

/** Where each video of the comparison is, in seconds. */
const positions = (page: Page) => page.getByRole('region', { name: studio.compareRegion }).locator('video').evaluateAll((all: HTMLVideoElement[]) => all.map((one) => one.currentTime));
const spread = (times: number[]) => Math.max(...times) - Math.min(...times);

test('each preview is kept once, and one click goes back to it', { tag: '@phone' }, async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  await expect(thumbs(page), 'nothing to go back to yet').toHaveCount(0);
  const first = await still(page).getAttribute('src');
  for (let round = 1; round <= 3; round += 1) {
    const before = (await still(page).getAttribute('src')) ?? '';
    await page.getByRole('button', { name: studio.regeneratePreview }).click();
    await expect(still(page)).not.toHaveAttribute('src', before);
    await expect(thumbs(page)).toHaveCount(round + 1);
  }
  await expect(thumbs(page).first(), 'newest first').toHaveAccessibleName(/^Preview 4, \d\d:\d\d$/);
  await expect(thumbs(page).first()).toHaveAttribute('aria-current', 'true');
  await page.getByRole('textbox', { name: studio.caption }).fill('Sail away');
  await expect(page.getByRole('button', { name: /^Preview/ }).and(page.locator('[aria-current]')), 'new words are no earlier preview').toHaveCount(0);

  await thumbs(page).last().focus();
  await page.keyboard.press('Enter');
  await expect(still(page)).toHaveAttribute('src', first ?? '');
  await expect(page.getByRole('textbox', { name: studio.caption })).toHaveValue('');
  await expect(thumbs(page).last()).toHaveAttribute('aria-current', 'true');
  await expect(thumbs(page), 'what stood there is kept, going back adds nothing else').toHaveCount(5);
  await thumbs(page).first().click();
  await expect(page.getByRole('textbox', { name: studio.caption })).toHaveValue('Sail away');
  await thumbs(page).last().click();
  await expect(still(page)).toHaveAttribute('src', first ?? '');
  await expect(thumbs(page)).toHaveCount(5);

  await page.reload();
  await hydrated(page);
  await expect(thumbs(page)).toHaveCount(5);
  await expect(still(page)).toHaveAttribute('src', first ?? '');
  expect((await ledger()).wallets.ai, 'all of it was free').toMatchObject({ available: 60, held: 0 });
  await expectAccessible(page);
});

test('who goes back twice in a row ends where the second click leads, however slow the first answer is', async ({ page, account }) => {
  await account({ persona: 'starter' });
  const first = await twoPreviews(page);
  await thumbs(page).last().click();
  await expect(still(page)).toHaveAttribute('src', first);

  // The answer of the next click is held back until the one after it has been made.
  let release = () => {};
  const clicked = new Promise<void>((go) => (release = go));
  await page.route('**/api/studio/preview', async (route) => {
    await clicked;
    await route.continue();
  });
  let answered = 0;
  page.on('response', (response) => (answered += response.url().endsWith('/api/studio/preview') ? 1 : 0));
  const asked = page.waitForRequest('**/api/studio/preview');
  await thumbs(page).first().click();
  await asked;
  await thumbs(page).last().click();
  release();
  await expect.poll(() => answered, 'both clicks are carried out').toBe(2);
  await expect(still(page)).toHaveAttribute('src', first);
  await expect(thumbs(page).last()).toHaveAttribute('aria-current', 'true');
  await page.reload();
  await hydrated(page);
  await expect(still(page)).toHaveAttribute('src', first);
});

test('a page that was read before the last step arrived shows that step all the same', async ({ page, account }) => {
  await account({ persona: 'starter' });
  const first = await twoPreviews(page);
  const early = await page.request.get(page.url());
  const stale = { status: 200, contentType: 'text/html', headers: early.headers(), body: await early.body() };
  // Leaving begins, and only then new words and the step arrive; the next page was read before both.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeunload')));
  const words = page.waitForResponse('**/api/studio/save');
  await page.getByRole('textbox', { name: studio.caption }).fill('Sail away');
  await words;
  await thumbs(page).last().click();
  await expect(thumbs(page), 'the answer was taken in').toHaveCount(3);
  await page.route(page.url(), (route) => route.fulfill(stale));
  const kept = page.waitForResponse('**/api/studio/save');
  await page.reload();
  await hydrated(page);
  await expect(still(page)).toHaveAttribute('src', first);
  await kept;
  await page.unroute(page.url());
  await page.reload();
  await hydrated(page);
  await expect(still(page)).toHaveAttribute('src', first);
  await expect(thumbs(page)).toHaveCount(3);
});

test('two tabs of a scene show the same, and neither writes over the other', async ({ page, context, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  const caption = (tab: Page) => tab.getByRole('textbox', { name: studio.caption });
  const other = await context.newPage();
  await open(other, new URL(page.url()).pathname);
  await caption(page).fill('First tab');
  await expect(caption(other)).toHaveValue('First tab');
  await radio(other, studio.camera, 'Orbit').check();
  await expect(radio(page, studio.camera, 'Orbit')).toBeChecked();
  await expect(still(page)).toHaveAttribute('src', (await still(other).getAttribute('src')) ?? '');
  await page.getByRole('button', { name: studio.regeneratePreview }).click();
  await expect(thumbs(other), 'earlier previews are shared as well').toHaveCount(2);
  await other.reload();
  await hydrated(other);
  await expect(caption(other)).toHaveValue('First tab');
  await expect(radio(other, studio.camera, 'Orbit')).toBeChecked();
});

test('a still comes from the browser’s own store when one goes back', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  const address = (await still(page).getAttribute('src')) ?? '';
  const response = await page.request.get(address);
  expect(response.headers()['cache-control']).toContain('immutable');
  const unnamed = await page.request.get(address.replace(/\?.*/, ''));
  expect(unnamed.headers()['cache-control']).toContain('no-store');
  expect(await unnamed.body()).toEqual(await response.body());
});

test('the camera is chosen, said and kept', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  await expect(radio(page, studio.camera, 'From the words')).toBeChecked();
  await radio(page, studio.camera, 'Orbit').check();
  await expect(still(page)).toHaveAttribute('alt', /Camera orbits/);
  await page.reload();
  await hydrated(page);
  await expect(radio(page, studio.camera, 'Orbit')).toBeChecked();
});

test('what people regret is said beside its field, and blocks nothing', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  const caption = page.getByRole('textbox', { name: studio.caption });
  await caption.fill('The evening smells of amber and hot sand');
  await expect(caption).not.toHaveAccessibleDescription(/too long/);
  await radio(page, studio.duration, '5 s').check();
  await expect(caption).toHaveAccessibleDescription(/too long to be read in time\. .*Choose 10 s/);
  await expect(page.getByRole('status').filter({ hasText: 'too long to be read' })).toBeAttached();
  await expect(animate(page)).not.toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await caption.fill('夜');
  await expect(caption).toHaveAccessibleDescription(/cannot be drawn/);
  await caption.fill('Short');
  await expect(caption).not.toHaveAccessibleDescription(/./);
  await radio(page, studio.subject, 'Describe').check();
  await page.getByRole('textbox', { name: studio.prompt }).fill('');
  await expect(page.getByText('Nothing can be drawn yet.')).toBeVisible();
});

test('finished videos stand beside each other and play together', { tag: '@phone' }, async ({ page, faults }) => {
  // The Lab draws the four of its own scene once for everybody.
  await openScenario(page, { name: 'studio-held', step: null });
  await faults.clear();
  await expect(page.getByRole('heading', { name: 'What it cost' })).toBeVisible({ timeout: WORK });
  await page.getByRole('button', { name: studio.compare }).click();
  const compare = page.getByRole('region', { name: studio.compareRegion });
  const all = compare.locator('video');
  await expect(all).toHaveCount(4);
  const boxes = await all.evaluateAll((videos) => videos.map((one) => Math.round(one.getBoundingClientRect().width)));
  expect(new Set(boxes).size, 'equally large').toBe(1);
  expect(await all.evaluateAll((videos: HTMLVideoElement[]) => videos.every((one) => one.paused)), 'nothing plays by itself').toBe(true);
  await expectAccessible(page);

  // Five seconds are over before a busy machine has looked; at this pace they last twenty.
  await all.evaluateAll((videos: HTMLVideoElement[]) => videos.forEach((one) => (one.playbackRate = 0.25)));
  await page.getByRole('button', { name: studio.playAll }).click();
  await expect.poll(async () => Math.min(...(await positions(page)))).toBeGreaterThan(0.3);
  await expect.poll(async () => spread(await positions(page))).toBeLessThan(0.2);
  await page.getByRole('button', { name: studio.pauseAll }).click();
  await expect.poll(async () => all.evaluateAll((videos: HTMLVideoElement[]) => videos.every((one) => one.paused))).toBe(true);

  await compare.getByRole('slider', { name: studio.position }).fill('2');
  await expect.poll(() => positions(page)).toEqual([2, 2, 2, 2]);
  await compare.getByRole('button', { name: 'Compare video 3' }).click();
  await compare.getByRole('button', { name: 'Compare video 4' }).click();
  await expect(all).toHaveCount(2);
  await expect(compare.getByRole('button', { name: 'Compare video 1' }), 'two is the least').toHaveAttribute('aria-disabled', 'true');
  await compare.getByRole('button', { name: 'Compare video 1' }).focus();
  await page.keyboard.press('Enter');
  await expect(all).toHaveCount(2);
});

test('favourites are kept, before the page is awake as well, and download as one file', async ({ page, account, browser, baseURL }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  await finished(page);
  const star = (on: Page, n: number) => on.getByRole('button', { name: studio.favourite(n), exact: true });
  const download = page.getByRole('button', { name: studio.downloadFavourites });
  await expect(download).toBeHidden();
  const kept = page.waitForResponse(/studio\/favourite/);
  await star(page, 2).click();
  await expect(star(page, 2)).toHaveAttribute('aria-pressed', 'true');
  await kept;
  await page.reload();
  await hydrated(page);
  await expect(star(page, 2)).toHaveAttribute('aria-pressed', 'true');
  await expect(star(page, 1)).toHaveAttribute('aria-pressed', 'false');
  const [archive] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const zip = await bytesOf(archive);
  expect(zip.toString('latin1')).toContain('video 2.mp4');
  expect(zip.toString('latin1')).not.toContain('video 1.mp4');

  const asleep = await browser.newContext({ baseURL, javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await asleep.newPage();
  await plain.goto(page.url());
  await star(plain, 2).click();
  await expect(star(plain, 2)).toHaveAttribute('aria-pressed', 'false');
  await expect(plain).toHaveURL(/animation=/);
  await star(plain, 1).click();
  await expect(star(plain, 1)).toHaveAttribute('aria-pressed', 'true');
  await asleep.close();

  await open(page, '/studio');
  await expect(page.getByText(/^Usually about .* for 2 videos\.$/), 'measured on this server').toBeVisible();
});

test('a video is played and left by the keyboard, and the focus goes along', async ({ page }) => {
  await openScenario(page, { name: 'studio-results', step: null });
  const play = page.getByRole('button', { name: studio.playVideo(1) });
  const video = page.locator('video');
  await expect(video).toHaveCount(0);
  await play.focus();
  await page.keyboard.press('Enter');
  await expect(video).toBeFocused();
  await expect(video).toHaveAccessibleName(studio.video(1));
  await expect(video).toHaveJSProperty('paused', false);
  await expectAccessible(page, 'a video that plays');
  await page.getByRole('button', { name: studio.stopVideo(1) }).focus();
  await page.keyboard.press('Enter');
  await expect(play).toBeFocused();
  await expect(video).toHaveCount(0);
});
