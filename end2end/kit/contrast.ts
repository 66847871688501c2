/** Measures on the painted pixels what the accessibility checker cannot know: how text stands out from what is behind it. */

import type { Page } from '@playwright/test';

/** Of the pixels behind a text so many may be too close to its colour: where a shape's edge is smoothed, say. */
const TOO_CLOSE = 0.03;

/** Whether the text of an element has enough contrast, with the figures in words. */
export async function measured(page: Page, selector: string): Promise<{ enough: boolean; words: string }> {
  const element = page.locator(selector).first();
  await element.scrollIntoViewIfNeeded();
  const text = await element.evaluate((one) => {
    const { color, fontSize, fontWeight } = getComputedStyle(one);
    const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    (one as HTMLElement).style.setProperty('color', 'transparent', 'important');
    return { color, needed: large ? 3 : 4.5 };
  });
  const picture = await element.screenshot({ animations: 'disabled' });
  await element.evaluate((one) => (one as HTMLElement).style.removeProperty('color'));
  const url = `data:image/png;base64,${picture.toString('base64')}`;
  const { close, least } = await page.evaluate(behind, { ...text, url });
  return { enough: close <= TOO_CLOSE, words: `${(close * 100).toFixed(1)} % of what is behind it is closer than ${text.needed}:1, the closest ${least.toFixed(1)}:1` };
}

/** The share of pixels whose contrast to the colour is less than needed, and the least contrast of all. */
async function behind({ url, color, needed }: { url: string; color: string; needed: number }): Promise<{ close: number; least: number }> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const luminance = (pixel: ArrayLike<number>, at = 0): number => {
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((n) => {
      const value = (pixel[at + n] ?? 0) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const own = luminance(context.getImageData(0, 0, 1, 1).data);
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let [close, least] = [0, 21];
  for (let at = 0; at < data.length; at += 4) {
    const other = luminance(data, at);
    const contrast = (Math.max(own, other) + 0.05) / (Math.min(own, other) + 0.05);
    least = Math.min(least, contrast);
    if (contrast < needed) close += 1;
  }
  return { close: close / (data.length / 4), least };
}
