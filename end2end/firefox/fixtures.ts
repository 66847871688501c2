/** Firefox for a test: a profile of its own for each, and the guard of the kit that fails a test when a page complains. */

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test as base, expect, request, type APIRequestContext } from '@playwright/test';
import puppeteer, { type Browser, type BrowserContext, type ElementHandle, type Page } from 'puppeteer-core';
import { Lab, type AccountOptions } from '../kit/lab';

/** The machine's own Firefox. */
function firefox(): string {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['firefox-esr', 'firefox']) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error('No Firefox on PATH: install one, or set FIREFOX to its path');
}

interface Kit {
  profile: BrowserContext;
  tab: Page;
  client: APIRequestContext;
  lab: Lab;
  /** Makes an account of the Lab and signs the tab in to it. */
  account(options: AccountOptions): Promise<void>;
}

/** Firefox says so when a page is left while it still listens to its account's news. */
const LEFT_WHILE_LISTENING = /The connection to \S+\/live was interrupted/;

function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    const text = error instanceof Error ? error.message : String(error);
    if (!LEFT_WHILE_LISTENING.test(text)) complaints.push(`page: ${text}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`server: ${response.status()} ${response.url()}`);
  });
}

export const test = base.extend<Kit, { browserOfTests: Browser }>({
  browserOfTests: [
    async ({}, use) => {
      const browser = await puppeteer.launch({
        browser: 'firefox',
        executablePath: firefox(),
        headless: true,
        // The window is the viewport: Firefox 140 does not know all of the commands that would set one.
        defaultViewport: null,
        args: ['--width=1440', '--height=900'],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  profile: async ({ browserOfTests }, use) => {
    const profile = await browserOfTests.createBrowserContext();
    await use(profile);
    await profile.close();
  },
  tab: async ({ profile }, use) => {
    const page = await profile.newPage();
    const complaints: string[] = [];
    watch(page, complaints);
    await use(page);
    expect(complaints, 'the pages complained').toEqual([]);
  },
  client: async ({ baseURL }, use) => {
    const client = await request.newContext({ baseURL });
    await use(client);
    await client.dispose();
  },
  lab: async ({ client }, use) => use(new Lab(client)),
  account: async ({ client, lab, profile }, use) =>
    use(async (options) => {
      await lab.account(options);
      const { cookies } = await client.storageState();
      await profile.setCookie(...cookies.map(({ name, value, domain, path, httpOnly }) => ({ name, value, domain, path, httpOnly })));
    }),
});

/** Goes to a page and waits until it is interactive. */
export async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(new URL(path, test.info().project.use.baseURL).href);
  expect(answer?.status(), path).toBe(200);
  await hydrated(page);
}

export async function hydrated(page: Page): Promise<void> {
  await page.waitForSelector('html[data-hydrated]');
}

const ROLES = { button: 'button', radio: 'input[type="radio"]', textbox: 'input, textarea' } as const;
type Role = keyof typeof ROLES;

/**
 * Waits for the one control of that role and name, and answers what is pressed to use it: the label where it has one.
 * Puppeteer's own search by name evaluates text in the page, which the product's Content-Security-Policy forbids.
 */
export async function named(page: Page, role: Role, name: string, timeout = 30_000): Promise<ElementHandle<HTMLElement>> {
  let found: ElementHandle<HTMLElement> | null = null;
  const search = async () => {
    const handle = await page.evaluateHandle(
      (selector, wanted) => {
        const plain = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
        const labelOf = (control: HTMLElement) => (control as HTMLInputElement).labels?.[0];
        const nameOf = (control: HTMLElement) => control.ariaLabel ?? plain(labelOf(control)?.innerText ?? control.innerText);
        const hits = [...document.querySelectorAll<HTMLElement>(selector)].filter((control) => nameOf(control) === wanted && control.checkVisibility());
        return hits.length === 1 ? (labelOf(hits[0]!) ?? hits[0]!) : null;
      },
      ROLES[role],
      name,
    );
    found = handle.asElement() as ElementHandle<HTMLElement> | null;
    return found !== null;
  };
  await expect.poll(search, { message: `one ${role} called ${name}`, timeout }).toBe(true);
  return found!;
}

export { expect };
