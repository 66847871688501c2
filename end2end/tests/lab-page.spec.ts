/** The Lab's front page: the ledger it shows, and the levers that say how they stand. */

import type { Page } from '@playwright/test';
import { expectAccessible, intoTheme, THEMES } from '../kit/axe';
import { leastContrast } from '../kit/contrast';
import { expect, open, test } from '../kit/fixtures';
import { editor, labLevers } from '../kit/names';

test('the ledger shows what moved, what is on hold and left, and that the books agree', { tag: '@phone' }, async ({ page, account, lab }) => {
  await account({ persona: 'starter' });
  await lab.move({ op: 'debit', wallet: 'download', amount: 3, key: 'three' });
  await lab.move({ op: 'hold', wallet: 'ai', amount: 20, key: 'twenty' });
  await open(page, '/lab');
  const ledger = page.getByRole('region', { name: 'Ledger', exact: true });
  await expect(ledger.getByText('The books agree')).toBeVisible();
  const table = (name: string) => page.getByRole('table', { name, exact: true });
  const row = (name: string, has: RegExp) => table(name).getByRole('row').filter({ hasText: has });
  await expect(row('Wallets', /Download/).getByRole('cell')).toHaveText(['7', '0', '0']);
  await expect(row('Wallets', /AI/).getByRole('cell')).toHaveText(['40', '20', '0']);
  const taken = row('Newest entries', /Taken in the Lab/).getByRole('cell');
  await expect(taken.nth(1)).toHaveText('Download');
  await expect(taken.nth(3)).toHaveText('−3');
  await expect(taken.nth(4)).toHaveText('7');
  await expect(row('Newest entries', /Put on hold in the Lab/).getByRole('cell').nth(3)).toContainText('+20 on hold');
  await expect(table('Newest entries').getByRole('row'), 'two grants and two movements').toHaveCount(5);
  await page.getByText('Holds and lots').click();
  await expect(row('Open holds', /AI/).getByRole('cell').nth(2)).toHaveText('20');
  await expect(row('Lots that are left', /Download/).getByRole('cell').nth(2)).toHaveText('7 of 10');
  await expectAccessible(page, 'the ledger');
});

test('the page says how the next payment ends, and takes a decline back', async ({ page, account, ledger }) => {
  await account({ persona: 'starter' });
  await open(page, '/lab');
  await expect(page.getByText('The next payment succeeds.')).toBeVisible();
  await page.getByRole('button', { name: 'Decline the next payment' }).click();
  await expect(page.getByText('The next payment is declined.')).toBeVisible();
  await page.getByRole('button', { name: 'Let the next payment succeed' }).click();
  await expect(page.getByText('The next payment succeeds.')).toBeVisible();
  await page.getByRole('button', { name: '+1 month' }).click();
  await expect.poll(async () => (await ledger()).wallets).toMatchObject({ download: { available: 20 }, ai: { available: 120 } });
});

test('a render stalls at the percentage that the page is told', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/lab');
  const percentage = page.getByRole('spinbutton', { name: 'Stall at, in %' });
  await expect(percentage).toHaveValue('40');
  await percentage.fill('75');
  await page.getByRole('button', { name: 'Stall there' }).click();
  await expect(page.getByRole('switch', { name: labLevers.stalledRendering })).toHaveAttribute('aria-checked', 'true');
  await expect(percentage).toHaveValue('75');
  await open(page, '/clips/new/step-out');
  await page.getByRole('button', { name: editor.preview, exact: true }).click();
  await expect(page.getByTestId('editor.state')).toHaveText('Rendering preview, 75%', { timeout: 150_000 });
  await page.getByRole('button', { name: editor.cancel, exact: true }).click();
  await expect(page.getByRole('button', { name: editor.preview, exact: true })).toBeVisible({ timeout: 150_000 });
});

test('slow rendering makes frame after frame, also of what was drawn before, until it is switched off', async ({ page, account, faults }) => {
  test.slow();
  await account({ persona: 'starter' });
  const preview = page.getByRole('button', { name: editor.preview, exact: true });
  const download = page.getByRole('button', { name: editor.download, exact: true });
  // From now on the template's own sample is there at once, for whoever is not slowed.
  await open(page, '/clips/new/step-out');
  await preview.click();
  await expect(download).toBeVisible({ timeout: 150_000 });

  await account({ persona: 'starter' });
  await open(page, '/lab');
  const slow = page.getByRole('switch', { name: labLevers.slowRendering });
  await slow.click();
  await expect(slow).toHaveAttribute('aria-checked', 'true');
  await open(page, '/clips/new/step-out');
  await preview.click();
  const progress = page.getByRole('progressbar', { name: editor.rendering });
  const done = async () => Number(await progress.getAttribute('value'));
  await expect.poll(done, 'the first frames come').toBeGreaterThan(0);
  const [before, total] = [await done(), Number(await progress.getAttribute('max'))];
  expect(before, 'most frames are still to come').toBeLessThan(total / 2);
  await expect.poll(done, 'and the next ones').toBeGreaterThan(before);
  await faults.set({ frame_latency_ms: null });
  await expect(download).toBeVisible({ timeout: 150_000 });
});

