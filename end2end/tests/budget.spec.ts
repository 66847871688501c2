/** What a first visit costs to load. The limits are the product's promise to people on slow lines. */

import { expect, open, test } from '../kit/fixtures';

const CODE_LIMIT = 120_000;
const FONT_LIMIT = 60_000;
const ENGINE_LIMIT = 632_000;

interface Loaded {
  url: string;
  kind: 'code' | 'font' | 'other';
  bytes: number;
}

function kindOf(url: string, mime: string): Loaded['kind'] {
  if (/wasm|javascript/.test(mime) || /\.(wasm|m?js)(\?|$)/.test(url)) return 'code';
  if (/font/.test(mime) || /\.(woff2?|ttf|otf)(\?|$)/.test(url)) return 'font';
  return 'other';
}

test('a first visit to the gallery loads at most 120 kB of code and 60 kB of fonts', async ({ page }) => {
  // The browser's own count of the bytes that came over the wire, compressed as the server sent them.
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const responses = new Map<string, { url: string; mime: string }>();
  const loaded: Loaded[] = [];
  network.on('Network.responseReceived', ({ requestId, response }) => {
    responses.set(requestId, { url: response.url, mime: response.mimeType });
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const response = responses.get(requestId);
    if (response) loaded.push({ url: response.url, kind: kindOf(response.url, response.mime), bytes: encodedDataLength });
  });

  await open(page, '/');
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);

  const code = loaded.filter(({ kind }) => kind === 'code');
  const fonts = loaded.filter(({ kind }) => kind === 'font');
  const sum = (files: Loaded[]) => files.reduce((total, { bytes }) => total + bytes, 0);
  const list = (files: Loaded[]) => files.map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`).join('\n');
  test.info().annotations.push({ type: 'bytes', description: `code ${sum(code)}, fonts ${sum(fonts)}\n${list(loaded)}` });

  expect(code.some(({ url }) => new URL(url).pathname.endsWith('.wasm')), `the app's wasm was counted:\n${list(loaded)}`).toBe(true);
  expect(fonts.length, 'the fonts were counted').toBeGreaterThan(0);
  expect(sum(code), list(code)).toBeLessThanOrEqual(CODE_LIMIT);
  expect(sum(fonts), list(fonts)).toBeLessThanOrEqual(FONT_LIMIT);
});

test('the engine is not loaded where nothing plays', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(new URL(request.url()).pathname));
  await open(page, '/');
  await page.waitForLoadState('networkidle');
  expect(urls.filter((path) => path.startsWith('/engine/'))).toEqual([]);
});

test('the engine of the preview is at most 632 kB, 82 of which are the two fonts that every text needs', async ({ request }) => {
  const response = await request.get('/engine/engine.wasm', { headers: { 'accept-encoding': 'br' } });
  expect(Number(response.headers()['content-length'])).toBeGreaterThan(100_000);
  expect(Number(response.headers()['content-length'])).toBeLessThanOrEqual(ENGINE_LIMIT);
});

test('nothing is loaded from another host', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.origin !== new URL(baseURL ?? '').origin) elsewhere.push(request.url());
  });
  for (const path of ['/', '/studio', '/login', '/help']) await open(page, path);
  expect(elsewhere).toEqual([]);
});

test('what is worth compressing comes compressed, and exactly as built', async ({ request }) => {
  for (const path of ['/pkg/shell.js', '/pkg/breakout-clips.css', '/pkg/shell_bg.wasm', '/pkg/editor_bg.wasm', '/pkg/studio_bg.wasm', '/engine/engine.wasm']) {
    const response = await request.get(path, { headers: { 'accept-encoding': 'br' } });
    expect(response.status(), path).toBe(200);
    expect(response.headers()['content-encoding'], path).toBe('br');
  }
});

test('bundles and style are kept for good under an address that changes with them', async ({ request }) => {
  const page = await (await request.get('/')).text();
  const named = new Set(page.match(/\/pkg\/[\w.-]+\?v=\w+/g));
  expect([...named].map((address) => address.split('?')[0]).sort()).toEqual(['/pkg/breakout-clips.css', '/pkg/shell.js', '/pkg/shell_bg.wasm']);
  for (const address of named) {
    expect((await request.get(address)).headers()['cache-control'], address).toContain('immutable');
    const old = `${address}0`;
    expect((await request.get(old)).headers()['cache-control'], old).toBe('no-cache');
  }
});
