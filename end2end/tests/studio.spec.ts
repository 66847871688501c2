/** The Studio from the first word to the downloaded file: what is shown is what is held, what is held is what is taken. */

import { expect, hydrated, open, test, type Ledger } from '../kit/fixtures';
import { transparentSubject, upload } from '../kit/image';
import { settings, studio } from '../kit/names';
import { bytesOf, expectVideo } from '../kit/probe';
import { openScenario } from '../kit/scenarios';
import type { Page } from '@playwright/test';

/** How long a few videos may take on a machine that is busy with other tests as well. */
const WORK = 280_000;
test.describe.configure({ timeout: 300_000 });

const SECONDS = [5, 10, 15] as const;
const RATES = [2, 3, 6] as const;
const CHARGED = [1, 1, 2] as const;

const radio = (page: Page, group: string, name: string) => page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: new RegExp(`^${name}`) });

async function choose(page: Page, duration: string, resolution: string, count: string): Promise<void> {
  await radio(page, studio.duration, duration).check();
  await radio(page, studio.resolution, resolution).check();
  await radio(page, studio.count, count).check();
}

/** The first number of the Cost group. */
async function shownTotal(page: Page): Promise<number> {
  const text = await page.getByRole('group', { name: studio.cost, exact: true }).innerText();
  return Number(text.match(/[\d,]+/)?.[0].replace(',', ''));
}

const animate = (page: Page) => page.getByRole('button', { name: studio.animate, exact: true });
const ai = (ledger: Ledger) => ledger.wallets.ai;

/** Describes a scene and waits until it is kept under an address of its own. */
async function describe(page: Page, prompt = 'A paper boat sails out of a phone into the evening'): Promise<void> {
  await page.getByRole('textbox', { name: studio.prompt }).fill(prompt);
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
}

/** Orders and waits for the page of the animation. */
async function order(page: Page): Promise<void> {
  await expect(animate(page)).not.toHaveAttribute('aria-disabled', 'true');
  await animate(page).click();
  await expect(page).toHaveURL(/animation=/);
  await hydrated(page);
}

const board = (page: Page) => page.getByRole('complementary', { name: 'Credits for this run' });
const done = (page: Page) => expect(board(page).getByRole('heading', { name: 'What it cost' })).toBeVisible({ timeout: WORK });

test('opening the Studio writes nothing, and the price stands from the start', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await expect(page).toHaveURL(/\/studio$/);
  await expect(radio(page, studio.count, '2')).toBeChecked();
  expect(await shownTotal(page)).toBe(30);
  await expect(animate(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(animate(page)).toHaveAccessibleDescription(/photo or write a prompt/);
});

test('all 27 prices follow the list, in the same frame as the setting', async ({ page, account }) => {
  await account({ persona: 'ai-power' });
  await open(page, '/studio');
  for (const [d, duration] of settings.durations.entries()) {
    for (const [r, resolution] of settings.resolutions.entries()) {
      for (const [n, count] of settings.counts.entries()) {
        await choose(page, duration, resolution, count);
        expect(await shownTotal(page), `${duration} ${resolution} ${count}`).toBe(SECONDS[d]! * RATES[r]! * CHARGED[n]!);
      }
    }
  }
});

/** What stood in the Cost group when the browser was about to paint the first frame after each setting was clicked. */
async function atTheNextFrame(page: Page, group: string): Promise<string[]> {
  const cost = page.getByRole('group', { name: studio.cost, exact: true });
  const amounts: string[] = [];
  const all = await page.getByRole('group', { name: group, exact: true }).getByRole('radio').all();
  for (const radio of [...all].reverse()) {
    const shown = await radio.evaluateHandle((one: HTMLInputElement) => {
      one.click();
      return new Promise<string>((seen) => requestAnimationFrame(() => seen(document.querySelector('.quote .amount')?.textContent ?? '')));
    });
    amounts.push(String(await shown.jsonValue()));
    expect(await shownTotal(page), 'nothing follows later').toBe(Number(amounts.at(-1)));
  }
  await expect(cost).toBeVisible();
  return amounts;
}

test('a setting’s price is there before the next frame is painted', async ({ page, account }) => {
  await account({ persona: 'ai-power' });
  await open(page, '/studio');
  await choose(page, '5 s', '720p', '1');
  expect(await atTheNextFrame(page, studio.duration)).toEqual(['30', '20', '10']);
  expect(await atTheNextFrame(page, studio.resolution)).toEqual(['30', '15', '10']);
  expect(await atTheNextFrame(page, studio.count)).toEqual(['20', '10', '10']);
});

test('settings are kept with the scene, and open with it', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  const kept = page.waitForResponse((response) => (response.request().postData() ?? '').includes('"count":"4"'));
  await choose(page, '15 s', '720p', '4');
  await kept;
  await open(page, page.url());
  for (const [group, name] of [[studio.duration, '15 s'], [studio.resolution, '720p'], [studio.count, '4']] as const) {
    await expect(radio(page, group, name)).toBeChecked();
  }
  expect(await shownTotal(page)).toBe(60);
});

