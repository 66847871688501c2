/** Help stands in its corner above the page: what is behind it on a phone, and what is written to us from there. */

import type { Page } from '@playwright/test';
import { expectAccessible } from '../kit/axe';
import { expect, open, test } from '../kit/fixtures';
import { editor, everywhere, studio } from '../kit/names';
import { openScenario } from '../kit/scenarios';

/** The controls of the page that Help covers, wholly or in part. */
async function covered(page: Page): Promise<string[]> {
  const help = await page.getByRole('button', { name: everywhere.help }).elementHandle();
  return page.evaluate((help) => {
    if (!help) throw new Error('Help is not on the page');
    const corner = help.getBoundingClientRect();
    return [...document.querySelectorAll('main :is(a[href], button, input, select, summary)')]
      .filter((control) => {
        const { left, right, top, bottom } = control.getBoundingClientRect();
        return control.checkVisibility() && right > corner.left && left < corner.right && bottom > corner.top && top < corner.bottom;
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent?.trim() ?? control.outerHTML);
  }, help);
}

/** The pages that scroll, with a control whose place was in the corner. */
const PAGES = [
  { name: 'gallery' },
  { name: 'library-full', control: 'More' },
  { name: 'statement-full', control: 'AI credits' },
  { name: 'billing-starter' },
  { name: 'settings' },
  { name: 'help' },
];

for (const { name, control } of PAGES) {
  test(`the page ends above Help, and what is reached is not behind it: ${name}`, { tag: '@phone-only' }, async ({ page }) => {
    await openScenario(page, { name, step: null });
    if (control) {
      await page.getByRole('main').getByRole('button', { name: control, exact: true }).first().focus();
      expect(await covered(page)).not.toContain(control);
    }
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    expect(await covered(page), 'at the end of the page').toEqual([]);
  });
}

/** Has the server count this browser for itself: all tests of a run share one address, and few messages a minute come from one. */
async function fromElsewhere(page: Page): Promise<void> {
  const [a, b] = crypto.randomUUID().split('-').slice(1);
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': `fd00::${a}:${b}` });
}

/** Writes to us in the corner, and answers the letter that came of it. */
async function letterOf(page: Page, words: string): Promise<string> {
  await page.getByRole('button', { name: everywhere.help }).click();
  await page.getByRole('button', { name: 'Write to us' }).click();
  const form = page.getByRole('dialog', { name: 'Write to us' });
  await form.getByRole('textbox', { name: 'Your message' }).fill(words);
  await form.getByRole('button', { name: 'Send message' }).click();
  await expect(form.getByRole('status')).toHaveText('Your message has arrived. We answer by e-mail.');
  const mail = await page.context().newPage();
  await mail.goto('/lab/mail');
  const letter = mail.getByRole('article').filter({ hasText: words });
  await expect(letter).toBeVisible();
  const text = await letter.innerText();
  await mail.close();
  return text;
}

test('a message names the clip and the scene that were just begun, and the run that is open', { tag: '@postgres' }, async ({ page, account }) => {
  await account({ persona: 'starter' });
  await fromElsewhere(page);
  const here = () => new URL(page.url());

  await open(page, '/clips/new/step-out');
  await page.getByRole('textbox', { name: editor.headline }).fill('Just begun');
  await page.waitForURL(/\/clips\/[0-9a-f-]{36}$/);
  expect(await letterOf(page, `About a clip, ${crypto.randomUUID()}`)).toContain(here().pathname);

  await open(page, '/studio');
  await page.getByRole('textbox', { name: studio.prompt }).fill('A paper boat sails out of a phone');
  await page.waitForURL(/\/studio\/[0-9a-f-]{36}$/);
  expect(await letterOf(page, `About a scene, ${crypto.randomUUID()}`)).toContain(here().pathname);

  await openScenario(page, { name: 'studio-results', step: null });
  expect(here().search).toMatch(/^\?animation=/);
  expect(await letterOf(page, `About a run, ${crypto.randomUUID()}`)).toContain(here().pathname + here().search);
});

test('a message without script names its page with the query', async ({ browser, baseURL, problems }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  problems.watch(context);
  const page = await context.newPage();
  await fromElsewhere(page);
  await page.goto('/login?next=/clips');
  await page.getByRole('button', { name: everywhere.help }).click();
  await page.getByRole('button', { name: 'Write to us' }).click();
  const form = page.getByRole('dialog', { name: 'Write to us' });
  await form.getByRole('textbox', { name: 'Your message' }).fill('The door is stuck.');
  await form.getByRole('textbox', { name: 'Where we answer' }).fill('ana@example.com');
  await form.getByRole('button', { name: 'Send message' }).click();
  await page.getByRole('link', { name: 'Back to where you were' }).click();
  await expect(page).toHaveURL(/\/login\?next=\/clips$/);
  await context.close();
});

test('a message that the help page does not take is still in the form', { tag: '@phone' }, async ({ page, problems }) => {
  problems.allow(/status of 422/);
  await fromElsewhere(page);
  await open(page, '/help');
  const form = page.getByRole('region', { name: 'Something else?' });
  const message = form.getByRole('textbox', { name: 'Your message' });
  const answer = form.getByRole('textbox', { name: 'Where we answer' });
  const words = 'Where is <my> video?\nIt was there & ready.';
  // Longer than addresses may be, which browsers do not see.
  const address = `ana@${Array.from({ length: 5 }, () => 'a'.repeat(60)).join('.')}.example`;
  await message.fill(words);
  await answer.fill(address);
  await form.getByRole('button', { name: 'Send message' }).click();
  await expect(answer).toHaveAccessibleDescription(/Enter an e-mail address/);
  await expect(answer).toHaveValue(address);
  await expect(message).toHaveValue(words);
  await expect(form, 'what is wrong is in view').toBeInViewport();
  await expectAccessible(page);
  await answer.fill('ana@example.com');
  await form.getByRole('button', { name: 'Send message' }).click();
  await expect(form).toContainText('Your message has arrived');
});
