/** One picture of every scenario in every mode. */

import { mkdirSync } from 'node:fs';
import { test } from '../kit/fixtures';
import { NAMES } from '../kit/scenario-names';
import { openScenario, type Scenario } from '../kit/scenarios';
import { folders, MODES, picture } from './modes';

for (const name of NAMES) {
  test(name, async ({ page, problems }) => {
    problems.allow(/^console: Failed to load resource: the server responded with a status of 4\d\d/);
    mkdirSync(folders.now, { recursive: true });
    const all: Scenario[] = await (await page.request.get('/lab/scenarios.json')).json();
    const scenario = all.find((one) => one.name === name);
    if (!scenario) throw new Error(`the Lab knows no ${name}`);
    await openScenario(page, scenario);
    for (const { mode, colorScheme, viewport } of MODES) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(loaded);
      await page.screenshot({ path: picture(folders.now, name, mode), type: 'jpeg', quality: 72, animations: 'disabled', caret: 'hide', scale: 'css' });
    }
  });
}

/** Waits for the fonts, and for the pictures that are in view. */
async function loaded(): Promise<void> {
  await document.fonts.ready;
  const inView = [...document.images].filter((image) => image.currentSrc !== '' && image.getBoundingClientRect().top < innerHeight);
  await Promise.all(inView.map((image) => image.decode().catch(() => undefined)));
}
