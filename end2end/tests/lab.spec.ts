/** The Lab's JSON endpoints: the levers with which every other test sets its scene. */

import { expectAccessible, expectAccessibleInBothThemes, intoTheme, THEMES } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import type { LedgerOp } from '../kit/fixtures';
import { accounts } from '../kit/names';
import { OwnServer } from '../kit/server';

const ENTRY_LEGS: Record<string, (n: number) => [number, number]> = {
  grant: (n) => [n, 0],
  debit: (n) => [-n, 0],
  hold: (n) => [-n, n],
  capture: (n) => [0, -n],
  release: (n) => [n, -n],
};

test.describe('POST /lab/accounts', () => {
  test('answers the credentials and signs in', async ({ account, page, context }) => {
    const { email, password } = await account({ persona: 'starter' });
    expect(email).toMatch(/@/);
    expect(password.length).toBeGreaterThan(0);
    expect((await context.cookies()).length).toBeGreaterThan(0);
    expect((await page.request.get('/credits', { maxRedirects: 0 })).status()).toBe(200);
  });

  test('starter has paid its first period: 10 and 60', async ({ account, ledger }) => {
    await account({ persona: 'starter' });
    const { wallets, periods, entries, lots, holds } = await ledger();
    expect(wallets.download).toEqual({ available: 10, held: 0, unlimited: false });
    expect(wallets.ai).toMatchObject({ available: 60, held: 0 });
    expect(periods).toHaveLength(1);
    expect(periods[0]?.granted).toEqual({ download: 10, ai: 60 });
    expect(entries).toHaveLength(2);
    expect(lots).toHaveLength(2);
    expect(holds).toEqual([]);
  });

  test('given amounts replace the persona’s', async ({ account, ledger }) => {
    await account({ persona: 'starter', download_credits: 3, ai_credits: 500 });
    const { wallets } = await ledger();
    expect(wallets.download.available).toBe(3);
    expect(wallets.ai.available).toBe(500);
  });

  test('pro downloads without limit', async ({ account, ledger }) => {
    await account({ persona: 'pro' });
    const { wallets } = await ledger();
    expect(wallets.download.unlimited).toBe(true);
    expect(Number.isInteger(wallets.download.available)).toBe(true);
    expect(wallets.ai.available).toBe(300);
  });

  test('the other personas stand as their names say', async ({ account, ledger }) => {
    await account({ persona: 'new' });
    expect((await ledger()).wallets).toMatchObject({ download: { available: 0 }, ai: { available: 0 } });
    await account({ persona: 'starter-empty' });
    expect((await ledger()).wallets).toMatchObject({ download: { available: 0 }, ai: { available: 0 } });
    await account({ persona: 'past-due' });
    expect((await ledger()).periods.at(-1)?.granted).toBeNull();
    await account({ persona: 'ai-power' });
    expect((await ledger()).wallets.ai.available).toBeGreaterThan(300);
  });

  test('two accounts know nothing of each other', async ({ account, ledger, lab }) => {
    const first = await account({ persona: 'starter' });
    await lab.move({ op: 'debit', wallet: 'download', amount: 4, key: 'same-key' });
    const second = await account({ persona: 'starter' });
    expect(second.email).not.toBe(first.email);
    expect((await ledger()).wallets.download.available).toBe(10);
    const answer = await lab.move({ op: 'debit', wallet: 'download', amount: 1, key: 'same-key' });
    expect(answer).toMatchObject({ outcome: 'applied', available: 9 });
  });
});

