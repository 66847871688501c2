/** What a reader hears of the three places where money is said, whole: nothing missing and nothing more. */

import { expect, open, test } from '../kit/fixtures';
import { balance, statement, studio } from '../kit/names';
import { openScenario } from '../kit/scenarios';

test('the balance menu, as it is read', async ({ page }) => {
  await openScenario(page, { name: 'balance-starter', step: 'open-balance' });
  await expect(page.getByRole('region', { name: balance.region })).toMatchAriaSnapshot(`
    - region "Credit balance":
      - /children: deep-equal
      - text: Download credits 10 For videos made from templates. Unused ones roll over. AI credits 60 For animating in the AI Studio. Unused ones roll over. Next refresh, 12 July Starter adds 10 download credits and 60 AI credits. +10 and +60
      - link "Get AI credits":
        - /url: /billing#bundles
      - link "Upgrade plan":
        - /url: /billing
      - link "Usage history":
        - /url: /credits
      - text: Pro has unlimited downloads
  `);
});

test('the quote, as it is read', async ({ page }) => {
  await openScenario(page, { name: 'studio-scene', step: null });
  await expect(page.getByRole('group', { name: studio.cost, exact: true })).toMatchAriaSnapshot(`
    - group "Cost":
      - /children: deep-equal
      - text: 30 AI credits
      - table:
        - rowgroup:
          - row "10 s × 3 at 1080p 30 per video":
            - cell "10 s × 3 at 1080p"
            - cell "30 per video"
          - row "2 videos for the price of 1 30 × 1 = 30":
            - cell "2 videos for the price of 1"
            - cell "30 × 1 = 30"
          - row "You have now 300":
            - cell "You have now"
            - cell "300"
          - row "Balance after 270":
            - cell "Balance after"
            - cell "270"
  `);
});

test('the statement, as it is read', async ({ page }) => {
  await openScenario(page, { name: 'billing-yearly', step: null });
  await open(page, '/credits');
  await expect(page.getByRole('region', { name: statement.region })).toMatchAriaSnapshot(`
    - region "Statement":
      - /children: deep-equal
      - table "Credit statement, newest first":
        - caption: Credit statement, newest first
        - rowgroup:
          - row "Date Picture What Reason Wallet Amount Balance after":
            - columnheader "Date"
            - columnheader "Picture"
            - columnheader "What"
            - columnheader "Reason"
            - columnheader "Wallet"
            - columnheader "Amount"
            - columnheader "Balance after"
        - rowgroup:
          - row "12 June, 14:32 Pro, monthly credits Added. For 12 June to 12 July. Unused credits roll over. AI +300 300":
            - cell "12 June, 14:32":
              - time: 12 June, 14:32
            - cell
            - cell "Pro, monthly credits":
              - link "Pro, monthly credits":
                - /url: /billing
            - cell "Added. For 12 June to 12 July. Unused credits roll over."
            - cell "AI"
            - cell "+300"
            - cell "300"
  `);
});
