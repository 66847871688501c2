/** The worker of the live preview, spoken to as the page does. */

import { goldenFiles } from '../../crates/engine/tests/golden_files.mjs';
import { expect, open, test } from '../kit/fixtures';

interface Question {
  cases: { request: unknown; width: number; height: number }[];
  image: string;
}

/** Sends pictures under names of their own, the last one asked for first; answers what the worker says of each. Sent into the page as it stands. */
async function afterOthers({ cases, image }: Question): Promise<string[]> {
  const worker = new Worker('/engine/preview-worker.js', { type: 'module' });
  const heard: { type: string; error?: string }[] = [];
  const waiting: (() => void)[] = [];
  worker.onmessage = ({ data }) => {
    heard.push(data);
    waiting.shift()?.();
  };
  const next = async () => {
    if (heard.length === 0) await new Promise<void>((done) => waiting.push(done));
    return heard.shift();
  };
  worker.postMessage({ type: 'init', wasmUrl: '/engine/engine.wasm', fontsUrl: '/engine/fonts/' });
  await next();
  const names = ['oldest', 'older', 'newest'];
  for (const id of names) worker.postMessage({ type: 'image', id, bytes: Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0)).buffer });
  const said: string[] = [];
  let revision = 0;
  const [drawn] = cases;
  for (const name of drawn ? names : []) {
    const json = JSON.stringify(drawn?.request).replace('"sneaker"', JSON.stringify(name));
    worker.postMessage({ type: 'inputs', json, revision: ++revision });
    await next();
    worker.postMessage({ type: 'frame', index: 90, width: drawn?.width, height: drawn?.height, requestId: revision });
    const answer = await next();
    said.push(`${name}: ${answer?.error ?? answer?.type}`);
  }
  worker.terminate();
  return said;
}

test('pictures that went out of use are let go, but for the newest two', async ({ page }) => {
  const { cases, samples } = goldenFiles();
  await open(page, '/');
  const said = await page.evaluate(afterOthers, { cases: cases.slice(0, 1), image: samples.sneaker ?? '' });
  expect(said).toEqual(['oldest: unknown-image', 'older: frame', 'newest: frame']);
});
