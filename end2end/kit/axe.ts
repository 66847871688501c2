/** What the accessibility checker finds on a page. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { measured } from './contrast';

/** WCAG 2.2 at level AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Node {
  html: string;
  any: { message: string }[];
}

/** What the checker could not decide, and why it is right all the same. Measured, not guessed. */
export interface Undecided {
  rule: string;
  /** In the node's own HTML, or in what the checker says of it. */
  about: RegExp;
  because: string;
}

/** Fails with the findings, if there are any. */
export async function expectAccessible(page: Page, what?: string): Promise<void> {
  // The checker must not load styles a second time: it would insert them inline, which the page's policy forbids.
  const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
  expect(violations.map(told), what).toEqual([]);
}

/**
 * Fails with what breaks WCAG 2.2 AA. Text whose contrast the checker could not decide is measured on its pixels; whatever
 * else it could not decide fails as well unless it is among `allowed`.
 */
export async function expectWcag(page: Page, what: string, allowed: Undecided[]): Promise<void> {
  const { violations, incomplete } = await new AxeBuilder({ page }).withTags(WCAG).options({ preload: false }).analyze();
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
