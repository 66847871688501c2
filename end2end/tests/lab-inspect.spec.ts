/** The Lab's marks upon a page: what they say is what the page does. */

import { expect, open, test } from '../kit/fixtures';

test('focus marks count the controls in the order in which the keyboard reaches them', async ({ page }) => {
  await open(page, '/login?lab-inspect=focus');
  const marks = page.locator('.lab-mark-focus');
  await marks.first().waitFor();
  const boxes = await marks.evaluateAll((all) => all.map((one) => [one.textContent, Math.round(parseFloat(one.style.left)), Math.round(parseFloat(one.style.top))]));
  expect(boxes.length).toBeGreaterThan(4);
  for (const [at, [number, left, top]] of boxes.entries()) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      // The first link shows itself only while it has the focus.
      const { left, top } = document.activeElement?.matches('.skip') ? { left: null, top: null } : (document.activeElement?.getBoundingClientRect() ?? { left: null, top: null });
      return left === null ? null : [Math.round(left + scrollX), Math.round(top + scrollY)];
    });
    expect(number).toBe(String(at + 1));
    if (place) expect(place, `control ${number}`).toEqual([left, top]);
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
