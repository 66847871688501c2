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

/**
 * Opens a scenario and waits until its state stands: seeded, interactive, and its last step taken. Answers the page as the
 * server sent it.
 */
export async function openScenario(page: Page, { name, step }: Pick<Scenario, 'name' | 'step'>): Promise<string> {
  const response = await page.goto(`/lab/scenarios/${name}`);
  if (!response) throw new Error(`${name} was not answered`);
  const status = expect(response.status(), name);
  if (name === 'server-broke') status.toBe(500);
  else status.toBeLessThan(500);
  const html = await response.text();
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  const stage = page.getByTestId('stage.canvas');
  if (step !== 'break-preview' && (await stage.isVisible())) await expect(stage, 'the live preview is drawn').toHaveAttribute('data-frame', /\d/);
  if (step) await page.locator(`html[data-step="${step}"]`).waitFor({ state: 'attached' });
  return html;
}

type Refusal = readonly [status: number, path: string];

/**
 * The scenarios that are about a refusal: which addresses answer with which status, which browsers log. A server function that
 * finds nobody signed in answers 500, with the reason in its body.
 */
const REFUSALS: Partial<Record<(typeof NAMES)[number], readonly Refusal[]>> = {
  'editor-silent': [[503, '/api/clips/save'], [503, '/live']],
  'editor-signed-out': [[500, '/api/clips/save']],
  'editor-upload-refused': [[422, '/media/uploads']],
  'studio-signed-out': [[500, '/api/studio/save']],
  'studio-out-of-date': [[503, '/api/studio/status'], [503, '/live']],
  'sign-in-refused': [[422, '/lab/scenarios/sign-in-refused']],
  'link-spent': [[410, '/reset']],
  'sign-up-refused': [[422, '/lab/scenarios/sign-up-refused']],
  'confirm-address-spent': [[410, '/confirm']],
  'not-found': [[404, '/nowhere']],
  'server-broke': [[500, '/lab/broken']],
};

/** Lets a scenario's own refusal be logged, and nothing else: a poster that is not there is a complaint in every one. */
export function allowRefusal(problems: Problems, name: (typeof NAMES)[number]): void {
  for (const [status, path] of REFUSALS[name] ?? []) {
    const address = `https?://[^/]+${path}(\\?\\S*)?`;
    problems.allow(new RegExp(`^console: Failed to load resource: the server responded with a status of ${status} \\(.*\\) \\(${address}\\)$`));
    if (status >= 500) problems.allow(new RegExp(`^server: ${status} (GET|POST) ${address}$`));
  }
}