test('the next video fails, costs nothing, and the one after it is made', async ({ page, account, ledger }) => {
  test.slow();
  await account({ persona: 'starter' });
  await open(page, '/lab');
  const fails = page.getByRole('switch', { name: labLevers.failTheNextVideo });
  await fails.click();
  await expect(fails).toHaveAttribute('aria-checked', 'true');
  await open(page, '/clips/new/step-out');
  const preview = page.getByRole('button', { name: editor.preview, exact: true });
  await preview.click();
  await expect(page.getByRole('alert').filter({ hasText: '0 credits taken' })).toBeVisible({ timeout: 150_000 });
  expect((await ledger()).wallets).toMatchObject({ download: { available: 10 }, ai: { available: 60, held: 0 } });
  await preview.click();
  await expect(page.getByRole('button', { name: editor.download, exact: true })).toBeVisible({ timeout: 150_000 });
  await open(page, '/lab');
  await expect(fails, 'it was for one video').toHaveAttribute('aria-checked', 'false');
});

/** What the statement says in the quietest colour. */
const QUIET = '.statement-page :is(.muted, th, small)';

test('the Lab shows any page with more contrast, as a system asks for it, in both themes', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await page.goto('/lab');
  await page.getByText('Look at it differently').click();
  await page.getByRole('combobox', { name: 'Contrast' }).selectOption('More');
  await page.getByRole('button', { name: 'Open the product like this' }).click();
  await page.locator('html[data-lab-contrast=more]').waitFor({ state: 'attached' });

  const measured = async (directions: string) => {
    await open(page, `/credits?${directions}`);
    if (directions.includes('contrast')) await page.locator('html[data-lab-contrast]').waitFor({ state: 'attached' });
    return leastContrast(page, QUIET);
  };
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'reduce' });
    const usual = await measured(`lab-theme=${theme}`);
    const asked = await measured(`lab-theme=${theme}&lab-contrast=more`);
    expect(asked, `${theme}, the Lab's switch`).toBeGreaterThanOrEqual(7);
    expect(asked, `${theme}, more than usual`).toBeGreaterThan(usual);
    await page.emulateMedia({ contrast: 'more' });
    expect(await measured(`lab-theme=${theme}`), `${theme}, the system`).toBeCloseTo(asked, 5);
    expect(await measured(`lab-theme=${theme}&lab-contrast=normal`), `${theme}, the Lab's answer instead of the system's`).toBeCloseTo(usual, 5);
  }
});

test('with more contrast nothing shines through, and everything is accessible', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' });
  for (const path of ['/', '/credits', '/billing', '/help']) {
    await open(page, path);
    for (const { colorScheme, about } of THEMES) {
      await intoTheme(page, colorScheme);
      const ground = await page.getByRole('banner').evaluate((one) => {
        const { backgroundColor, backdropFilter } = getComputedStyle(one);
        return { same: backgroundColor === getComputedStyle(document.body).backgroundColor, backdropFilter };
      });
      expect(ground, `the header of ${path}`).toEqual({ same: true, backdropFilter: 'none' });
      expect(await leastContrast(page, 'main :is(.muted, .link, .free, .tag)'), `${path}, ${colorScheme}`).toBeGreaterThanOrEqual(7);
      await expectAccessible(page, `${path}, ${colorScheme}`, about);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth);
      expect(Number.parseFloat(ring), 'the ring around what has the focus').toBeGreaterThan(2.5);
    }
  }
});

test('less motion can be asked of any page, as a system asks for it', async ({ page }) => {
  const says = (target: Page) =>
    target.evaluate(() => [
      getComputedStyle(document.documentElement).getPropertyValue('--motion-base'),
      matchMedia('(prefers-reduced-motion: reduce)').matches,
      matchMedia('(prefers-reduced-motion: no-preference)').matches,
    ]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/help');
  const reduced = await says(page);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, '/help');
  expect(await says(page)).not.toEqual(reduced);
  await page.goto('/help?lab-motion=reduced');
  await page.locator('html[data-lab-motion=reduced]').waitFor({ state: 'attached' });
  expect(await says(page)).toEqual(reduced);
});
