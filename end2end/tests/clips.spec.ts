/** The hand-crafted flow: fill in, preview free, download once, download again free. */

import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInBothThemes } from '../kit/axe';
import { expect, hydrated, open, test } from '../kit/fixtures';
import { asJpeg, bomb, notAPicture, onePixel, opaquePhoto, oversized, transparentSubject, truncated, upload } from '../kit/image';
import { editor, files, library, statement } from '../kit/names';
import { bytesOf, expectVideo } from '../kit/probe';

const TEMPLATE = '/clips/new/step-out';
/** A render takes as long as the machine needs. */
const RENDER = { timeout: 150_000 };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const headline = (page: Page) => page.getByRole('textbox', { name: editor.headline });
const state = (page: Page) => page.getByTestId('editor.state');

async function preview(page: Page, name: string = editor.preview): Promise<void> {
  await button(page, name).click();
}

async function ready(page: Page, name: string = editor.download): Promise<void> {
  await expect(button(page, name)).toBeVisible(RENDER);
}

async function save(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return bytesOf(download);
}

test('preview, download, again, edit, undo: each version is paid once', async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter' });
  const credits = async () => (await ledger()).wallets.download.available;
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  await preview(page);
  await ready(page);
  expect(await credits()).toBe(10);
  await expect(page.getByTestId('stage.video')).toBeVisible();

  const first = await save(page, editor.download);
  expectVideo(first, { width: 1080, height: 1080, seconds: 6 });
  await expect(button(page, editor.downloadAgain)).toBeVisible();
  expect(await credits()).toBe(9);
  expect((await save(page, editor.downloadAgain)).equals(first)).toBe(true);
  expect(await credits()).toBe(9);

  const draft = page.getByRole('listitem').filter({ hasText: 'Version 2' }).locator('img');
  const shape = () =>
    draft.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0 && (image.naturalHeight / image.naturalWidth).toFixed(1));
  await page.getByRole('radio', { name: '4:5' }).check();
  await expect.poll(shape, 'the first edit after a download is drawn').toBe('1.3');
  await button(page, editor.undo).click();
  await expect(page.getByRole('radio', { name: '1:1' })).toBeChecked();
  await headline(page).fill('Back by demand');
  await expect(page.getByRole('status').filter({ hasText: editor.newVideo })).toContainText('You changed the headline');
  await expect.poll(shape, 'and the next').toBe('1.0');
  await preview(page, editor.previewVersion(2));
  await ready(page);
  const second = await save(page, editor.download);
  expect(second.equals(first)).toBe(false);
  await expect(button(page, editor.editAsVersion(3))).toBeVisible();
  expect(await credits()).toBe(8);

  await button(page, editor.undo).click();
  await expect(headline(page)).toHaveValue('Built to outrun');
  await expect(button(page, editor.editAsVersion(3))).toBeVisible();
  await expect(button(page, editor.download)).toHaveCount(0);
  const again = await page.request.get(await fileOf(page, 1));
  expect((await again.body()).equals(first)).toBe(true);
  expect(await credits()).toBe(8);
  expect((await ledger()).entries.filter((entry) => entry.kind === 'debit')).toHaveLength(2);
});

