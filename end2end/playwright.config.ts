import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

/** The machine's own Chromium: Playwright's download is never needed. */
function chromium(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error('No Chromium or Chrome on PATH: install one, or set CHROMIUM to its path');
}

const launchOptions = {
  executablePath: chromium(),
  // Software rendering and no background traffic, so that a run is the same everywhere. A container's
  // root has no sandbox to offer.
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
  ],
};

/**
 * Tests tagged @phone run on the phone as well; those tagged @phone-only run nowhere else. Those tagged @postgres are run
 * once more against a server on PostgreSQL (scripts/test). When all of a run's tests on the desktop have ended, the Nu checker
 * reads the pages that they opened; `--no-deps` leaves it out.
 */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // A test that renders shares two cores with another one's browser; this only ends what hangs.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    // A failure leaves its error and what was on the page. `--trace=retain-on-failure` keeps every page and call on the way
    // there as well, and takes the processor a tenth longer.
    trace: 'off',
    // A control that is not there is told within two minutes, whatever a test may take as a whole.
    actionTimeout: 120_000,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Where nothing is accelerated, every transition is painted by the processor that has to render the videos as well:
    // two pages that move made renders five times slower. What moves is looked at by tests that ask for it.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions,
  },
  projects: [
    {
      name: 'desktop',
      teardown: 'nu',
      grepInvert: /@phone-only/,
      use: { browserName: 'chromium', viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      grep: /@phone/,
      use: { browserName: 'chromium', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: 'nu', testMatch: 'nu.ts' },
  ],
});
