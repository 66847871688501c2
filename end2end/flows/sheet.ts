/** Draws the pictures of all scenarios as one HTML file, with arrows between the states and what changed since the last approved set. */

import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { test } from '../kit/fixtures';
import type { Scenario } from '../kit/scenarios';
import { drawn, type Change, type Pictured } from './drawing';
import { folders, MODES, picture, type Mode } from './modes';

/** What `make run` serves at: where the links of the sheet lead. */
const SERVED_AT = process.env.FLOWS_LINKS ?? 'http://127.0.0.1:3000';
/** The share of pixels that may differ: a clock's minute, say. */
const UNCHANGED = 0.001;

test('the flow map', async ({ page }) => {
  const all: Scenario[] = await (await page.request.get('/lab/scenarios.json')).json();
  const pictured: Pictured[] = [];
  for (const scenario of all) {
    const changes: Partial<Record<Mode, Change>> = {};
    for (const { mode } of MODES) {
      const change = await changeOf(page, scenario.name, mode);
      if (change) changes[mode] = change;
    }
    pictured.push({ ...scenario, changes, image: (mode) => dataUrl(picture(folders.now, scenario.name, mode)) });
  }
  writeFileSync(folders.sheet, drawn(pictured, SERVED_AT, existsSync(folders.approved)));
  const changed = pictured.filter(({ changes }) => Object.keys(changes).length > 0).map(({ name }) => name);
  console.log(`${folders.sheet}: ${pictured.length} states; ${existsSync(folders.approved) ? `changed since the approved set: ${changed.join(', ') || 'none'}` : 'no set is approved yet'}`);
  if (process.env.APPROVE) {
    rmSync(folders.approved, { recursive: true, force: true });
    cpSync(folders.now, folders.approved, { recursive: true });
    console.log('this set is the approved one from now on');
  }
});

function dataUrl(path: string): string {
  return `data:image/jpeg;base64,${readFileSync(path).toString('base64')}`;
}

/** How a picture differs from the approved one; none if it does not, or if no set is approved. */
async function changeOf(page: Page, name: string, mode: Mode): Promise<Change | null> {
  if (!existsSync(folders.approved)) return null;
  const before = picture(folders.approved, name, mode);
  if (!existsSync(before)) return { share: 1, before: null };
  const share = await page.evaluate(differing, [dataUrl(before), dataUrl(picture(folders.now, name, mode))] as const);
  return share > UNCHANGED ? { share, before: dataUrl(before) } : null;
}

/** The share of pixels that are visibly different. */
async function differing(urls: readonly [string, string]): Promise<number> {
  const read = async (url: string): Promise<ImageData> => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [before, now] = await Promise.all([read(urls[0]), read(urls[1])]);
  if (before.width !== now.width || before.height !== now.height) return 1;
  let count = 0;
  for (let at = 0; at < now.data.length; at += 4) {
    const far = [0, 1, 2].some((channel) => Math.abs((before.data[at + channel] ?? 0) - (now.data[at + channel] ?? 0)) > 24);
    if (far) count += 1;
  }
  return count / (now.data.length / 4);
}
