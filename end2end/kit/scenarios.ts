/** The Lab's scenarios: every state of every flow by its name. */

import { expect, type Page } from '@playwright/test';
import type { Problems } from './fixtures';
import type { NAMES } from './scenario-names';

export interface Scenario {
  name: string;
  flow: string;
  title: string;
  sentence: string;
  /** Where a person goes from here within the flow. */
  next: string[];
  /** What is done on the page itself once it is awake. */
  step: string | null;
}

/** Opens a scenario and waits until its state stands: seeded, interactive, and its last step taken. */
export async function openScenario(page: Page, { name, step }: Pick<Scenario, 'name' | 'step'>): Promise<void> {
  const response = await page.goto(`/lab/scenarios/${name}`);
  const status = expect(response?.status(), name);
  if (name === 'server-broke') status.toBe(500);
  else status.toBeLessThan(500);
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  const stage = page.getByTestId('stage.canvas');
  if (await stage.isVisible()) await expect(stage, 'the live preview is drawn').toHaveAttribute('data-frame', /\d/);
  if (step) await page.locator(`html[data-step="${step}"]`).waitFor({ state: 'attached' });
}

/** The scenarios that are about a refusal: which address answers with which status, which browsers log. */
const REFUSALS: Partial<Record<(typeof NAMES)[number], readonly [status: number, path: string]>> = {
  'editor-upload-refused': [422, '/media/uploads'],
  'sign-in-refused': [422, '/lab/scenarios/sign-in-refused'],
  'link-spent': [410, '/reset'],
  'sign-up-refused': [422, '/lab/scenarios/sign-up-refused'],
  'not-found': [404, '/nowhere'],
  'server-broke': [500, '/lab/broken'],
};

/** Lets a scenario's own refusal be logged, and nothing else: a poster that is not there is a complaint in every one. */
export function allowRefusal(problems: Problems, name: (typeof NAMES)[number]): void {
  const refusal = REFUSALS[name];
  if (!refusal) return;
  const [status, path] = refusal;
  const address = `https?://[^/]+${path}(\\?\\S*)?`;
  problems.allow(new RegExp(`^console: Failed to load resource: the server responded with a status of ${status} \\(.*\\) \\(${address}\\)$`));
  if (status >= 500) problems.allow(new RegExp(`^server: ${status} GET ${address}$`));
}
