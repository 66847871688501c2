/** Judges that are slow or measure time, so that they are no tests: Lighthouse, the players of films, a first visit. `make audit`. */

import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

export default defineConfig({
  ...tests,
  testDir: 'audit',
  testMatch: ['first-minute.ts', 'lighthouse.ts', 'playback.ts'],
  // What measures time must have the machine for itself.
  workers: 1,
  timeout: 900_000,
  projects: [{ name: 'audit', use: { browserName: 'chromium' } }],
});
