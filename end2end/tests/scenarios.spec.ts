/**
 * Every state of every flow: it opens without a complaint of the page, is valid HTML, has the names that the design's table
 * promises, breaks nothing of WCAG 2.2 AA in either theme, and fits a narrow screen and large text.
 */

import type { Page } from '@playwright/test';
import { expectWcag, intoTheme, THEMES, type Undecided } from '../kit/axe';
import { CONTRACT, DESCRIBED, SAID } from '../kit/contract';
import { expect, test } from '../kit/fixtures';
import { foundByHtmlValidate, keepForNu } from '../kit/markup';
import { allowRefusal, openScenario, type Scenario } from '../kit/scenarios';
import { NAMES } from '../kit/scenario-names';

/** What the checker cannot decide and pixels do not tell, with the reason why it is right. */
const UNDECIDED: Undecided[] = [
  { rule: 'color-contrast', about: /<div class="big">Out<\/div>/, because: 'decoration beside the form, hidden from readers; 1.4.3 exempts it' },
  { rule: 'color-contrast', about: /<summary>/, because: 'a question that the open letter partly lies upon, as windows do; help-open has the same list in full view, and there it is decided' },
  { rule: 'video-caption', about: /<video /, because: 'most have no sound track, which clips.spec.ts finds out with ffprobe; in the others a bed of sound plays: nobody speaks, and nothing heard is needed to understand what is seen, which is all that 1.2.2 wants captions for' },
];

let known: Scenario[] = [];
test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  known = await (await request.get('/lab/scenarios.json')).json();
  await request.dispose();
});

test('the list of the tests is the list of the Lab', () => {
  expect(known.map(({ name }) => name)).toEqual([...NAMES]);
});

for (const name of NAMES) {
  test(`scenario ${name}`, async ({ page, problems }) => {
    allowRefusal(problems, name);
    const scenario = known.find((one) => one.name === name);
    if (!scenario) throw new Error(`the Lab knows no ${name}`);
    const html = await openScenario(page, scenario);
    keepForNu(test.info().project.outputDir, name, html);
    expect(await foundByHtmlValidate(html), 'html-validate').toEqual([]);
    for (const [role, called] of CONTRACT[name] ?? []) {
      const exact = typeof called === 'string';
      await expect(page.getByRole(role, { name: called, exact }).first(), `${role} ${called}`).toBeAttached();
    }
    const said = SAID[name];
    if (said) await expect(page.getByRole('status').filter({ hasText: said }).first()).toBeAttached();
    const [role, called, description] = DESCRIBED[name] ?? [];
    if (role && called) await expect(page.getByRole(role, { name: called, exact: true })).toHaveAccessibleDescription(description ?? '');
    for (const { colorScheme, about } of THEMES) {
      await intoTheme(page, colorScheme);
      await expectWcag(page, `${name}, ${colorScheme}`, UNDECIDED, about);
    }
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expectNoSideways(page, `${name} with text at 200 %`);
    await page.evaluate(() => (document.documentElement.style.fontSize = ''));
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSideways(page, `${name} at 320 px`);
  });
}

/** Fails with what stands out to the right. */
async function expectNoSideways(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} px in ${clientWidth} px`, ...out.slice(0, 6).map((one) => one.cloneNode(false) as Element).map((one) => one.outerHTML.slice(0, 160))];
  });
  expect(wide, what).toEqual([]);
}
