/** Help stands in its corner above the page: nothing that can be pressed may be out of reach behind it on a phone. */

import type { Page } from '@playwright/test';
import { expect, test } from '../kit/fixtures';
import { everywhere } from '../kit/names';
import { openScenario } from '../kit/scenarios';

/** The controls of the page that Help covers, wholly or in part. */
async function covered(page: Page): Promise<string[]> {
  const help = await page.getByRole('button', { name: everywhere.help }).elementHandle();
  return page.evaluate((help) => {
    if (!help) throw new Error('Help is not on the page');
    const corner = help.getBoundingClientRect();
    return [...document.querySelectorAll('main :is(a[href], button, input, select, summary)')]
      .filter((control) => {
        const { left, right, top, bottom } = control.getBoundingClientRect();
        return control.checkVisibility() && right > corner.left && left < corner.right && bottom > corner.top && top < corner.bottom;
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent?.trim() ?? control.outerHTML);
  }, help);
}

/** The pages that scroll, with a control whose place was in the corner. */
const PAGES = [
  { name: 'gallery' },
  { name: 'library-full', control: 'More' },
  { name: 'statement-full', control: 'AI credits' },
  { name: 'billing-starter' },
  { name: 'settings' },
  { name: 'help' },
];

for (const { name, control } of PAGES) {
  test(`the page ends above Help, and what is reached is not behind it: ${name}`, { tag: '@phone-only' }, async ({ page }) => {
    await openScenario(page, { name, step: null });
    if (control) {
      await page.getByRole('main').getByRole('button', { name: control, exact: true }).first().focus();
      expect(await covered(page)).not.toContain(control);
    }
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    expect(await covered(page), 'at the end of the page').toEqual([]);
  });
}
