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

/** The least contrast between a text of these elements that is on the page and the ground it stands on, by the style sheet's colours. */
export async function leastContrast(page: Page, selector: string): Promise<number> {
  return page.evaluate((selector) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const brush = canvas.getContext('2d', { willReadFrequently: true });
    if (!brush) throw new Error('nothing can be painted');
    const painted = (colour: string): Uint8ClampedArray => {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
      return brush.getImageData(0, 0, 1, 1).data;
    };
    const luminance = (pixel: Uint8ClampedArray): number => {
      const [red = 0, green = 0, blue = 0] = [...pixel].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (one: Element | null): Uint8ClampedArray => {
      const pixel = painted(one ? getComputedStyle(one).backgroundColor : 'Canvas');
      return one && pixel[3] !== 255 ? ground(one.parentElement) : pixel;
    };
    const says = (one: Element) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const texts = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }) && says(one));
    if (texts.length === 0) throw new Error(`nothing is said by ${selector}`);
    const contrasts = texts.map((one) => {
      const [light = 0, dark = 0] = [luminance(painted(getComputedStyle(one).color)), luminance(ground(one))].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    });
    return Math.min(...contrasts);
  }, selector);
}
