/**
 * From the first visit to the first preview, without an account: how long the product takes on a phone's connection, and
 * how long a person does who knows nothing of it (the keystroke-level model of Card, Moran and Newell: 1.35 s to make up
 * one's mind and 1.2 s to point and press, for each control; and 15 s to look around at each of two pages).
 */

import { expect, hydrated, test } from '../kit/fixtures';
import { editor, gallery } from '../kit/names';

const CONTROL_S = 1.35 + 1.2;
const LOOKING_S = 15;
/** Lighthouse's slow 4G: 1.6 Mb/s, 150 ms there and back. */
const CONNECTION = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

test('first visit to first preview', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', CONNECTION);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });

  const started = performance.now();
  const since = () => (performance.now() - started) / 1000;
  await page.goto('/');
  const template = page.getByRole('link', { name: gallery.use('Step Out') });
  await expect(template).toBeVisible();
  const read = since();
  await template.click();
  await hydrated(page);
  const canvas = page.getByTestId('stage.canvas');
  await expect(canvas).toHaveAttribute('data-frame', /\d+/);
  const live = since();
  await page.getByRole('button', { name: editor.preview, exact: true }).click();
  await expect(page.getByRole('button', { name: editor.pause, exact: true })).toBeVisible();
  const frame = await canvas.getAttribute('data-frame');
  await expect(canvas).not.toHaveAttribute('data-frame', frame ?? '');
  const plays = since();

  const person = 2 * CONTROL_S + 2 * LOOKING_S;
  console.log(
    `gallery read ${read.toFixed(1)} s, live preview ${live.toFixed(1)} s, plays ${plays.toFixed(1)} s; a person adds ${person.toFixed(1)} s`,
  );
  expect(plays + person).toBeLessThan(60);
});