test('a sound bed can be heard first, makes a version of its own and comes with the download', async ({ page, account }) => {
  test.slow();
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  const sounds = page.getByRole('group', { name: editor.sound });
  await expect(sounds.getByRole('radio', { name: 'None' })).toBeChecked();
  await sounds.getByRole('radio', { name: 'Warm pulse' }).check();
  const bed = sounds.getByLabel(editor.listen('Warm pulse'));
  await expect(bed, 'kept for good, under an address that changes with the engine').toHaveAttribute('src', /\?played=engine-\d+$/);
  await bed.evaluate((audio: HTMLAudioElement) => audio.play());
  await expect.poll(() => bed.evaluate((audio: HTMLAudioElement) => Math.round(audio.duration))).toBe(6);
  await bed.evaluate((audio: HTMLAudioElement) => audio.pause());
  // The draft on the stage plays with it, from its beginning to its end.
  for (const muted of [false, true]) {
    await page.getByRole('checkbox', { name: editor.mute }).setChecked(muted);
    await page.getByRole('slider', { name: editor.timeline }).fill('0');
    const begins = bed.evaluate(
      (audio: HTMLAudioElement) => new Promise((begun) => audio.addEventListener('play', () => begun({ muted: audio.muted }), { once: true })),
    );
    await button(page, editor.play).click();
    expect(await begins).toEqual({ muted });
    await expect(button(page, editor.play)).toBeVisible();
    expect(await bed.evaluate((audio: HTMLAudioElement) => audio.paused)).toBe(true);
  }
  // Whoever takes hold of the timeline takes the sound along.
  const playing = () => bed.evaluate((audio: HTMLAudioElement) => !audio.paused);
  await button(page, editor.play).click();
  await expect.poll(playing).toBe(true);
  await page.getByRole('slider', { name: editor.timeline }).fill('1');
  await expect.poll(playing).toBe(false);
  await expectAccessible(page, 'the editor with a sound');
  await preview(page);
  await ready(page);
  const video = expectVideo(await save(page, editor.download), { width: 1080, height: 1080, seconds: 6 });
  expect(video.audio).toBe('aac');
  expect(Math.abs(video.audioSeconds - 6), 'length within one frame of sound').toBeLessThanOrEqual(1_024 / 48_000);
  await sounds.getByRole('radio', { name: 'None' }).check();
  await expect(button(page, editor.download)).toHaveCount(0);
});

/** Where the file of an owned version is, read from its form. */
async function fileOf(page: Page, version: number): Promise<string> {
  const form = page.locator('.pane-r form').filter({ hasText: editor.downloadAgain }).first();
  await expect(page.getByText(`Version ${version}`, { exact: true }).first()).toBeVisible();
  const [action, hash] = await form.evaluate((element: HTMLFormElement) => [element.action, new FormData(element).get('version')]);
  return `${action}?version=${hash}`;
}

test('every file of a version comes with its one download', { tag: '@phone' }, async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  await preview(page);
  await ready(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  const download = page.getByRole('button', { name: editor.download, exact: true }).and(page.locator(':visible'));
  await Promise.all([page.waitForEvent('download'), download.click()]);
  await page.getByRole('link', { name: editor.otherFiles }).click();
  await hydrated(page);
  await expectAccessibleInBothThemes(page, 'the files of a version');
  const row = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
  await expect(row('MP4, 4K')).toContainText('2160 × 2160');
  await row('GIF').getByRole('button', { name: files.make }).click();
  await hydrated(page);
  const file = async (name: string) => {
    const save = row(name).getByRole('button', { name: files.download });
    const [saved] = await Promise.all([page.waitForEvent('download'), save.click(RENDER)]);
    return { bytes: await bytesOf(saved), name: saved.suggestedFilename() };
  };
  const gif = await file('GIF');
  expect([gif.bytes.subarray(0, 6).toString(), gif.bytes.readUInt16LE(6), gif.bytes.readUInt16LE(8)]).toEqual(['GIF89a', 360, 360]);
  expect(gif.name).toMatch(/\.gif$/);
  expect((await file('Poster, PNG')).bytes.subarray(1, 4).toString()).toBe('PNG');
  const after = await ledger();
  expect(after.wallets.download.available).toBe(9);
  expect(after.entries.filter((entry) => entry.kind === 'debit')).toHaveLength(1);
});

test('an unlimited plan downloads without moving a credit', async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'pro' });
  const before = await ledger();
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  await preview(page);
  await ready(page, editor.downloadIncluded('Pro'));
  expectVideo(await save(page, editor.downloadIncluded('Pro')), { width: 1080, height: 1080, seconds: 6 });
  await expect(button(page, editor.downloadAgain)).toBeVisible();
  const after = await ledger();
  expect(after.wallets).toEqual(before.wallets);
  expect(after.entries).toEqual(before.entries);
});

