/** A video and an animation are made without a mouse, and what opens closes by Escape and gives the focus back. */

import type { Locator, Page } from '@playwright/test';
import { expect, hydrated, open, test } from '../kit/fixtures';
import { balance, editor, everywhere, gallery, states, studio } from '../kit/names';

/** A render takes as long as the machine needs. */
const RENDER = { timeout: 150_000 };
/** More stops than any page has: a control that is not reached by then is not reached at all. */
const STOPS = 120;

const isFocused = (one: Locator) => one.evaluate((element) => element === document.activeElement);

/** Presses Tab until the control has the focus. Fails where the focus stays where it is, and where the control never gets it. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await isFocused(control)) return;
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press('Tab');
    // The page itself has the focus between its last control and its first.
    const stays = await page.evaluate((before) => before === document.activeElement && before !== document.body, before);
    expect(stays, `Tab leads away from ${await before.evaluate((one) => one?.outerHTML.slice(0, 120) ?? 'nothing')}`).toBe(false);
  }
  await expect(control, `Tab leads to it within ${STOPS} stops`).toBeFocused();
}

/** Goes to the group and chooses another radio button there than the one that was chosen, by an arrow. */
async function chooseByArrow(page: Page, group: string, arrow: 'ArrowLeft' | 'ArrowRight'): Promise<string> {
  const radios = page.getByRole('group', { name: group, exact: true }).getByRole('radio');
  const chosen = () => radios.evaluateAll((all) => all.findIndex((one) => (one as HTMLInputElement).checked));
  const before = await chosen();
  await tabTo(page, radios.nth(before));
  await page.keyboard.press(arrow);
  await expect.poll(chosen, `${group} follows ${arrow}`).not.toBe(before);
  const now = radios.nth(await chosen());
  await expect(now).toBeFocused();
  return (await now.evaluate((one) => one.closest('label')?.innerText ?? '')).trim();
}

test('from a template to the file on the disk', async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter' });
  await open(page, '/');
  await tabTo(page, page.getByRole('link', { name: gallery.use('Step Out') }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/clips\/new\/step-out$/);
  await hydrated(page);

  const headline = page.getByRole('textbox', { name: editor.headline });
  await tabTo(page, headline);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('By keys alone');
  await expect(headline).toHaveValue('By keys alone');
  await expect(headline).toBeFocused();
  await chooseByArrow(page, editor.format, 'ArrowRight');
  await expect(page.getByTestId('editor.state')).toHaveText('Draft, saved just now');

  await tabTo(page, page.getByRole('button', { name: editor.preview, exact: true }));
  await page.keyboard.press('Space');
  const download = page.getByRole('button', { name: editor.download, exact: true });
  await expect(download).toBeVisible(RENDER);
  await tabTo(page, download);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.mp4$/);
  const again = page.getByRole('button', { name: editor.downloadAgain, exact: true });
  await tabTo(page, again);
  expect((await ledger()).wallets.download.available).toBe(9);
});

test('the focus stays where the work is when a step takes the place of the one that was pressed', async ({ page, account, faults }) => {
  test.slow();
  await account({ persona: 'starter' });
  await faults.set({ render: 'stall' });
  await open(page, '/clips/new/step-out');
  const preview = page.getByRole('button', { name: editor.preview, exact: true });
  const next = page.getByRole('complementary', { name: editor.actions });
  const stage = page.getByRole('region', { name: editor.stage });
  await tabTo(page, preview);
  await page.keyboard.press('Space');
  await expect(page.getByRole('progressbar', { name: editor.rendering })).toBeVisible(RENDER);
  await expect(next, 'Preview is gone').toBeFocused();

  const cancel = page.getByRole('button', { name: editor.cancel, exact: true });
  await page.keyboard.press('Shift+Tab');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(preview).toBeVisible(RENDER);
  await expect(stage, 'Cancel is gone').toBeFocused();

  await faults.clear();
  await tabTo(page, preview);
  await page.keyboard.press('Enter');
  const download = page.getByRole('button', { name: editor.download, exact: true });
  await expect(download).toBeVisible(RENDER);
  await expect(next, 'it outlasts the render').toBeFocused();
  await page.keyboard.press('Tab');
  await expect(download).toBeFocused();
});

test('from a prompt to an animation', async ({ page, account, faults, ledger }) => {
  await account({ persona: 'starter' });
  // Nobody waits for the videos here.
  await faults.set({ provider: 'stall' });
  await open(page, '/studio');
  const prompt = page.getByRole('textbox', { name: studio.prompt });
  await tabTo(page, prompt);
  await page.keyboard.type('A paper boat sails out of a phone');
  await expect(prompt).toBeFocused();
  await expect(page).toHaveURL(/\/studio\/[0-9a-f-]{36}$/);
  expect(await chooseByArrow(page, studio.duration, 'ArrowLeft')).toMatch(/^5 s/);
  const cost = page.getByRole('group', { name: studio.cost, exact: true });
  await expect(cost).toContainText(/^\s*15\s/, { useInnerText: true });

  const animate = page.getByRole('button', { name: studio.animate, exact: true });
  await tabTo(page, animate);
  await expect(animate).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/animation=/);
  await hydrated(page);
  expect((await ledger()).wallets.ai.available, 'what the page said is on hold or taken').toBe(45);

  // On the new page the first stop leads past the header.
  const skip = page.getByRole('link', { name: everywhere.skip });
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null), 'the next stop is within the page').toBe(true);
  await tabTo(page, page.getByRole('button', { name: everywhere.help }));
});

test('Escape closes the balance, Help and the shortcuts, and gives the focus back', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/clips/new/step-out');
  const opened = [
    { opener: page.getByRole('button', { name: everywhere.credits, exact: true }), panel: page.getByRole('region', { name: balance.region }) },
    { opener: page.getByRole('button', { name: states.shortcuts }), panel: page.getByRole('dialog', { name: states.shortcuts }) },
    { opener: page.getByRole('button', { name: everywhere.help }), panel: page.getByRole('dialog', { name: everywhere.help }) },
  ];
  for (const { opener, panel } of opened) {
    await tabTo(page, opener);
    await page.keyboard.press('Enter');
    await expect(panel).toBeVisible();
    // A dialog takes the focus by itself; from the others' buttons the next stop is inside.
    const isInside = () => panel.evaluate((one) => one.contains(document.activeElement));
    if (!(await isInside())) await page.keyboard.press('Tab');
    expect(await isInside(), 'the keyboard gets inside').toBe(true);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(opener).toBeFocused();
  }
});
