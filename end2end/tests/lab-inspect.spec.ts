/** The Lab's marks upon a page: what they say is what the page does. */

import { expect, open, test } from '../kit/fixtures';

test('focus marks count the controls in the order in which the keyboard reaches them', async ({ page }) => {
  await open(page, '/login?lab-inspect=focus');
  const marks = page.locator('.lab-mark-focus');
  await marks.first().waitFor();
  // The marks follow when the heading's font comes, in the next frame.
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
  // Where each ends: what has the focus may open towards its beginning, as Help does.
  const boxes = await marks.evaluateAll((all) =>
    all.map((one) => {
      const { right, bottom } = one.getBoundingClientRect();
      return [one.textContent, Math.round(right), Math.round(bottom)] as const;
    }),
  );
  expect(boxes.length).toBeGreaterThan(4);
  for (const [at, [number, right, bottom]] of boxes.entries()) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      // The first link shows itself only while it has the focus.
      const active = document.activeElement;
      if (!active || active.matches('.skip')) return null;
      const { right, bottom } = active.getBoundingClientRect();
      return [Math.round(right), Math.round(bottom)];
    });
    expect(number).toBe(String(at + 1));
    if (place) expect(place, `control ${number}`).toEqual([right, bottom]);
  }
});

test('target marks say what is too small, and no page of the product has any', async ({ page, account }) => {
  await account({ persona: 'starter' });
  for (const path of ['/', '/clips', '/billing', '/help']) {
    await open(page, `${path}?lab-inspect=targets`);
    await page.locator('html[data-inspect=targets]').waitFor({ state: 'attached' });
    await expect(page.locator('.lab-mark-targets'), path).toHaveCount(0);
  }
  // One that is made too small is marked with its size.
  await page.locator('button.credits').evaluate((one) => Object.assign(one.style, { width: '18px', height: '16px' }));
  await expect(page.locator('.lab-mark-targets')).toHaveText('18 × 16');
});

test('announcements are outlined and listed', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/?lab-inspect=live&lab-step=open-help');
  await page.getByRole('textbox', { name: 'Search help' }).fill('download');
  await expect(page.locator('.lab-log li').first()).toHaveText(/^polite: .*\d/);
  await expect(page.locator('.lab-mark-live').first()).toBeAttached();
});

test('the checker says what it finds on the page as it stands, and looks again when that changes', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/clips?lab-inspect=axe');
  const sum = page.locator('.lab-log li').first();
  await expect(sum).toHaveText(/^axe [\d.]+: 0 rules broken/);
  await page.locator('button.credits').evaluate((one) => one.removeAttribute('aria-label'));
  await expect(page.locator('.lab-mark-axe:not(.lab-mark-open)')).toHaveText('button-name');
  await expect(sum).toHaveText(/: 1 rules broken/);
  await expect(page.locator('.lab-log')).toContainText('critical: button-name');
});
