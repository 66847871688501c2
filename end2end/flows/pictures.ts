/** One picture of every scenario in every mode. */

import { mkdirSync } from 'node:fs';
import { test } from '../kit/fixtures';
import { NAMES } from '../kit/scenario-names';
import { allowRefusal, openScenario, type Scenario } from '../kit/scenarios';
import { folders, MODES, picture } from './modes';

for (const name of NAMES) {
  test(name, async ({ page, problems }) => {
    allowRefusal(problems, name);
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

/** Waits for the fonts, and for the pictures that are in view, some of which the server draws when it is first asked for them. */
async function loaded(): Promise<void> {
  await document.fonts.ready;
  const inView = [...document.images].filter((image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight);
  // One that waits for its turn has nothing to decode yet.
  for (const image of inView) image.loading = 'eager';
  const arrived = (image: HTMLImageElement) =>
    new Promise((done) => {
      if (image.complete) return done(null);
      image.addEventListener('load', done);
      image.addEventListener('error', done);
    });
  await Promise.all(inView.map(arrived));
  await Promise.all(inView.map((image) => image.decode().catch(() => undefined)));
}