test('out of credits says what is missing and what can be done', async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter-empty' });
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  await preview(page);
  const pane = page.getByRole('complementary', { name: editor.actions });
  await expect(pane.getByText('You need 1 download credit')).toBeVisible(RENDER);
  await expect(pane.getByRole('link', { name: 'Upgrade plan' })).toBeVisible();
  await expect(button(page, editor.download)).toHaveAttribute('aria-disabled', 'true');
  expect((await ledger()).wallets.download.available).toBe(0);
});

test('while a payment is missing the way to credits is the card, not another plan', async ({ page, account }) => {
  test.slow();
  await account({ persona: 'past-due', download_credits: 0 });
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  await preview(page);
  const pane = page.getByRole('complementary', { name: editor.actions });
  await expect(pane.getByText('The last payment failed')).toBeVisible(RENDER);
  await expect(pane.getByRole('link', { name: 'Upgrade plan' })).toHaveCount(0);
  await pane.getByRole('link', { name: 'Update card' }).click();
  await expect(page.getByRole('button', { name: 'Update card' })).toBeVisible();
});

test('nobody gets the full file unpaid, nor another account anything', async ({ page, account, elsewhere, problems }) => {
  test.slow();
  problems.allow(/40[34]/);
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  await preview(page);
  await ready(page);
  const version = await page.locator('.pane-r input[name=version]').first().inputValue();
  const clip = new URL(page.url()).pathname;
  const file = `${clip}/download?version=${version}`;
  expect((await page.request.get(file)).status()).toBe(403);
  expect((await page.request.head(file)).status()).toBe(403);
  expect((await page.request.get(`${clip}/preview?version=${version}`)).status()).toBe(200);
  const other = await elsewhere();
  await other.request.post('/lab/accounts', { data: { persona: 'starter' } });
  for (const path of [clip, file, `${clip}/preview?version=${version}`, `${clip}/poster?version=${version}`]) {
    expect((await other.request.get(path)).status(), path).toBe(404);
  }
  const paid = await other.request.post(`${clip}/download`, { form: { version, price: 1, key: 'theirs' } });
  expect(paid.status()).toBe(404);
  await save(page, editor.download);
  const part = await page.request.get(file, { headers: { range: 'bytes=0-99' } });
  expect([part.status(), (await part.body()).length]).toEqual([206, 100]);
  expect((await page.request.head(file)).status()).toBe(200);
});

