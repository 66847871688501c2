/** Where the system's few colours replace ours, nothing that a colour, a ground or a shadow said goes unsaid. */

import type { Page } from '@playwright/test';
import { intoTheme } from '../kit/axe';
import { expect, test } from '../kit/fixtures';
import { editor, everywhere } from '../kit/names';
import { openScenario } from '../kit/scenarios';

const SCREENS = ['gallery', 'editor-draft', 'studio-scene', 'library-full', 'statement-full', 'billing-pro', 'settings'];

async function openForced(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light', reducedMotion: 'reduce' });
  await openScenario(page, { name, step: null });
  expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
}

/** Chosen controls that look like one beside them that is not, and how many were compared. */
function alike(): { same: string[]; compared: number } {
  const CHOSEN = '.nav a[aria-current], .chip:is([aria-pressed=true], [aria-selected=true], [aria-current]), :is(.seg, .swatches, .styles) label:has(:checked)';
  const look = (one: Element): string =>
    [one, ...one.querySelectorAll('.sw')]
      .map((part) => {
        const { backgroundColor, borderTopColor, borderTopWidth, outlineStyle, outlineColor, outlineWidth, boxShadow } = getComputedStyle(part);
        const outline = outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineColor} ${outlineWidth}`;
        return [backgroundColor, borderTopColor, borderTopWidth, outline, boxShadow].join(' / ');
      })
      .join(' and ');
  const same: string[] = [];
  let compared = 0;
  for (const chosen of document.querySelectorAll(CHOSEN)) {
    const beside = [...(chosen.parentElement?.children ?? [])].find((one) => one.tagName === chosen.tagName && !one.matches(CHOSEN) && one.checkVisibility());
    if (!beside || !chosen.checkVisibility()) continue;
    compared += 1;
    // A swatch has its own colour as its ground, which tells it from no other.
    const looks = [chosen, beside].map((one) => (one.closest('.swatches') ? getComputedStyle(one).boxShadow : look(one)));
    if (looks[0] === looks[1]) same.push(`${chosen.textContent?.trim()} looks like ${beside.textContent?.trim()}: ${looks[0]}`);
  }
  return { same, compared };
}

/** Buttons without an edge, and drawings that are hardly to be told from their ground. */
function lost(): { edges: string[]; drawings: string[]; looked: number } {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) throw new Error('nothing can be painted');
  const painted = (colour: string) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = painted(colour).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (one: Element | null): string => {
    if (!one) return 'Canvas';
    const { backgroundColor } = getComputedStyle(one);
    return painted(backgroundColor)[3] === 255 ? backgroundColor : ground(one.parentElement);
  };
  const seen = (selector: string) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const told = (one: Element) => `${one.closest('a, button, div')?.outerHTML.slice(0, 140)}`;
  const buttons = seen('.btn, .chip, .playbtn, .credits, .avatar, .help');
  const edges = buttons.filter((one) => {
    const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(one);
    return borderTopStyle === 'none' || Number.parseFloat(borderTopWidth) < 1 || contrast(borderTopColor, ground(one.parentElement)) < 3;
  });
  const drawings = seen('svg:is(.i, .gem)').filter((drawing) => {
    const paints = [...drawing.querySelectorAll('path')].flatMap((path) => [getComputedStyle(path).stroke, getComputedStyle(path).fill]);
    return !paints.some((paint) => paint !== 'none' && contrast(paint, ground(drawing)) >= 3);
  });
  return { edges: edges.map(told), drawings: drawings.map(told), looked: buttons.length + drawings.length };
}

for (const name of SCREENS) {
  test(`what is chosen, pressed and drawn is still told apart: ${name}`, async ({ page }) => {
    await openForced(page, name);
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const contrast of ['no-preference', 'more'] as const) {
        await page.emulateMedia({ contrast });
        await intoTheme(page, colorScheme);
        const asked = `(forced-colors: active) and (prefers-contrast: ${contrast}) and (prefers-color-scheme: ${colorScheme})`;
        expect(await page.evaluate((asked) => matchMedia(asked).matches, asked), asked).toBe(true);
        const { same, compared } = await page.evaluate(alike);
        expect(same, `${asked}: chosen and not chosen`).toEqual([]);
        if (!['settings', 'billing-pro'].includes(name)) expect(compared, 'something was compared').toBeGreaterThan(0);
        const { edges, drawings, looked } = await page.evaluate(lost);
        expect(looked).toBeGreaterThan(2);
        expect(edges, `${asked}: buttons without an edge`).toEqual([]);
        expect(drawings, `${asked}: drawings that vanish`).toEqual([]);
      }
    }
  });
}

/** Whether the focus is seen on what has it, or on what stands for it. */
function focusIsSeen(): { on: string; seen: boolean } {
  const active = document.activeElement;
  if (!active || active === document.body) return { on: 'the page', seen: true };
  const standIns = [active, active.closest('label'), active.closest('.tpl')?.querySelector('.tpl-frame'), active.closest('.track')];
  const seen = standIns.some((one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, outlineColor, opacity } = getComputedStyle(one);
    // A radio button lies unseen upon its label.
    return opacity !== '0' && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && outlineColor !== getComputedStyle(document.body).backgroundColor;
  });
  return { on: (active.cloneNode(false) as Element).outerHTML.slice(0, 140), seen };
}

for (const name of ['gallery', 'editor-draft', 'studio-scene', 'billing-pro']) {
  test(`the focus is seen on every stop: ${name}`, async ({ page }) => {
    await openForced(page, name);
    const reached = new Set<string>();
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press('Tab');
      const { on, seen } = await page.evaluate(focusIsSeen);
      expect(seen, on).toBe(true);
      reached.add(on);
    }
    expect(reached.size).toBeGreaterThan(10);
  });
}

test('the timeline and the progress of a render keep their parts', async ({ page }) => {
  await openForced(page, 'editor-draft');
  await expect(page.getByRole('slider', { name: editor.timeline })).toBeVisible();
  const grounds = await page.locator('.scrub, .track .fill, .track .knob').evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
  expect(grounds).toHaveLength(3);
  expect(new Set(grounds).size, 'the bar, what has passed of it, and its handle').toBe(3);

  await openForced(page, 'editor-rendering');
  const progress = page.getByRole('progressbar', { name: editor.rendering }).first();
  await expect(progress).toBeVisible();
  const before = await progress.screenshot();
  await progress.evaluate((one: HTMLProgressElement) => (one.value = one.max));
  expect((await progress.screenshot()).equals(before), 'what is done is to be seen').toBe(false);
  const slots = await page.locator('.strip li').evaluateAll((all) => all.map((one) => getComputedStyle(one).outlineStyle));
  expect(new Set(slots)).toEqual(new Set(['solid']));
});

test('the current entry of the menu is marked on a phone', { tag: '@phone-only' }, async ({ page }) => {
  await openForced(page, 'gallery');
  await page.getByRole('button', { name: everywhere.menu }).click();
  const outlines = await page.locator('#site-menu nav a').evaluateAll((links) => links.map((one) => [one.hasAttribute('aria-current'), getComputedStyle(one).outlineStyle !== 'none']));
  expect(outlines.filter(([current]) => current)).toEqual([[true, true]]);
  expect(outlines.filter(([current, outlined]) => !current && outlined)).toEqual([]);
});
