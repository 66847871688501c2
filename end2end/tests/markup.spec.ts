/**
 * That html-validate judges at all. The pages themselves are judged where they are opened, in scenarios.spec.ts; the Nu
 * checker reads them together once all tests have ended, in nu.ts.
 */

import { expect, test } from '@playwright/test';
import { BROKEN, foundByHtmlValidate } from '../kit/markup';

test('html-validate finds what is wrong with a broken page, and nothing once it is mended', async () => {
  expect((await foundByHtmlValidate(BROKEN)).sort()).toEqual([expect.stringContaining('Duplicate ID "same"'), expect.stringContaining('<button> element is not permitted as a descendant of <a>')]);
  const mended = BROKEN.replace('<p id="same">', '<p>').replace(/<button .*<\/button>/, 'Two');
  expect(await foundByHtmlValidate(mended)).toEqual([]);
});