test('two tabs and impatient clicks pay once', { tag: '@postgres' }, async ({ page, context, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await page.getByRole('radio', { name: '1:1' }).check();
  await preview(page);
  await ready(page);
  const second = await context.newPage();
  await open(second, new URL(page.url()).pathname);
  await ready(second);
  // The answer to one tab turns the other's button into "Download again", so no answer leaves before both tabs have asked.
  const asked = new Set<Page>();
  let letThrough = () => {};
  const both = new Promise<void>((resolve) => (letThrough = resolve));
  await context.route('**/download', async (route) => {
    if (route.request().method() === 'POST') {
      asked.add(route.request().frame().page());
      if (asked.size === 2) letThrough();
      await both;
    }
    await route.continue();
  });
  await Promise.all([
    page.waitForEvent('download'),
    second.waitForEvent('download'),
    button(page, editor.download).dblclick(),
    button(second, editor.download).dblclick(),
  ]);
  for (const tab of [page, second]) await expect(button(tab, editor.downloadAgain)).toBeVisible();
  expect((await ledger()).wallets.download.available).toBe(9);
  await open(page, '/credits');
  const line = page.getByRole('region', { name: statement.region }).getByRole('row').filter({ hasText: 'Step Out' });
  await expect(line.locator('img')).toHaveJSProperty('complete', true);
  await expect(line).toHaveCount(1);
});

test('a failed render says so and costs nothing', async ({ page, account, faults, ledger }) => {
  await account({ persona: 'starter' });
  await faults.set({ render: 'fail' });
  await open(page, TEMPLATE);
  await preview(page);
  await expect(page.getByRole('alert').filter({ hasText: '0 credits taken' })).toBeVisible(RENDER);
  await expect(button(page, editor.preview)).toBeVisible();
  expect((await ledger()).wallets.download.available).toBe(10);
});

test('what went wrong is said beside the next step on a phone, once', { tag: '@phone-only' }, async ({ page, account, faults, problems }) => {
  problems.allow(/ERR_FAILED|Failed to fetch/);
  await account({ persona: 'starter' });
  await faults.set({ render: 'fail' });
  await open(page, TEMPLATE);
  const step = page.getByRole('region', { name: editor.nextStep });
  const press = step.getByRole('button', { name: editor.preview, exact: true });
  await press.click();
  const failed = step.getByRole('alert').filter({ hasText: 'The preview failed' });
  await expect(failed).toBeInViewport({ ...RENDER, ratio: 1 });
  await expect(failed).toContainText('0 credits taken. Try again.');
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(press).toBeVisible();
  await expectAccessible(page, 'the sheet with a notice');
  await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
  const end = await page.locator('.pane-l').evaluate((pane) => pane.getBoundingClientRect().bottom);
  const last = await page.locator('.pane-r').evaluate((pane) => pane.getBoundingClientRect().bottom);
  const sheet = (await step.boundingBox())!;
  expect(Math.max(end, last), 'the page ends above the sheet').toBeLessThanOrEqual(sheet.y);
  // A request that is not answered is said in the same place, and whatever is tried next takes it away.
  await page.route('**/api/clips/preview', (route) => route.abort());
  await press.click();
  await expect(step.getByRole('alert').filter({ hasText: 'The server could not be reached' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('alert')).toHaveCount(1);
  await headline(page).fill('Another one');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a stalled render can be left, found again and cancelled', async ({ page, account, faults }) => {
  await account({ persona: 'starter' });
  await faults.set({ render: 'stall' });
  await open(page, TEMPLATE);
  await preview(page);
  const progress = page.getByRole('progressbar', { name: editor.rendering });
  await expect(progress).toHaveAttribute('value', '72', RENDER);
  await expect(headline(page)).toBeDisabled();
  await page.reload();
  await hydrated(page);
  await expect(progress).toHaveAttribute('value', '72');
  await expect(state(page)).toHaveText('Rendering preview, 40%');
  await expect(page.getByRole('status').filter({ hasText: /^Rendering preview, \d+%$/ }), 'it is told in quarters').toHaveText('Rendering preview, 25%');
  await button(page, editor.cancel).click();
  await expect(button(page, editor.preview)).toBeVisible(RENDER);
  await expect(headline(page)).toBeEnabled();
});

test('photos are taken in, or refused with a sentence, and the old one stays', { tag: '@postgres' }, async ({ page, account, problems }) => {
  problems.allow(/41[35]|422/);
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  const choose = async (name: string, bytes: Buffer) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /^(Upload|Replace) photo$/ }).click()]);
    await chooser.setFiles(upload(name, bytes));
  };
  const fields = page.getByRole('complementary', { name: editor.fields });
  await choose('bottle.png', transparentSubject());
  await expect(fields.getByText('bottle.png')).toBeVisible();
  await expect(fields.getByText('Cut-out done')).toBeVisible();
  for (const [name, bytes, sentence] of [
    ['words.png', notAPicture(), 'not a picture'],
    ['half.png', truncated(), 'damaged'],
    ['tiny.png', onePixel(), 'smaller than 64 pixels'],
    ['bomb.png', bomb(), '40 million pixels'],
    ['huge.png', oversized(), 'larger than 20 MB'],
  ] as const) {
    await choose(name, bytes);
    await expect(fields.getByRole('alert')).toContainText(sentence);
    await expect(fields.getByRole('alert')).toContainText('0 credits taken');
    await expect(fields.getByText('bottle.png')).toBeVisible();
  }
  await choose('day.jpg', asJpeg(opaquePhoto()));
  await expect(fields.getByText('day.jpg')).toBeVisible();
  await expect(fields.getByRole('alert')).toHaveCount(0);
  await button(page, editor.undo).click();
  await expect(fields.getByText('bottle.png')).toBeVisible();
});

