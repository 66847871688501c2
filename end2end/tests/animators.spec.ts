/** Another animator beside the built-in one: what it cannot do is not sold, and while it is silent nothing is taken. */

import { expectAccessible } from '../kit/axe';
import { expect, hydrated, open, test, type Ledger } from '../kit/fixtures';
import { transparentSubject, upload } from '../kit/image';
import { studio } from '../kit/names';
import { OwnServer } from '../kit/server';
import type { Page } from '@playwright/test';

const animators = (page: Page) => page.getByRole('group', { name: 'Animator', exact: true });
const radio = (page: Page, name: RegExp) => page.getByRole('radio', { name });
const animate = (page: Page) => page.getByRole('button', { name: studio.animate, exact: true });

test('operators see how each animator is, and what it has to do', async ({ page, account }) => {
  await account({ persona: 'ai-power' });
  await open(page, '/lab');
  await page.getByRole('link', { name: 'How the animators are' }).click();
  const own = page.getByRole('region', { name: 'Built-in' });
  await expect(own.getByText('Well')).toBeVisible();
  await expect(own.getByText('None')).toBeVisible();
  await expectAccessible(page);
});

test('what an animator cannot do is not sold, and its silence costs nothing', async ({ page }) => {
  // Nothing listens there: the model is set up, and it is down.
  const server = await OwnServer.start({ COMFYUI_URL: 'http://127.0.0.1:9', COMFYUI_WORKFLOW: 'docs/providers/comfyui.toml' });
  const ai = async () => ((await (await page.request.get(`${server.url}/lab/ledger`)).json()) as Ledger).wallets.ai;
  try {
    await page.request.post(`${server.url}/lab/accounts`, { data: { persona: 'ai-power' } });
    await open(page, `${server.url}/studio`);
    await expect(animators(page).getByRole('radio', { name: 'Built-in' })).toBeChecked();
    await page.getByRole('textbox', { name: studio.prompt }).fill('A paper boat sails out of a phone');
    await animators(page).getByRole('radio', { name: 'Own model' }).check();
    await expect(animators(page)).toContainText('The still is our sketch of the scene');
    await expect(radio(page, /^5 s/)).toBeChecked();
    await expect(radio(page, /^10 s/)).toBeDisabled();
    await expect(radio(page, /^1080p/)).toBeDisabled();
    await expect(animate(page)).toHaveAccessibleDescription(/animates photos\. Upload one first/);
    await expectAccessible(page);

    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: studio.uploadPhoto }).click()]);
    await chooser.setFiles(upload('boat.png', transparentSubject()));
    await expect(animate(page)).not.toHaveAttribute('aria-disabled', 'true');
    const before = await ai();
    await animate(page).click();
    await expect(page).toHaveURL(/animation=/);
    await hydrated(page);
    await expect(page.getByText('Waiting for the animator, it does not answer. Nothing is taken meanwhile.').first()).toBeVisible();
    expect(await ai()).toMatchObject({ available: before.available - 10, held: 10 });
    await page.getByRole('button', { name: /^Cancel the/ }).click();
    await expect(page.getByRole('heading', { name: 'No video finished' })).toBeVisible();
    expect(await ai()).toMatchObject({ available: before.available, held: 0 });

    await page.goto(`${server.url}/operators/providers`);
    await expect(page.getByRole('region', { name: 'Own model' }).getByText('Ill', { exact: true })).toBeVisible();
  } finally {
    // A page that is still open would complain, rightly, that its stream of news broke off.
    await page.goto('about:blank');
    await server.remove();
  }
});
