/** What the accessibility checker finds on a page. */

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with the findings, if there are any. */
export async function expectAccessible(page: Page, what?: string): Promise<void> {
  // The checker must not load styles a second time: it would insert them inline, which the page's policy forbids.
  const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
  const findings = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
  expect(findings, what).toEqual([]);
}
