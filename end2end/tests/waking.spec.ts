/** A page is of use when its islands answer, whatever the browser and the network are at. */

import type { Page } from '@playwright/test';
import { expect, hydrated, open, test } from '../kit/fixtures';
import { everywhere } from '../kit/names';

async function answers(page: Page): Promise<void> {
  await page.getByRole('button', { name: everywhere.help }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

test('a page that is never idle wakes all the same', async ({ page }) => {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await open(page, '/');
  await answers(page);
});

test('a bundle that did not arrive is asked for again', async ({ page, problems }) => {
  problems.allow(/ERR_FAILED/);
  let refused = 0;
  await page.route(/\/pkg\/shell\.js(?!.*attempt=)/, (route) => {
    refused += 1;
    return route.abort();
  });
  await page.goto('/');
  await hydrated(page);
  expect(refused).toBeGreaterThan(0);
  await answers(page);
});

test('links work in a page that cannot wake', async ({ page, problems }) => {
  problems.allow(/ERR_FAILED/);
  await page.route('**/pkg/shell.js*', (route) => route.abort());
  await page.goto('/help');
  await page.getByRole('link', { name: everywhere.templates }).click();
  await expect(page.getByRole('link', { name: /^Use template ./ }).first()).toBeVisible();
  await expect(page.locator('html[data-hydrated]')).toHaveCount(0);
});
