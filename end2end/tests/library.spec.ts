/** My videos: found, played, renamed, copied, deleted and brought back, whichever feature made them. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { editor, library, studio } from '../kit/names';

/** A render or an animation takes as long as the machine needs. */
const WORK = { timeout: 280_000 };

const videos = (page: Page) => page.getByRole('list', { name: library.list });
const card = (page: Page, title: string) => videos(page).getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
const pressed = (page: Page, group: string, name: string) => page.getByRole('group', { name: group }).getByRole('button', { name, exact: true });

/** A clip with this headline, kept as a draft. */
async function draft(page: Page, headline: string): Promise<void> {
  await open(page, '/clips/new/step-out');
  await page.getByRole('textbox', { name: editor.headline }).fill(headline);
  await page.getByRole('link', { name: editor.saveAndClose }).click();
  await expect(page).toHaveURL(/\/clips$/);
}

async function more(page: Page, title: string) {
  const of = card(page, title);
  await of.getByRole('button', { name: library.more }).click();
  return of;
}

/** A clip of this headline whose preview is finished; where its file is made. */
async function finished(page: Page, headline: string): Promise<void> {
  await open(page, '/clips/new/step-out');
  await page.getByRole('radio', { name: '1:1' }).check();
  await page.getByRole('textbox', { name: editor.headline }).fill(headline);
  await page.getByRole('button', { name: editor.preview, exact: true }).click();
  await expect(page.getByRole('button', { name: editor.download, exact: true })).toBeVisible(WORK);
}

test('words, kind and state find videos, and the address says what was asked', async ({ page, account }) => {
  await account({ persona: 'starter' });
  for (const headline of ['Summer drop', 'Winter coat']) await draft(page, headline);
  await open(page, '/clips');
  await expect(videos(page).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('status')).toHaveText('2 videos');
  await page.getByRole('searchbox', { name: library.search }).fill('WINTER');
  await page.keyboard.press('Enter');
  await expect(videos(page).getByRole('heading')).toHaveText(['Winter coat']);
  await expect(page.getByRole('status')).toHaveText('1 video found for “WINTER”');
  await expect(page).toHaveTitle(/^1 video found/);
  await pressed(page, library.kind, 'AI').click();
  await expect(page).toHaveURL('/clips?q=WINTER&kind=ai');
  await expect(page.getByRole('heading', { name: 'Nothing found for “WINTER”' })).toBeVisible();
  await page.getByRole('link', { name: library.all }).click();
  await pressed(page, library.state, 'Drafts').click();
  await pressed(page, library.sort, 'Title').click();
  await expect(page).toHaveURL('/clips?state=drafts&sort=title');
  await expect(pressed(page, library.state, 'Drafts')).toHaveAttribute('aria-pressed', 'true');
  await expect(videos(page).getByRole('heading')).toHaveText(['Summer drop', 'Winter coat']);
  await more(page, 'Summer drop');
  await expectAccessible(page);
});

test('a video is renamed, copied, deleted and brought back, without a script', async ({ browser, page, baseURL, context, account, ledger }) => {
  await account({ persona: 'starter' });
  await draft(page, 'Summer drop');
  const before = (await ledger()).entries;
  // Everything here is a plain form in a menu of the platform's own.
  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false, storageState: await context.storageState() });
  const still = await plain.newPage();
  await still.goto('/clips?sort=title');
  let menu = await more(still, 'Summer drop');
  await menu.getByRole('textbox', { name: library.title }).fill('For the autumn');
  await menu.getByRole('button', { name: library.save }).click();
  await expect(still).toHaveURL('/clips?sort=title');
  menu = await more(still, 'For the autumn');
  await menu.getByRole('button', { name: library.duplicate }).click();
  await expect(still.getByText('For the autumn, copy is a new draft.')).toBeVisible();
  await expect(videos(still).getByRole('heading')).toHaveText(['For the autumn, copy', 'For the autumn']);
  menu = await more(still, 'For the autumn');
  await menu.getByRole('button', { name: library.delete }).click();
  await expect(still.getByText('For the autumn is deleted')).toBeVisible();
  await still.getByRole('link', { name: 'Deleted (1)' }).click();
  await expect(still.getByRole('heading', { name: library.deleted })).toBeVisible();
  await expect(pressed(still, library.state, 'Deleted')).toHaveAttribute('aria-pressed', 'true');
  await expect(still.getByRole('list', { name: library.deleted }).getByRole('heading')).toHaveText(['For the autumn']);
  await still.getByRole('button', { name: library.bringBack }).click();
  await still.goto('/clips');
  menu = await more(still, 'For the autumn');
  await menu.getByRole('button', { name: library.delete }).click();
  await still.getByRole('button', { name: library.undo }).click();
  await expect(card(still, 'For the autumn')).toBeVisible();
  await plain.close();
  expect((await ledger()).entries).toEqual(before);
});

