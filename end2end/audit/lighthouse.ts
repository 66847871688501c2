/** The public pages as a visitor sees them, and four as their owner does, before Lighthouse on a phone and on a desktop. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '../kit/fixtures';

const LIGHTHOUSE = join(import.meta.dirname, 'node_modules/lighthouse/cli/index.js');
const PUBLIC = ['/', '/login', '/signup', '/help', '/clips/new/step-out', '/studio'];
const OWN = ['/clips/new/step-out', '/studio', '/credits', '/billing'];
const VISITS = [...PUBLIC.map((path) => ({ path, signedIn: false })), ...OWN.map((path) => ({ path, signedIn: true }))];

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { score: number | null; title: string }>;
}

for (const { path, signedIn } of VISITS) {
  for (const device of ['mobile', 'desktop']) {
    const visit = `${path}, ${signedIn ? 'signed in' : 'visitor'}, ${device}`;
    test(visit, async ({ account, context, baseURL }) => {
      if (signedIn) await account({ persona: 'pro' });
      const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const report: Report = JSON.parse(
        execFileSync(
          process.execPath,
          [
            LIGHTHOUSE,
            `${baseURL}${path}`,
            '--quiet',
            '--output=json',
            '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage',
            ...(device === 'desktop' ? ['--preset=desktop'] : []),
            ...(cookies ? [`--extra-headers=${JSON.stringify({ Cookie: cookies })}`] : []),
          ],
          { encoding: 'utf8', maxBuffer: 64 << 20, env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' } },
        ),
      );
      const scores = Object.fromEntries(Object.entries(report.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]));
      const short = Object.values(report.audits).filter(({ score }) => score !== null && score < 0.9);
      console.log(`${visit}: ${JSON.stringify(scores)} ${short.map(({ title }) => title).join('; ')}`);
      // What an account sees is not for search engines.
      const wanted = signedIn ? ['accessibility', 'best-practices'] : ['accessibility', 'best-practices', 'seo'];
      for (const name of wanted) expect(scores[name], name).toBe(100);
    });
  }
}
