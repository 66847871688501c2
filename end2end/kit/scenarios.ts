/** The Lab's scenarios: every state of every flow by its name. */

import { expect, type Page } from '@playwright/test';

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
