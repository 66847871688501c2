/**
 * The test function every test here uses. It adds an isolated account, the Lab's levers, and a guard
 * that fails a test when the page complained about anything the test did not expect.
 */

import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { Lab, type AccountOptions, type Credentials, type Faults, type Ledger } from './lab';

/** Complaints of the pages, and the way to say beforehand which of them a test provokes on purpose. */
export class Problems {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Complaints that match belong to the test: a refused request's console line, say. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.add('console', `${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.add('page', error.error().stack ?? error.error().message));
    context.on('response', (response) => {
      if (response.status() >= 500) this.add('server', `${response.status()} ${response.request().method()} ${response.url()}`);
    });
  }

  unexpected(): string[] {
    return this.seen.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
  }

  private add(kind: string, text: string): void {
    this.seen.push(`${kind}: ${text}`);
  }
}

interface Kit {
  lab: Lab;
  /** Makes an account of the Lab and signs the test's pages in to it. */
  account(options: AccountOptions): Promise<Credentials>;
  clock: { advance(by: string): Promise<void>; to(moment: string): Promise<void> };
  faults: { set(faults: Faults): Promise<void>; clear(): Promise<void> };
  payments: { next(outcome: 'succeed' | 'fail'): Promise<void> };
  ledger(): Promise<Ledger>;
  problems: Problems;
  /** A second browser with cookies of its own, watched by the same guard. */
  elsewhere(): Promise<BrowserContext>;
}

export const test = base.extend<Kit>({
  problems: [
    async ({ context }, use) => {
      const problems = new Problems();
      problems.watch(context);
      await use(problems);
      const unexpected = problems.unexpected();
      expect(unexpected, `the pages complained: ${unexpected.join(' / ')}`).toEqual([]);
    },
    { auto: true },
  ],
  lab: async ({ context }, use) => use(new Lab(context.request)),
  account: async ({ lab }, use) => use((options) => lab.account(options)),
  clock: async ({ lab }, use) => use({ advance: (by) => lab.advance(by), to: (moment) => lab.travelTo(moment) }),
  faults: async ({ lab }, use) =>
    use({
      set: (faults) => lab.faults(faults),
      clear: () => lab.faults({ latency_ms: null, render: null, provider: null, stall_at: null, frame_latency_ms: null, fail_next: null, offline: null }),
    }),
  payments: async ({ lab }, use) => use({ next: (outcome) => lab.nextPayment(outcome) }),
  ledger: async ({ lab }, use) => use(() => lab.ledger()),
  elsewhere: async ({ browser, baseURL, problems }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL });
      problems.watch(context);
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
  },
});

/** Goes to a page and waits until it is interactive. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

export async function hydrated(page: Page): Promise<void> {
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

export { expect };
export type { Credentials, Ledger, LedgerAnswer, LedgerOp, Persona, WalletName } from './lab';
export { Lab } from './lab';
