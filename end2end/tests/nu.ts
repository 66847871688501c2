/** The Nu checker's judgement of every page that this run's scenarios opened, as the server sent it. It runs last, and once. */

import { expect, test } from '@playwright/test';
import { BROKEN, foundByNu, keepForNu, keptForNu } from '../kit/markup';
import { NAMES } from '../kit/scenario-names';

/** No scenario is called that. */
const KNOWN = 'a-page-that-is-broken';

test('the Nu checker finds nothing on any page, and what is wrong with a broken one', () => {
  const { outputDir } = test.info().project;
  keepForNu(outputDir, KNOWN, BROKEN);
  if (process.env.E2E_WHOLE) expect(keptForNu(outputDir)).toEqual(expect.arrayContaining([...NAMES]));
  const found = foundByNu(outputDir);
  const known = found.filter(({ page }) => page === KNOWN).map(({ fault }) => fault);
  expect(known, 'it looks').toEqual(expect.arrayContaining([expect.stringContaining('Duplicate ID “same”'), expect.stringContaining('must not appear as a descendant of the “a” element')]));
  expect(found.filter(({ page }) => page !== KNOWN)).toEqual([]);
});