test('what is malformed is a 422 on every endpoint', async ({ account, lab, ledger }) => {
  await account({ persona: 'starter' });
  const before = await ledger();
  const malformed: [string, string][] = [
    ['/lab/accounts', '{'],
    ['/lab/accounts', '{}'],
    ['/lab/accounts', '{"persona":"nobody"}'],
    ['/lab/accounts', '{"persona":"starter","clock":"yesterday"}'],
    ['/lab/clock', '{}'],
    ['/lab/clock', '{"advance":"1 fortnight"}'],
    ['/lab/clock', '{"advance":7}'],
    ['/lab/clock', '{"to":"soon"}'],
    ['/lab/payments', '{"next":"perhaps"}'],
    ['/lab/refunds', '{"amount_cents":0}'],
    ['/lab/disputes', '{"state":"perhaps"}'],
    ['/lab/faults', '{"render":"slow"}'],
    ['/lab/faults', '{"latency_ms":"long"}'],
    ['/lab/faults', '{"stall_at":0}'],
    ['/lab/faults', '{"stall_at":100}'],
    ['/lab/faults', '{"stall_at":"half"}'],
    ['/lab/faults', '{"frame_latency_ms":10001}'],
    ['/lab/faults', '{"frame_latency_ms":-1}'],
    ['/lab/faults', '{"fail_next":1}'],
    ['/lab/faults', '[]'],
    ['/lab/ledger', '{}'],
    ['/lab/ledger', '{"op":"steal","wallet":"ai","amount":1,"key":"a"}'],
    ['/lab/ledger', '{"op":"debit","wallet":"cash","amount":1,"key":"a"}'],
    ['/lab/ledger', '{"op":"debit","wallet":"ai","amount":"1","key":"a"}'],
    ['/lab/ledger', '{"op":"debit","wallet":"ai","amount":1.5,"key":"a"}'],
    ['/lab/ledger', '{"op":"debit","wallet":"ai","amount":1}'],
  ];
  for (const [path, body] of malformed) {
    expect((await lab.raw(path, body)).status(), `${path} ${body}`).toBe(422);
  }
  expect((await ledger()).wallets).toEqual(before.wallets);
});