test('the edge of a cut-out is chosen, drawn at once, and undone', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  const edge = page.getByRole('group', { name: editor.edge });
  await expect(edge).toHaveCount(0);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, editor.uploadPhoto).click()]);
  await chooser.setFiles(upload('bottle.png', transparentSubject()));
  await expect(edge.getByRole('radio', { name: 'As found' })).toBeChecked();
  await expect(state(page)).toHaveText('Draft, saved just now');
  const canvas = page.getByTestId('stage.canvas');
  const picture = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  await expect(canvas).toHaveAttribute('width', '1080', RENDER);
  const found = await picture();
  await edge.getByRole('radio', { name: 'Softer' }).check();
  await expect.poll(picture).not.toBe(found);
  await expect(state(page)).toHaveText('Draft, saved just now');
  await page.reload();
  await hydrated(page);
  await expect(edge.getByRole('radio', { name: 'Softer' })).toBeChecked();
  await page.getByRole('radio', { name: 'Photo card' }).check();
  await expect(edge).toHaveCount(0);
  await button(page, editor.undo).click();
  await expect(edge.getByRole('radio', { name: 'Softer' })).toBeChecked();
});

test('a photo that is cut off on its way leaves the old one', async ({ page, account, problems }) => {
  problems.allow(/ERR_FAILED|ERR_CONNECTION/);
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await page.route('**/media/uploads', (route) => route.abort('connectionreset'));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, editor.uploadPhoto).click()]);
  await chooser.setFiles(upload('bottle.png', transparentSubject()));
  await expect(page.getByRole('alert')).toContainText('The connection was lost');
  await expect(page.getByText('Sample photo')).toBeVisible();
});

test('texts of every kind are kept, and too long ones are named', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  const clip = await (async () => {
    await headline(page).fill('');
    await expect(state(page)).toHaveText('Draft, saved just now');
    return new URL(page.url()).pathname;
  })();
  expect(clip).toMatch(/^\/clips\/[0-9a-f-]{36}$/);
  for (const text of ['مرحبا بالعالم', '👟🔥 Émile', '<b>&amp;"', '  two   spaces  ']) {
    await headline(page).fill(text);
    await expect(state(page)).toHaveText('Draft, saved just now');
    await page.reload();
    await hydrated(page);
    await expect(headline(page)).toHaveValue(text);
  }
  // Letters that no font has are left out of the video, which is said before it is paid for.
  await expect(headline(page)).not.toHaveAccessibleDescription(/./);
  await headline(page).fill('夜の香り');
  await expect(headline(page)).toHaveAccessibleDescription(/headline cannot be drawn\. .*none of this text/);
  await expect(page.getByRole('status').filter({ hasText: 'headline cannot be drawn' })).toBeAttached();
  await headline(page).fill('x'.repeat(25));
  await expect(headline(page)).not.toHaveAccessibleDescription(/cannot be drawn/);
  await expect(page.getByRole('alert')).toContainText('25 characters and 24 fit');
  await preview(page);
  await expect(headline(page)).toBeFocused();
  await expect(page.getByRole('progressbar', { name: editor.rendering })).toHaveCount(0);
});

test('what is typed while the server is away comes back', async ({ page, context, account, problems }) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('Before');
  await expect(state(page)).toHaveText('Draft, saved just now');
  await context.setOffline(true);
  await headline(page).fill('Typed on a train');
  await expect(state(page)).toContainText('Offline, kept here');
  await context.setOffline(false);
  await page.reload();
  await hydrated(page);
  await expect(headline(page)).toHaveValue('Typed on a train');
  await expect(state(page)).toHaveText('Draft, saved just now');
});

