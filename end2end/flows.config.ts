/** The flow map: `make flows` takes a picture of every scenario in three modes and draws one sheet of them. */

import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

export default defineConfig({
  ...tests,
  testDir: 'flows',
  projects: [
    { name: 'pictures', testMatch: 'pictures.ts', use: { browserName: 'chromium' } },
    { name: 'sheet', testMatch: 'sheet.ts', dependencies: ['pictures'], use: { browserName: 'chromium' } },
  ],
});
