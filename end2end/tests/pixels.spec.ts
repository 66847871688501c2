/** What people see before they pay is what they get: the engine draws the same pixels here as in the workers. */

import { goldenFiles } from '../../crates/engine/tests/golden_files.mjs';
import { compare } from '../../crates/engine/tests/identity.mjs';
import { expect, test } from '../kit/fixtures';

test('every animation in every format has the workers’ very pixels in this browser', async ({ page, request }) => {
  const served = await request.get('/engine/engine.wasm');
  const files = goldenFiles();
  // A page without rules of its own, as the function is sent into it together with its files.
  await page.goto('about:blank');
  const { compared, differences } = await page.evaluate(compare, { wasm: (await served.body()).toString('base64'), ...files });
  expect(differences).toEqual([]);
  expect(compared).toBe(files.cases.flatMap(({ frames }) => Object.keys(frames)).length);
});
