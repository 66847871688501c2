/**
 * Every animation in every format, as the file a person gets: looked at by ffprobe, played to its end by Chromium.
 * FILMS names the folder they are in, as `SLUG WIDTHxHEIGHT FRAMES.mp4` (scripts/audit renders them).
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../kit/fixtures';
import { expectVideo } from '../kit/probe';

const FOLDER = process.env.FILMS ?? '';
const RATE = 30;

interface Seen {
  width: number;
  height: number;
  seconds: number;
  /** Frames the player went through, whether or not they came in time to be shown. */
  frames: number;
  error: string | null;
  /** How far the pixels of a picture near the beginning and of one near the end lie apart, of 255. */
  first: number;
  last: number;
}

/** Plays a film twice as fast as it is meant, with the page's own video element. Sent into the page as it stands. */
async function play(base64: string): Promise<Seen> {
  const video = document.createElement('video');
  video.muted = true;
  video.playbackRate = 2;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
  document.body.replaceChildren(video);
  const event = (name: string) => new Promise<void>((done) => video.addEventListener(name, () => done(), { once: true }));
  const failed = event('error');
  const look = async (seconds: number) => {
    // A seek ends before its picture is there to be drawn.
    const painted = new Promise<void>((done) => video.requestVideoFrameCallback(() => done()));
    video.currentTime = seconds;
    await painted;
    const canvas = new OffscreenCanvas(90, 90);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(video, 0, 0, 90, 90);
    const pixels = context?.getImageData(0, 0, 90, 90).data ?? new Uint8ClampedArray(4);
    const grey = Array.from({ length: pixels.length / 4 }, (_, i) => ((pixels[4 * i] ?? 0) + (pixels[4 * i + 1] ?? 0) + (pixels[4 * i + 2] ?? 0)) / 3);
    const mean = grey.reduce((sum, one) => sum + one, 0) / grey.length;
    return Math.sqrt(grey.reduce((sum, one) => sum + (one - mean) ** 2, 0) / grey.length);
  };
  await Promise.race([event('loadeddata'), failed]);
  const first = await look(0.04);
  await video.play();
  await Promise.race([event('ended'), failed]);
  const frames = video.getVideoPlaybackQuality().totalVideoFrames;
  const last = await look(video.duration - 0.1);
  return {
    width: video.videoWidth,
    height: video.videoHeight,
    seconds: video.duration,
    frames,
    error: video.error?.message ?? null,
    first,
    last,
  };
}

const films = FOLDER ? readdirSync(FOLDER).filter((name) => name.endsWith('.mp4')) : [];

test('there are four films of each of sixteen animations', () => {
  expect(films).toHaveLength(64);
});

for (const name of films) {
  test(`${name} plays to its end`, async ({ page }) => {
    const [, width, height, frames] = (/ (\d+)x(\d+) (\d+)\.mp4$/.exec(name) ?? []).map(Number);
    const file = readFileSync(join(FOLDER, name));
    const seconds = (frames ?? 0) / RATE;
    expect(expectVideo(file, { width: width ?? 0, height: height ?? 0, seconds }).rate).toBe(RATE);
    await page.goto('about:blank');
    const seen = await page.evaluate(play, file.toString('base64'));
    expect(seen).toMatchObject({ width, height, error: null });
    expect(Math.abs(seen.seconds - seconds)).toBeLessThan(1 / RATE);
    expect(seen.frames, 'the player got through it').toBeGreaterThan((frames ?? 0) / 2);
    expect(Math.min(seen.first, seen.last), 'no picture is blank').toBeGreaterThan(4);
  });
}