test('a page that was read before the last draft arrived shows that draft all the same', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('Before');
  await expect(state(page)).toHaveText('Draft, saved just now');
  const early = await page.request.get(page.url());
  const stale = { status: 200, contentType: 'text/html', headers: early.headers(), body: await early.body() };
  // Leaving begins, and only then the last draft arrives; the next page was read before it.
  await page.route('**/api/clips/save', async (route) => {
    await page.evaluate(() => window.dispatchEvent(new Event('beforeunload')));
    await route.continue();
  });
  await headline(page).fill('Typed at the last moment');
  await page.waitForResponse('**/api/clips/save');
  await expect(state(page)).toHaveText('Draft, saved just now');
  await page.route(page.url(), (route) => route.fulfill(stale));
  await page.reload();
  await hydrated(page);
  await expect(headline(page)).toHaveValue('Typed at the last moment');
});

test('what was kept while leaving never comes over what was written elsewhere since', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('Before');
  await expect(state(page)).toHaveText('Draft, saved just now');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeunload')));
  const asked = page.waitForRequest('**/api/clips/save');
  await headline(page).fill('Typed while leaving');
  const save = await asked;
  await expect(state(page)).toHaveText('Draft, saved just now');
  const body = (save.postData() ?? '').replace('Typed while leaving', 'Written elsewhere');
  const elsewhere = await page.request.post(save.url(), { headers: await save.allHeaders(), data: body });
  expect(elsewhere.ok()).toBe(true);
  for (let visit = 1; visit <= 2; visit += 1) {
    await page.reload();
    await hydrated(page);
    await expect(headline(page)).toHaveValue('Written elsewhere');
  }
});

test('two tabs of a video show the same, and neither writes over the other', async ({ page, context, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('First tab');
  await expect(state(page)).toHaveText('Draft, saved just now');
  const other = await context.newPage();
  await open(other, new URL(page.url()).pathname);
  await expect(headline(other)).toHaveValue('First tab');
  await page.getByRole('radio', { name: 'Forest' }).check();
  await expect(other.getByRole('radio', { name: 'Forest' })).toBeChecked();
  await expect(other.getByRole('status').filter({ hasText: 'changed in another tab' })).toBeAttached();
  await expect(button(other, editor.undo), 'what another tab did is not undone here').toBeDisabled();
  await headline(other).fill('Second tab');
  await expect(headline(page)).toHaveValue('Second tab');
  // Both wrote, and both edits are there.
  await page.reload();
  await hydrated(page);
  await expect(headline(page)).toHaveValue('Second tab');
  await expect(page.getByRole('radio', { name: 'Forest' })).toBeChecked();
});

test('a tab that heard nothing while it was away looks again when somebody comes back to it', async ({ page, context, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('First tab');
  await expect(state(page)).toHaveText('Draft, saved just now');
  // This tab's news do not reach it.
  await page.evaluate(() => window.addEventListener('breakout:news', (event) => event.stopImmediatePropagation(), { capture: true }));
  const other = await context.newPage();
  await open(other, new URL(page.url()).pathname);
  await headline(other).fill('Second tab');
  await expect(state(other)).toHaveText('Draft, saved just now');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(headline(page)).toHaveValue('Second tab');
});

test('Undo and Redo go through edits, by button and by key', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await headline(page).fill('One');
  await page.getByRole('radio', { name: 'Forest' }).check();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: 'Cobalt' })).toBeChecked();
  await button(page, editor.undo).click();
  await expect(headline(page)).toHaveValue('Built to outrun');
  await button(page, editor.redo).click();
  await page.keyboard.press('Control+Shift+z');
  await expect(headline(page)).toHaveValue('One');
  await expect(page.getByRole('radio', { name: 'Forest' })).toBeChecked();
});