test.describe('POST /lab/ledger', () => {
  const debit = (amount: number, key: string): LedgerOp => ({ op: 'debit', wallet: 'download', amount, key });

  test('applies once, however often it is sent', async ({ account, lab, ledger }) => {
    await account({ persona: 'starter' });
    expect(await lab.move(debit(3, 'once'))).toMatchObject({ outcome: 'applied', available: 7, held: 0 });
    expect(await lab.move(debit(3, 'once'))).toMatchObject({ outcome: 'duplicate', available: 7 });
    expect(await lab.move(debit(4, 'once'))).toMatchObject({ outcome: 'refused', available: 7 });
    expect(await lab.move({ ...debit(3, 'once'), wallet: 'ai' })).toMatchObject({ outcome: 'refused' });
    const { wallets, entries } = await ledger();
    expect(wallets.download.available).toBe(7);
    expect(wallets.ai.available).toBe(60);
    expect(entries).toHaveLength(3);
  });

  test('refuses more than there is, and refuses the repeat too', async ({ account, lab, ledger }) => {
    await account({ persona: 'starter' });
    expect(await lab.move(debit(11, 'too-much'))).toMatchObject({ outcome: 'refused', available: 10, held: 0 });
    expect(await lab.move({ op: 'grant', wallet: 'download', amount: 5, key: 'more' })).toMatchObject({ outcome: 'applied', available: 15 });
    expect(await lab.move(debit(11, 'too-much'))).toMatchObject({ outcome: 'refused', available: 15 });
    expect((await ledger()).wallets.download.available).toBe(15);
  });

  test('a hold is captured and released in parts, and ends when nothing is held', async ({ account, lab, ledger }) => {
    await account({ persona: 'starter' });
    const ai = (op: LedgerOp['op'], amount: number, key: string, hold?: string): LedgerOp => ({ op, wallet: 'ai', amount, key, ...(hold && { hold }) });
    const held = await lab.move(ai('hold', 20, 'h'));
    expect(held).toMatchObject({ outcome: 'applied', available: 40, held: 20 });
    const hold = held.hold ?? '';
    expect(hold).not.toBe('');
    expect((await lab.move(ai('hold', 20, 'h'))).hold).toBe(hold);
    expect((await ledger()).holds).toHaveLength(1);

    expect(await lab.move(ai('capture', 5, 'c1', hold))).toMatchObject({ outcome: 'applied', available: 40, held: 15 });
    expect(await lab.move(ai('release', 5, 'r1', hold))).toMatchObject({ outcome: 'applied', available: 45, held: 10 });
    expect(await lab.move(ai('capture', 11, 'c2', hold))).toMatchObject({ outcome: 'refused', available: 45, held: 10 });
    expect(await lab.move(ai('release', 5, 'r1', hold))).toMatchObject({ outcome: 'duplicate', available: 45, held: 10 });
    expect(await lab.move(ai('capture', 10, 'c3', hold))).toMatchObject({ outcome: 'applied', available: 45, held: 0 });
    expect(await lab.move(ai('release', 1, 'r2', hold))).toMatchObject({ outcome: 'refused', available: 45, held: 0 });
    expect((await ledger()).wallets.ai).toMatchObject({ available: 45, held: 0 });
  });

  test('an unknown hold is refused', async ({ account, lab }) => {
    await account({ persona: 'starter' });
    const answer = await lab.move({ op: 'capture', wallet: 'ai', amount: 1, key: 'x', hold: '01890a5d-ac96-774b-bcce-b302099a8057' });
    expect(answer).toMatchObject({ outcome: 'refused', available: 60, held: 0 });
  });

  test('of 50 at once with credits for 3, exactly 3 apply', { tag: '@postgres' }, async ({ account, lab, ledger }) => {
    await account({ persona: 'starter', download_credits: 3 });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => lab.move(debit(1, `parallel-${n}`))));
    expect(answers.filter(({ outcome }) => outcome === 'applied')).toHaveLength(3);
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toHaveLength(47);
    expect((await ledger()).wallets.download).toMatchObject({ available: 0, held: 0 });
  });

  test('of 50 at once with one key, exactly 1 applies', async ({ account, lab, ledger }) => {
    await account({ persona: 'starter' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => lab.move(debit(1, 'the-one'))));
    expect(answers.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect((await ledger()).wallets.download.available).toBe(9);
  });

  test('knows each operation', async ({ account, lab }) => {
    await account({ persona: 'starter', ai_credits: 100 });
    let [available, held] = [100, 0];
    let hold: string | undefined;
    for (const op of ['grant', 'debit', 'hold', 'capture', 'release'] as const) {
      const amount = op === 'hold' ? 10 : 5;
      const needsHold = op === 'capture' || op === 'release';
      const answer = await lab.move({ op, wallet: 'ai', amount, key: op, ...(needsHold && hold ? { hold } : {}) });
      const [more, moreHeld] = ENTRY_LEGS[op]?.(amount) ?? [0, 0];
      available += more;
      held += moreHeld;
      expect(answer, op).toMatchObject({ outcome: 'applied', available, held });
      hold ??= answer.hold;
    }
  });
});

test.describe('POST /lab/clock and /lab/payments', () => {
  test('a month on, the second period is paid and both kinds stack', async ({ account, clock, ledger }) => {
    await account({ persona: 'starter', clock: '2026-01-31T10:00:00Z' });
    await clock.advance('1 month');
    const { wallets, periods } = await ledger();
    expect(wallets.download.available).toBe(20);
    expect(wallets.ai.available).toBe(120);
    expect(periods).toHaveLength(2);
    expect(new Date(periods[0]?.start ?? '').toISOString()).toBe('2026-01-31T10:00:00.000Z');
    expect(new Date(periods[0]?.end ?? '').toISOString()).toBe('2026-02-28T10:00:00.000Z');
    expect(periods[1]?.granted).toEqual({ download: 10, ai: 60 });
  });

  test('the day comes from the original anchor, not from the short month', async ({ account, clock, ledger }) => {
    await account({ persona: 'starter', clock: '2026-01-31T10:00:00Z' });
    await clock.to('2026-03-31T10:00:00Z');
    const { periods } = await ledger();
    expect(periods).toHaveLength(3);
    expect(new Date(periods[2]?.start ?? '').toISOString()).toBe('2026-03-31T10:00:00.000Z');
  });

  test('a failed payment grants nothing and takes nothing away', async ({ account, clock, payments, ledger }) => {
    await account({ persona: 'starter', clock: '2026-05-10T10:00:00Z' });
    await payments.next('fail');
    await clock.advance('1 month');
    const { wallets, periods } = await ledger();
    expect(wallets.download.available).toBe(10);
    expect(wallets.ai.available).toBe(60);
    expect(periods).toHaveLength(2);
    expect(periods[1]?.granted).toBeNull();
  });

  test('time runs forward only', async ({ account, lab, ledger }) => {
    await account({ persona: 'starter', clock: '2026-05-10T10:00:00Z' });
    const answer = await lab.raw('/lab/clock', '{"to":"2026-05-09T10:00:00Z"}');
    expect([200, 422]).toContain(answer.status());
    expect((await ledger()).periods).toHaveLength(1);
  });
});

