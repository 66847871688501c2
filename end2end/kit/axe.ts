/** What the accessibility checker finds on a page. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';
import type { AxeResults, RunOnly, RunOptions } from 'axe-core';
import { measured } from './contrast';

/** WCAG 2.2 at level AA, and what the checker recommends beyond it. */
const WCAG: RunOnly = { type: 'tag', values: ['best-practice', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/** What a theme may break: nothing else on a page depends on its colours. */
const COLOURS: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** The checker as its package ships it for browsers: less than half of the whole source, which every page has to read. */
const CHECKER = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe: typeof axe;
  }
}

interface Node {
  html: string;
  any: { message: string }[];
}

/**
 * Has the checker look at the page as it stands, in the page itself. Its package for Playwright opens a second page to sum up
 * in each time, which takes as long as the looking does.
 */
async function judged(page: Page, runOnly?: RunOnly, iframes = true): Promise<Pick<AxeResults, 'violations' | 'incomplete'>> {
  for (const frame of iframes ? page.frames() : [page.mainFrame()]) {
    await frame.waitForLoadState();
    // It stays in a page that was judged before, until the page is left.
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(CHECKER);
  }
  // What passes is not asked about, and is not described node by node.
  const options: RunOptions = { ...(runOnly && { runOnly }), iframes, resultTypes: ['violations', 'incomplete'] };
  return page.evaluate(async (options) => {
    // It must not load styles a second time: it would insert them inline, which the page's policy forbids.
    const { violations, incomplete } = await window.axe.run(document, { ...options, preload: false });
    return { violations, incomplete };
  }, options);
}

/** What the checker could not decide, and why it is right all the same. Measured, not guessed. */
export interface Undecided {
  rule: string;
  /** In the node's own HTML, or in what the checker says of it. */
  about: RegExp;
  because: string;
}

/** What a page is judged about. */
type About = 'everything' | 'colours';

/** Fails with the findings, if there are any. `iframes` where what stands in frames is judged with the page around it. */
export async function expectAccessible(page: Page, what?: string, about: About = 'everything', iframes = true): Promise<void> {
  const { violations } = await judged(page, about === 'colours' ? COLOURS : undefined, iframes);
  expect(violations.map(told), what).toEqual([]);
}

/** In which themes a page is judged, and about what. Nothing but colours follows the theme. */
export const THEMES = [
  { colorScheme: 'light', about: 'everything' },
  { colorScheme: 'dark', about: 'colours' },
] as const;

/** Puts the page into a theme and waits until every colour has arrived. */
export async function intoTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Fails with the findings on the page as it stands, light and dark, if there are any. */
export async function expectAccessibleInBothThemes(page: Page, what = 'the page'): Promise<void> {
  for (const { colorScheme, about } of THEMES) {
    await intoTheme(page, colorScheme);
    await expectAccessible(page, `${what}, ${colorScheme}`, about);
  }
}

/**
 * Fails with what breaks WCAG 2.2 AA or the checker's recommendations. Text whose contrast the checker could not decide is
 * measured on its pixels; whatever else it could not decide fails as well unless it is among `allowed`.
 */
export async function expectWcag(page: Page, what: string, allowed: Undecided[], about: About = 'everything'): Promise<void> {
  const { violations, incomplete } = await judged(page, about === 'everything' ? WCAG : COLOURS);
  expect(violations.map(told), `${what}: violations`).toEqual([]);
  const open: string[] = [];
  for (const finding of incomplete) {
    for (const node of finding.nodes) {
      if (allowed.some((one) => one.rule === finding.id && one.about.test(text(node)))) continue;
      const contrast = finding.id === 'color-contrast' ? await measured(page, String(node.target[0])) : null;
      if (!contrast?.enough) open.push(`${told({ ...finding, nodes: [node] })}\n  ${contrast?.words ?? ''}`);
    }
  }
  expect(open, `${what}: undecided`).toEqual([]);
}

function text({ html, any }: Node): string {
  return [html, ...any.map(({ message }) => message)].join('\n');
}

function told({ id, help, nodes }: { id: string; help: string; nodes: Node[] }): string {
  return `${id}: ${help}\n  ${nodes.map(text).join('\n  ')}`;
}