test('the live preview draws every edit and every moment', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  const canvas = page.getByTestId('stage.canvas');
  await expect(canvas).toHaveAttribute('data-frame', /\d+/, RENDER);
  await expect(canvas).toHaveAttribute('width', '1080');
  const picture = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  const before = await picture();
  await page.getByRole('radio', { name: 'Forest' }).check();
  await expect.poll(picture).not.toBe(before);
  // Nobody chose the moment of the still: whoever plays it sees the whole.
  const timeline = page.getByRole('slider', { name: editor.timeline });
  const still = Number(await timeline.inputValue());
  expect(still).toBeGreaterThan(1);
  const first = timeline.evaluate(
    (slider: HTMLInputElement) => new Promise((moved) => new MutationObserver(() => moved(slider.value)).observe(slider, { attributeFilter: ['aria-valuetext'] })),
  );
  await button(page, editor.play).click();
  expect(Number(await first)).toBeLessThan(1);
  // Whoever takes hold of the timeline pauses it.
  await timeline.fill('0');
  await expect(button(page, editor.play)).toBeVisible();
  await expect(canvas).toHaveAttribute('data-frame', '0');
  await button(page, editor.play).click();
  await expect(canvas).not.toHaveAttribute('data-frame', '0');
  await button(page, editor.pause).click();
  await expect(canvas).toHaveAttribute('width', '1080');
});

test('a template with styles has no frames and backgrounds, and renders as it was filled in', async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter' });
  await open(page, '/clips/new/first-mist');
  const fields = page.getByRole('complementary', { name: editor.fields });
  await expect(fields.getByRole('group', { name: editor.style }).getByRole('radio')).toHaveCount(3);
  await expect(fields.getByRole('group', { name: editor.frame })).toHaveCount(0);
  await expect(fields.getByRole('group', { name: editor.background })).toHaveCount(0);
  await expect(headline(page)).toHaveValue('Wear the evening');
  const canvas = page.getByTestId('stage.canvas');
  await expect(canvas).toHaveAttribute('width', '1080', RENDER);
  const picture = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  const before = await picture();
  await expect(fields.getByRole('radio', { name: 'Dusk' }), 'as its card shows it').toBeChecked();
  await fields.getByRole('radio', { name: 'Studio' }).check();
  await fields.getByRole('radio', { name: '4:5' }).check();
  await expect(canvas).toHaveAttribute('height', '1350', RENDER);
  expect(await picture()).not.toBe(before);
  await preview(page);
  await ready(page);
  const file = await save(page, editor.download);
  expectVideo(file, { width: 1080, height: 1350, seconds: 6 });
  expect((await ledger()).wallets.download.available).toBe(9);
  await fields.getByRole('radio', { name: 'Bold' }).check();
  await expect(page.getByRole('status').filter({ hasText: editor.newVideo })).toContainText('You changed the style');
});

test('a template that does not exist is not found', async ({ page, account, problems }) => {
  problems.allow(/404/);
  await account({ persona: 'starter' });
  const answer = await page.goto('/clips/new/no-such-template');
  expect(answer?.status()).toBe(404);
});

test('opening a template keeps nothing; My videos lists, renames, deletes and brings back', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await open(page, '/clips');
  await expect(page.getByText('No videos yet')).toBeVisible();
  await open(page, TEMPLATE);
  await headline(page).fill('Summer drop');
  await page.getByRole('link', { name: editor.saveAndClose }).click();
  await expect(page).toHaveURL(/\/clips$/);
  const videos = page.getByRole('list', { name: 'Videos' });
  await expect(videos.getByRole('heading', { name: 'Summer drop' })).toBeVisible();
  await videos.getByRole('button', { name: library.more }).click();
  await videos.getByRole('textbox', { name: 'Title' }).fill('For the autumn');
  await videos.getByRole('button', { name: 'Save' }).click();
  await expect(videos.getByRole('heading', { name: 'For the autumn' })).toBeVisible();
  await videos.getByRole('button', { name: library.more }).click();
  await videos.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('For the autumn is deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(videos.getByRole('heading', { name: 'For the autumn' })).toBeVisible();
  await videos.getByRole('link', { name: 'Edit' }).click();
  await expect(headline(page)).toHaveValue('Summer drop');
});

test('on phones the next step is at the bottom', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, TEMPLATE);
  await expect(button(page, editor.preview)).toHaveCount(1);
  await expect(button(page, editor.preview)).toBeVisible();
});
