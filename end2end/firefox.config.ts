/**
 * A smoke run in Firefox: whether the product works at all in a browser of another family. Playwright's own way to Firefox
 * asks for commands that Debian's does not know yet, so the runner and the assertions are Playwright's and the browser is
 * driven by Puppeteer.
 */

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'firefox',
  testMatch: 'smoke.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: { baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000' },
  projects: [{ name: 'firefox' }],
});