/** Nine settings in which every two of duration, resolution and count meet once. */
const PAIRWISE = settings.durations.flatMap((duration, first) =>
  settings.resolutions.map((resolution, second) => [duration, resolution, settings.counts[(first + second) % settings.counts.length] ?? ''] as const),
);

test('what is quoted is what is held, for every two settings together', async ({ page, account, ledger, faults }) => {
  await account({ persona: 'ai-power' });
  await faults.set({ provider: 'stall' });
  await open(page, '/studio');
  await describe(page);
  const scene = page.url();
  for (const [duration, resolution, count] of PAIRWISE) {
    await open(page, `${scene}?view=scene`);
    await choose(page, duration, resolution, count);
    const total = await shownTotal(page);
    const before = ai(await ledger());
    await order(page);
    const during = ai(await ledger());
    expect([during.available, during.held], `${duration} ${resolution} ${count}`).toEqual([before.available - total, total]);
    await page.getByRole('button', { name: /^Cancel the/ }).click();
    await done(page);
    expect(ai(await ledger())).toMatchObject({ available: before.available, held: 0 });
  }
});

for (const [count, total] of [['1', 10], ['2', 10], ['4', 20]] as const) {
  const tag = count === '2' ? ['@postgres'] : [];
  test(`5 s at 720p × ${count}: ${total} quoted, held, taken, and the files play`, { tag }, async ({ page, account, ledger }) => {
    await account({ persona: 'starter' });
    await open(page, '/studio');
    await describe(page);
    await choose(page, '5 s', '720p', count);
    expect(await shownTotal(page)).toBe(total);
    await order(page);
    await done(page);
    expect(ai(await ledger())).toMatchObject({ available: 60 - total, held: 0 });
    const downloads = page.getByRole('button', { name: studio.download, exact: true });
    await expect(downloads).toHaveCount(Number(count));
    const [file] = await Promise.all([page.waitForEvent('download'), downloads.last().click()]);
    expectVideo(await bytesOf(file), { width: 720, height: 1280, seconds: 5 });
    if (count !== '1') {
      const all = page.getByRole('button', { name: studio.downloadAll(Number(count)) });
      const [archive] = await Promise.all([page.waitForEvent('download'), all.click()]);
      const zip = await bytesOf(archive);
      expect(zip.subarray(0, 2).toString()).toBe('PK');
      expect(zip.toString('latin1').split('ftyp').length - 1).toBeGreaterThanOrEqual(Number(count));
    }
    expect(ai(await ledger())).toMatchObject({ available: 60 - total, held: 0 });
  });
}

test('a photo of one’s own is animated, with a free still any number of times', async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: studio.uploadPhoto }).click()]);
  await chooser.setFiles(upload('boat.png', transparentSubject()));
  await expect(page.getByRole('button', { name: studio.replacePhoto })).toBeVisible();
  const still = page.getByRole('region', { name: studio.preview }).getByRole('img');
  await expect(still).toBeVisible();
  const seen = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const address = (await still.getAttribute('src')) ?? '';
    const response = await page.request.get(address);
    expect(response.headers()['content-type']).toBe('image/png');
    seen.add((await response.body()).toString('base64'));
    await page.getByRole('button', { name: studio.regeneratePreview }).click();
    await expect(still).not.toHaveAttribute('src', address);
  }
  expect(seen.size, 'each new seed is a new still').toBe(3);
  expect(ai(await ledger()).available).toBe(60);
  await expect(animate(page)).not.toHaveAttribute('aria-disabled', 'true');
});

