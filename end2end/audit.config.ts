/** Independent judges of the pages: `make audit`. They are slow or measure time, so they are no tests. */

import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

export default defineConfig({
  ...tests,
  testDir: 'audit',
  testMatch: ['html.ts', 'lighthouse.ts', 'playback.ts'],
  // What measures time must have the machine for itself.
  workers: 1,
  timeout: 900_000,
  projects: [{ name: 'audit', use: { browserName: 'chromium' } }],
});