test('faults are taken, kept and cleared', { tag: '@postgres' }, async ({ account, faults }) => {
  await account({ persona: 'starter' });
  await faults.set({ render: 'fail', provider: 'partial' });
  await faults.set({ latency_ms: 0, frame_latency_ms: 250, fail_next: true });
  await faults.clear();
});

test('offline holds for every page of the account, and for no other account', async ({ account, faults, page, elsewhere, ledger }) => {
  await account({ persona: 'starter' });
  await faults.set({ offline: true });
  await faults.set({ latency_ms: 0 });
  const refused = await page.request.get('/billing');
  expect(refused.status()).toBe(503);
  expect(await refused.text()).toContain('0 credits were taken');
  expect((await ledger()).wallets.download.available).toBe(10);
  const other = await elsewhere();
  await other.request.post('/lab/accounts', { data: { persona: 'starter' } });
  expect((await other.request.get('/billing')).status()).toBe(200);
  await faults.set({ offline: null });
  expect((await page.request.get('/billing')).status()).toBe(200);
});

test('past-due recovers when its retry is due', async ({ account, clock, ledger }) => {
  await account({ persona: 'past-due', clock: '2026-03-31T10:00:00Z' });
  const before = await ledger();
  expect(before.periods.map(({ start }) => start)).toEqual(['2026-02-28T10:00:00Z', '2026-03-31T10:00:00Z']);
  expect(before.wallets).toMatchObject({ download: { available: 10 }, ai: { available: 60 } });
  await clock.advance('1 day');
  const after = await ledger();
  expect(after.wallets).toMatchObject({ download: { available: 20 }, ai: { available: 120 } });
  expect(after.periods.at(-1)?.granted).toEqual({ download: 10, ai: 60 });
});

test('a year is caught up at once', async ({ account, clock, ledger }) => {
  await account({ persona: 'starter', clock: '2025-01-31T10:00:00Z' });
  await clock.to('2026-03-31T10:00:00Z');
  const { wallets, periods, entries } = await ledger();
  expect(periods).toHaveLength(15);
  expect(wallets).toMatchObject({ download: { available: 150 }, ai: { available: 900 } });
  expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort());
});

test('the Lab’s page has the same levers', async ({ page, ledger, problems }) => {
  // Offline is offline for the live balance too, which asks again by itself.
  problems.allow(/503 .*\/live|503 \(Service Unavailable\).*\/live/);
  await page.goto('/lab');
  await page.getByRole('group', { name: 'Persona' }).getByRole('radio', { name: /^Starter 10 download credits 60 AI credits/ }).check();
  await page.getByRole('button', { name: 'Become this persona' }).click();
  await page.getByRole('button', { name: '+1 month' }).click();
  expect((await ledger()).wallets).toMatchObject({ download: { available: 20 }, ai: { available: 120 } });
  const offline = page.getByRole('switch', { name: 'Offline' });
  await offline.click();
  await expect(offline).toHaveAttribute('aria-checked', 'true');
  expect((await page.request.get('/billing')).status()).toBe(503);
  await offline.click();
  await expect(offline).toHaveAttribute('aria-checked', 'false');
  expect((await page.request.get('/billing')).status()).toBe(200);
});