test('one free regeneration of each video, then the price of one', async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  await choose(page, '5 s', '720p', '1');
  await order(page);
  await done(page);
  await page.getByRole('button', { name: studio.regenerateFree }).click();
  await expect(page.getByRole('heading', { name: 'Video 2', exact: true })).toBeVisible();
  await done(page);
  expect(ai(await ledger())).toMatchObject({ available: 50, held: 0 });
  await expect(page.getByRole('button', { name: studio.regenerateFree })).toHaveCount(0);
  await expect(page.getByRole('button', { name: studio.regenerate(10) })).toHaveCount(2);
  await page.getByRole('button', { name: studio.regenerate(10) }).first().click();
  await expect(page.getByRole('heading', { name: 'Video 3', exact: true })).toBeVisible();
  await done(page);
  expect(ai(await ledger())).toMatchObject({ available: 40, held: 0 });
  await expect(page.getByRole('button', { name: studio.regenerateFree }), 'a paid one brings its own free one').toHaveCount(1);
});

test('a free regeneration that is being made says that it is free, and no price comes under the pointer', async ({ page, ledger }) => {
  await open(page, '/lab/scenarios/studio-regenerating-free');
  const before = ai(await ledger());
  await expect(page.getByRole('button', { name: studio.freeRunning })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: /^Regenerate, \d+ AI credits$/ })).toHaveCount(0);
  await page.getByRole('button', { name: studio.freeRunning }).click({ force: true });
  await expect(page.getByText('This regeneration is free')).toBeVisible();
  await page.getByRole('button', { name: studio.cancelUnfinished(1) }).click();
  await expect(page.getByRole('button', { name: studio.regenerateFree }).first(), 'the free one is back').toBeVisible();
  expect(ai(await ledger())).toEqual(before);
});

test('a video that fails takes 0 and can be tried again', async ({ page, account, ledger, faults }) => {
  await account({ persona: 'starter' });
  await faults.set({ provider: 'fail' });
  await open(page, '/studio');
  await describe(page);
  await choose(page, '5 s', '720p', '2');
  await order(page);
  await done(page);
  await expect(page.getByText('Did not finish')).toHaveCount(2);
  expect(ai(await ledger())).toMatchObject({ available: 60, held: 0 });
  await faults.clear();
  await page.getByRole('button', { name: studio.tryAgain(10) }).first().click();
  await expect(page.getByRole('button', { name: studio.playVideo(3) })).toBeVisible({ timeout: WORK });
  expect(ai(await ledger())).toMatchObject({ available: 50, held: 0 });
});

test('of four, the one that fails gives its share back', async ({ page, account, ledger, faults }) => {
  await account({ persona: 'starter' });
  await faults.set({ provider: 'partial' });
  await open(page, '/studio');
  await describe(page);
  await choose(page, '5 s', '720p', '4');
  await expect(page.getByRole('group', { name: studio.cost, exact: true })).toContainText('4 videos for the price of 2');
  await order(page);
  await done(page);
  await expect(board(page)).toContainText('3 finished videos × 5');
  await expect(board(page)).toContainText('Returned, video 4');
  expect(ai(await ledger())).toMatchObject({ available: 45, held: 0 });
});

test('leaving, coming back and cancelling while videos are made', async ({ page, account, ledger, faults }) => {
  await account({ persona: 'starter' });
  await faults.set({ provider: 'stall' });
  await open(page, '/studio');
  await describe(page);
  const scene = page.url();
  await choose(page, '5 s', '720p', '4');
  await order(page);
  await expect(page.getByRole('progressbar', { name: studio.all })).toBeVisible();
  expect(ai(await ledger())).toMatchObject({ available: 40, held: 20 });
  await open(page, '/');
  await open(page, scene);
  await expect(page.getByRole('progressbar', { name: studio.all })).toBeVisible();
  await page.getByRole('button', { name: studio.cancelUnfinished(4) }).click();
  await done(page);
  await expect(page.getByText('0 credits taken', { exact: true })).toHaveCount(4);
  expect(ai(await ledger())).toMatchObject({ available: 60, held: 0 });
});

test('a double click is one order', async ({ page, account, ledger, faults }) => {
  await account({ persona: 'ai-power' });
  await faults.set({ provider: 'stall' });
  await open(page, '/studio');
  await describe(page);
  await choose(page, '5 s', '720p', '1');
  await animate(page).dblclick();
  await expect(page).toHaveURL(/animation=/);
  expect(ai(await ledger()).held).toBe(10);
});