test('a clip opens as a new scene with its words, free', async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await draft(page, 'Summer drop');
  const before = (await ledger()).entries;
  const menu = await more(page, 'Summer drop');
  await menu.getByRole('button', { name: library.remix }).click();
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('textbox', { name: studio.caption })).toHaveValue('Summer drop');
  await expect(page.getByRole('textbox', { name: studio.prompt })).toHaveValue(/sneaker breaks out of a social post/);
  await open(page, '/clips?kind=ai');
  await expect(card(page, 'Summer drop').getByText('Scene draft')).toBeVisible();
  await open(page, '/studio');
  await page.getByRole('region', { name: library.aiVideos }).getByRole('link', { name: library.allAi }).click();
  await expect(page).toHaveURL('/clips?kind=ai');
  expect((await ledger()).entries).toEqual(before);
});

test('a finished video plays under the mouse and with the focus, one at a time', async ({ page, account }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await account({ persona: 'starter' });
  await finished(page, 'One');
  await open(page, '/clips');
  let menu = await more(page, 'One');
  await menu.getByRole('button', { name: library.duplicate }).click();
  await expect(card(page, 'One, copy').getByText('Preview ready')).toBeVisible();
  const playing = (title: string) => card(page, title).locator('video');
  const place = await card(page, 'One').boundingBox();
  await card(page, 'One').getByRole('link', { name: 'Open One' }).hover();
  await expect(playing('One')).toHaveJSProperty('paused', false);
  await expect(playing('One')).toHaveJSProperty('muted', true);
  expect(await card(page, 'One').boundingBox()).toEqual(place);
  await card(page, 'One, copy').getByRole('link', { name: 'Open One, copy' }).focus();
  await expect(playing('One, copy')).toHaveJSProperty('paused', false);
  await expect(playing('One')).toHaveCount(0);
  await page.getByRole('heading', { name: 'My videos' }).hover();
  await expect(page.locator('video')).toHaveCount(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await card(page, 'One').getByRole('link', { name: 'Open One' }).hover();
  await card(page, 'One').getByRole('link', { name: 'Open One' }).focus();
  await expect(page.locator('video')).toHaveCount(0);
});

test('a copy of a downloaded video is downloaded free', async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter' });
  await finished(page, 'One');
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: editor.download, exact: true }).click()]);
  await expect(page.getByRole('button', { name: editor.downloadAgain })).toBeVisible();
  await open(page, '/clips?state=downloaded');
  const menu = await more(page, 'One');
  await menu.getByRole('button', { name: library.duplicate }).click();
  await expect(page.getByText('downloading it is free until you change it')).toBeVisible();
  const copy = card(page, 'One, copy');
  await Promise.all([page.waitForEvent('download'), copy.getByRole('button', { name: editor.downloadAgain }).click()]);
  expect((await ledger()).wallets.download.available).toBe(9);
});

test('an animation stands in the library with its takes', async ({ page, account }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await account({ persona: 'ai-power' });
  await open(page, '/studio');
  await page.getByRole('textbox', { name: studio.prompt }).fill('a lighthouse at dusk');
  await page.getByRole('radio', { name: /^5 s/ }).check();
  await page.getByRole('radio', { name: /^720p/ }).check();
  await page.getByRole('button', { name: studio.animate, exact: true }).click();
  await expect(page.getByText('2 videos ready')).toBeVisible(WORK);
  await open(page, '/clips?kind=ai');
  const own = card(page, 'a lighthouse at dusk');
  await expect(own.getByText('2 videos ready')).toBeVisible();
  await own.getByRole('link', { name: 'Video 2 of a lighthouse at dusk' }).hover();
  await expect(own.locator('video')).toHaveJSProperty('paused', false);
  await expect(own.getByRole('link', { name: studio.downloadAll(2) })).toBeVisible();
  await expectAccessible(page);
  const menu = await more(page, 'a lighthouse at dusk');
  await menu.getByRole('button', { name: library.delete }).click();
  await expect(page.getByText('a lighthouse at dusk is deleted')).toBeVisible();
  await page.getByRole('button', { name: library.undo }).click();
  await expect(own.getByText('2 videos ready')).toBeVisible();
});

test('nothing of another account can be touched', async ({ page, account, elsewhere, problems }) => {
  problems.allow(/404/);
  await account({ persona: 'starter' });
  await draft(page, 'Mine');
  const id = (await card(page, 'Mine').getByRole('link', { name: 'Open Mine' }).getAttribute('href'))?.split('/').pop();
  const other = await elsewhere();
  await other.request.post('/lab/accounts', { data: { persona: 'starter' } });
  for (const action of ['rename', 'delete', 'restore', 'duplicate', 'remix', 'no-such-action']) {
    const answer = await other.request.post(`/library/clip/${id}/${action}`, { form: { title: 'Theirs' } });
    expect(answer.status(), action).toBe(404);
  }
  await open(page, '/clips');
  await expect(card(page, 'Mine')).toBeVisible();
});

test('on phones a video plays at the press of its button, and nothing hides behind the edge', { tag: '@phone-only' }, async ({ page, account }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await account({ persona: 'starter' });
  await finished(page, 'One');
  await open(page, '/clips');
  const play = card(page, 'One').getByRole('button', { name: 'Play One' });
  await play.tap();
  await expect(card(page, 'One').locator('video')).toHaveJSProperty('paused', false);
  await expect(play).toHaveAttribute('aria-pressed', 'true');
  await play.tap();
  await expect(card(page, 'One').locator('video')).toHaveCount(0);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  await expectAccessible(page);
});