test('the Lab’s page leads to the next refresh, and opens every state as chosen beside the account that is signed in', async ({ page, ledger }) => {
  await open(page, '/lab');
  await expect(page.getByText('Become a persona to move its time')).toBeVisible();
  await page.getByRole('group', { name: 'Device frame' }).getByRole('link', { name: 'Phone', exact: true }).click();
  const starter = page.getByRole('group', { name: 'Persona' }).getByRole('radio', { name: /^Starter 10 download credits 60 AI credits/ });
  await starter.check();
  await page.getByRole('button', { name: 'Become this persona' }).click();
  await page.getByRole('button', { name: /^Go to .+, \+10 download credits and 60 AI credits$/ }).click();
  const grown = { download: { available: 20 }, ai: { available: 120 } };
  await expect.poll(async () => (await ledger()).wallets).toMatchObject(grown);
  await expect(starter, 'who one is').toBeChecked();

  await expect(page.getByRole('link', { name: 'Phone', exact: true }), 'stays chosen behind the forms').toHaveAttribute('aria-current', 'true');
  await page.getByRole('link', { name: 'Pro, Billing', exact: true }).click();
  await expect(page.frameLocator('.lab-device iframe').locator('html[data-hydrated]')).toBeAttached();
  expect((await page.locator('.lab-device iframe').boundingBox())?.width).toBe(390);
  expect((await ledger()).wallets, 'the frame has an account of its own').toMatchObject(grown);

  await page.getByRole('link', { name: 'Back to every state' }).click();
  await page.getByRole('group', { name: 'Device frame' }).getByRole('link', { name: 'Desktop', exact: true }).click();
  await page.getByRole('link', { name: 'Pro, Billing', exact: true }).click();
  await expect(page).toHaveURL(/\/billing$/);
  expect((await ledger()).wallets, 'on a desktop the state is the window’s').toMatchObject({ download: { unlimited: true } });
});

test('the Lab’s page is accessible in both themes and fits a narrow screen', async ({ page, account }) => {
  await account({ persona: 'pro' });
  await open(page, '/lab');
  await page.locator('.lab-side summary').evaluateAll((all) => all.forEach((one) => one.parentElement?.toggleAttribute('open', true)));
  await expectAccessibleInBothThemes(page, 'the Lab');
  await page.setViewportSize({ width: 320, height: 640 });
  const widths = () => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  const [content, screen] = await widths();
  expect(content).toBe(screen);
  // The levers come first, and one link leads past them.
  await page.getByRole('link', { name: 'Every state, one click' }).click();
  await expect(page.getByRole('heading', { name: 'Every state, one click' })).toBeInViewport();
});

test('the live frames of the states and the letters are accessible in both themes', async ({ page, account }) => {
  const { email } = await account({ persona: 'new' });
  await page.request.post('/forgot', { form: { email } });
  await open(page, '/lab/mail');
  await expect(page.getByRole('article', { name: accounts.letter(email) })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'letters');
  await open(page, '/lab/scenarios?flow=gallery');
  for (const { colorScheme, about } of THEMES) {
    await intoTheme(page, colorScheme);
    // Each frame is a page of its own, which is judged as a scenario.
    await expectAccessible(page, `live frames, ${colorScheme}`, about, false);
  }
});

test('in production there is no Lab', async () => {
  const server = await OwnServer.start({ MODE: 'production' });
  try {
    for (const path of ['/lab', '/lab/ledger']) {
      expect((await fetch(server.url + path)).status, path).toBe(404);
    }
    for (const path of ['/lab/accounts', '/lab/clock', '/lab/payments', '/lab/refunds', '/lab/disputes', '/lab/reconcile', '/lab/faults', '/lab/ledger']) {
      const response = await fetch(server.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"persona":"starter"}',
      });
      expect(response.status, path).toBe(404);
    }
  } finally {
    await server.remove();
  }
});