test('too few credits: what is missing, what covers it, what fits', async ({ page, account }) => {
  await account({ persona: 'starter', ai_credits: 20 });
  await open(page, '/studio');
  await describe(page);
  await choose(page, '10 s', '1080p', '4');
  const cost = page.getByRole('group', { name: studio.cost, exact: true });
  await expect(cost).toContainText('40 short');
  await expect(animate(page)).toHaveAttribute('aria-disabled', 'true');
  const get = page.getByRole('complementary', { name: studio.panel, exact: true }).getByRole('link', { name: 'Get AI credits' });
  await expect(get).toHaveAttribute('href', /^\/billing/);
  await expect(get).toHaveAccessibleDescription(/150/);
  const use = page.getByRole('button', { name: /^Use / });
  await use.click();
  expect(await shownTotal(page)).toBeLessThanOrEqual(20);
  await expect(use).toHaveCount(0);
  await expect(animate(page)).not.toHaveAttribute('aria-disabled', 'true');
});

test('another account finds nothing of mine', async ({ page, account, elsewhere, lab }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page);
  const scene = new URL(page.url()).pathname;
  await choose(page, '5 s', '720p', '1');
  await order(page);
  await done(page);
  const action = await page.getByRole('button', { name: studio.download, exact: true }).evaluate((button: HTMLButtonElement) => button.form!.action);
  const take = new URL(action).pathname;
  const animation = new URL(page.url()).searchParams.get('animation');
  const mine = [scene, `${scene}/still`, take, take.replace('download', 'video'), take.replace('download', 'still'), `/studio/animations/${animation}/download`];
  for (const path of mine) expect((await page.request.get(path)).status(), `${path} for its owner`).toBe(200);
  const other = await elsewhere();
  const stranger = new (lab.constructor as new (request: typeof other.request) => typeof lab)(other.request);
  await stranger.account({ persona: 'ai-power' });
  for (const path of mine) expect((await other.request.get(path)).status(), path).toBe(404);
  expect((await other.request.post(take.replace('download', 'remix'))).status()).toBe(404);
});

test('texts of any kind are taken or refused with a sentence', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/studio');
  await describe(page, 'قارب ورقي 🙂 <script>alert(1)</script> </textarea>');
  await page.reload();
  await hydrated(page);
  await expect(page.getByRole('textbox', { name: studio.prompt })).toHaveValue(/قارب ورقي 🙂 <script>/);
  const id = new URL(page.url()).pathname.split('/').pop();
  const draft = { id, subject: 'upload', upload: null, prompt: 'a'.repeat(10_000), caption: '', format: '9:16', style: 'dusk', seed: 1 };
  const refused = await page.request.post('/api/studio/save', { data: { draft } });
  expect(await refused.text()).toContain('10000 characters');
});

test('who listens is told of what begins and ends, not of every second', async ({ page }) => {
  await openScenario(page, { name: 'studio-held', step: null });
  const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
  await expect(status(/^Animating 4 videos$/)).toBeAttached();
  await expect(page.getByText('You can leave this page.')).toBeVisible();
  await expect(status('You can leave this page.'), 'what counts down is for the eye').toHaveCount(0);
  await page.getByRole('button', { name: studio.cancelUnfinished(4) }).click();
  await done(page);
  await expect(status(/^4 without a video$/)).toBeAttached();
  await expect(status('0 credits taken.')).toBeVisible();
});

test('on phones the videos being made, and the only one done, have their next step at the bottom', { tag: '@phone-only' }, async ({ page }) => {
  const next = page.getByRole('region', { name: 'Next step' });
  await openScenario(page, { name: 'studio-held', step: null });
  const cancel = page.getByRole('button', { name: studio.cancelUnfinished(4) });
  await expect(cancel).toHaveCount(1);
  await expect(next.getByRole('progressbar', { name: studio.all })).toBeInViewport();
  await expect(next).toContainText(/Returns \d+ credits\./);
  await next.getByRole('button', { name: studio.cancelUnfinished(4) }).click();
  await done(page);
  await expect(next, 'there is nothing to download').toHaveCount(0);

  await openScenario(page, { name: 'studio-one-failed', step: null });
  const download = next.getByRole('button', { name: studio.download, exact: true });
  await expect(download).toBeInViewport();
  await expect(download).toHaveAccessibleDescription(/^Video \d$/);
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expectVideo(await bytesOf(file), { width: 720, height: 1280, seconds: 5 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
