/** Firefox opens every kind of screen, draws and plays a preview, pays for a video once and animates at the price shown. */

import type { Page } from 'puppeteer-core';
import { editor, studio } from '../kit/names';
import { expect, hydrated, named, open, test } from './fixtures';

/** A render takes as long as the machine needs. */
const WORK = { timeout: 150_000 };

const SCREENS = [
  'gallery',
  'editor-draft',
  'balance-hold',
  'studio-results',
  'studio-edit',
  'library-full',
  'statement-full',
  'billing-pro',
  'billing-declined',
  'sign-in',
  'settings',
  'help',
] as const;

const press = async (page: Page, role: 'button' | 'radio', name: string) => (await named(page, role, name)).click();

async function write(page: Page, field: string, words: string): Promise<void> {
  await (await named(page, 'textbox', field)).click();
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type(words);
}

const text = (page: Page, selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText);
const address = (page: Page) => page.evaluate(() => location.href);
const body = (page: Page) => text(page, 'body');
const atRest = (page: Page) => page.$eval('[data-testid="stage.canvas"]', (canvas) => (canvas as HTMLCanvasElement).toDataURL());

for (const screen of SCREENS) {
  test(`${screen} opens and wakes`, async ({ tab }) => {
    await open(tab, `/lab/scenarios/${screen}`);
    expect(await tab.$eval('h1', (heading) => heading.textContent)).not.toBe('');
  });
}

test('a draft follows what is typed, its preview plays, and its video is paid once', async ({ tab, account, lab }) => {
  test.slow();
  await account({ persona: 'starter' });
  await open(tab, '/clips/new/step-out');
  await tab.waitForSelector('[data-testid="stage.canvas"][data-frame]', WORK);
  const before = await atRest(tab);
  await write(tab, editor.headline, 'Seen in Firefox');
  await expect.poll(() => atRest(tab), WORK).not.toBe(before);

  await press(tab, 'radio', '1:1');
  await press(tab, 'button', editor.preview);
  const download = await named(tab, 'button', editor.download, WORK.timeout);
  const credits = async () => (await lab.ledger()).wallets.download.available;
  expect(await credits()).toBe(10);
  await download.click();
  await named(tab, 'button', editor.downloadAgain);
  expect(await credits()).toBe(9);
});

test('an animation is held and taken at the price above the button', async ({ tab, account, lab }) => {
  test.slow();
  await account({ persona: 'starter', ai_credits: 100 });
  await open(tab, '/studio');
  await write(tab, studio.prompt, 'A paper boat sails out of a phone into the evening');
  await expect.poll(() => address(tab)).toMatch(/\/studio\/[0-9a-f-]{36}$/);
  await press(tab, 'radio', '5 s');
  await press(tab, 'radio', '720p');
  await expect.poll(() => text(tab, '[role="group"][aria-label="Cost"]')).toMatch(/^10\b/);
  await press(tab, 'button', studio.animate);
  await expect.poll(() => address(tab)).toContain('animation=');
  await hydrated(tab);
  await expect.poll(() => body(tab), WORK).toContain('What it cost');
  expect((await lab.ledger()).wallets.ai).toMatchObject({ available: 90, held: 0 });
});
