/** The URLs, names and headers that designers, operators and outsiders' tests rely on. */

import { expect, open, test } from '../kit/fixtures';
import { transparentSubject, upload } from '../kit/image';
import { balance, editor, everywhere, labLevers } from '../kit/names';

const PUBLIC = ['/', '/studio', '/clips/new/step-out', '/login', '/signup', '/help'];
const OWN = ['/', '/clips', '/studio', '/credits', '/billing', '/account', '/help'];

test('the public pages stand for a visitor', async ({ page }) => {
  for (const path of PUBLIC) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    await expect(page.locator('html[data-hydrated]'), path).toBeAttached();
    await expect(page.getByRole('main'), path).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
    await expect(page, path).toHaveTitle(/Breakout Clips/);
  }
});

test('every page carries the header of a signed-in person', async ({ page, account }) => {
  await account({ persona: 'starter' });
  for (const path of OWN) {
    await open(page, path);
    await expect(page.getByRole('link', { name: everywhere.home }), path).toBeVisible();
    const main = page.getByRole('navigation', { name: everywhere.main });
    for (const name of [everywhere.templates, everywhere.studio, everywhere.videos, everywhere.lab]) {
      await expect(main.getByRole('link', { name, exact: true }), path).toBeVisible();
    }
    await expect(page.getByRole('button', { name: everywhere.credits, exact: true }), path).toBeVisible();
    await expect(page.getByRole('button', { name: everywhere.account, exact: true }), path).toBeVisible();
  }
});

test('the first Tab stop skips to the content', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: everywhere.skip });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  const target = new URL(page.url()).hash;
  expect(target).not.toBe('');
  await expect(page.locator(target)).toHaveCount(1);
});

test('the header folds into a menu on phones @phone-only', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/');
  await expect(page.getByRole('button', { name: everywhere.menu, exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: everywhere.credits, exact: true })).toBeVisible();
});

test('the balance menu says both wallets and where to go', { tag: '@phone' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/');
  const button = page.getByRole('button', { name: everywhere.credits, exact: true });
  await button.click();
  const region = page.getByRole('region', { name: balance.region });
  await expect(region).toBeVisible();
  await expect(region).toContainText('10');
  await expect(region).toContainText('60');
  for (const name of [balance.getAiCredits, balance.upgrade, balance.history]) {
    await expect(region.getByRole('link', { name })).toBeVisible();
  }
});

test('a visitor is asked to sign in where things are personal', async ({ page }) => {
  for (const path of ['/clips', '/credits', '/billing']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/login/);
  }
});

test('operators find the server well', { tag: '@postgres' }, async ({ request }) => {
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
});

test('what does not exist is a 404 with a page', async ({ page, problems }) => {
  problems.allow(/404/);
  const response = await page.goto('/no-such-page');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('link', { name: everywhere.home })).toBeVisible();
});

test('what stands on a workbench only once something was done has its name as well', async ({ page, account }) => {
  await account({ persona: 'starter' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await open(page, '/clips/new/step-out');
  await Promise.all([button(editor.pause).waitFor(), button(editor.play).click()]);
  for (const path of ['/clips/new/step-out', '/studio']) {
    await open(page, path);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(editor.uploadPhoto).click()]);
    await chooser.setFiles(upload('boat.png', transparentSubject()));
    await expect(button(editor.replacePhoto), path).toBeVisible();
  }
});

test('the Lab has its levers and choices by name', async ({ page, account }) => {
  await account({ persona: 'starter' });
  await open(page, '/lab');
  const personas = page.getByRole('group', { name: 'Persona' });
  await expect(personas.getByRole('radio')).not.toHaveCount(0);
  for (const name of [/^Go to .+, \+\d+ /, '+1 day', '+1 hour']) await expect(page.getByRole('button', { name })).toBeVisible();
  for (const name of Object.values(labLevers)) await expect(page.getByRole('switch', { name, exact: true })).toBeVisible();
  for (const name of ['Theme', 'Device frame']) await expect(page.getByRole('group', { name })).toBeVisible();
});

test('another person’s or nobody’s things are a 404', async ({ account, page }) => {
  await account({ persona: 'starter' });
  const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';
  for (const path of [`/clips/${nobody}`, '/clips/new/no-such-template', `/studio/${nobody}`, '/clips/not-an-id', '/studio/not-an-id']) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  for (const path of [`/clips/${nobody}/download?version=abc`, `/studio/takes/${nobody}/download`]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
});

test('pages forbid what they do not need', async ({ request }) => {
  const headers = (await request.get('/')).headers();
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  expect(policy).not.toMatch(/style-src[^;]*'unsafe-inline'/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBeTruthy();
});

test('the session cookie is out of reach of scripts and of other sites', async ({ account, context }) => {
  await account({ persona: 'starter' });
  const cookies = await context.cookies();
  const session = cookies.filter(({ httpOnly }) => httpOnly);
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie.sameSite).toBe('Lax');
});

test('another site’s form moves nothing', async ({ account, page, ledger, baseURL }) => {
  await account({ persona: 'starter' });
  const before = await ledger();
  const response = await page.request.post('/lab/ledger', {
    data: { op: 'debit', wallet: 'download', amount: 1, key: 'forged' },
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
  });
  expect(response.status()).toBe(403);
  expect((await ledger()).wallets).toEqual(before.wallets);
  expect(baseURL).toBeTruthy();
});
