/** Small pictures for uploads, made here byte by byte, so that a test says what is in its photo. */

import { execFileSync } from 'node:child_process';
import { deflateSync } from 'node:zlib';

/** What a page's file chooser takes: `setInputFiles(upload('cat.png', subject()))`. */
export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function upload(name: string, buffer: Buffer): Upload {
  const types: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', txt: 'text/plain' };
  return { name, mimeType: types[name.split('.').pop() ?? ''] ?? 'application/octet-stream', buffer };
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function header(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 6, 0, 0, 0], 8);
  return chunk('IHDR', data);
}

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** An 8-bit RGBA PNG of which each pixel is asked for. */
export function png(width: number, height: number, pixel: (x: number, y: number) => Rgba): Buffer {
  const row = width * 4 + 1;
  const raw = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) raw.set(pixel(x, y), y * row + 1 + x * 4);
  }
  return Buffer.concat([SIGNATURE, header(width, height), chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0))]);
}

/** A bottle-like figure on transparent ground; `hue` 0 to 255 tells two of them apart. */
export function transparentSubject({ width = 480, height = 640, hue = 40 } = {}): Buffer {
  return png(width, height, (x, y) => {
    const across = (x - width / 2) / (width / 2);
    const down = y / height;
    const half = down < 0.25 ? 0.2 : 0.7;
    const inside = Math.abs(across) < half && down > 0.04 && down < 0.97;
    const light = Math.round(120 + 100 * (1 - Math.abs(across)));
    return inside ? [light, hue, 255 - Math.round(down * 200), 255] : [0, 0, 0, 0];
  });
}

/** A photo without transparency: a round thing before a sky that darkens upwards. */
export function opaquePhoto({ width = 640, height = 800, hue = 90 } = {}): Buffer {
  return png(width, height, (x, y) => {
    const radius = Math.hypot(x - width / 2, y - height * 0.55) / (width * 0.32);
    if (radius < 1) return [230 - Math.round(radius * 120), hue, 40, 255];
    return [150, 180, 150 + Math.round((y / height) * 100), 255];
  });
}

/** The same photo by another encoder; ffmpeg is there for the videos anyway. */
export function asJpeg(source: Buffer): Buffer {
  return encode(source, ['-c:v', 'mjpeg', '-q:v', '3']);
}

export function asWebp(source: Buffer): Buffer {
  return encode(source, ['-c:v', 'libwebp']);
}

function encode(source: Buffer, format: string[]): Buffer {
  return execFileSync('ffmpeg', ['-v', 'error', '-f', 'png_pipe', '-i', 'pipe:0', '-frames:v', '1', ...format, '-f', 'image2pipe', 'pipe:1'], {
    input: source,
    maxBuffer: 64 << 20,
  });
}

export const onePixel = (): Buffer => png(1, 1, () => [200, 60, 40, 255]);

/** A photo whose transfer broke off. */
export const truncated = (): Buffer => opaquePhoto().subarray(0, 900);

/** Some hundred bytes whose header promises 30,000 x 30,000 pixels, 3.6 GB when unpacked. */
export const bomb = (): Buffer =>
  Buffer.concat([SIGNATURE, header(30_000, 30_000), chunk('IDAT', deflateSync(Buffer.alloc(200_000))), chunk('IEND', Buffer.alloc(0))]);

/** A valid picture made too long for an upload by a chunk that every decoder skips. */
export function oversized(bytes = (20 << 20) + 1): Buffer {
  const small = onePixel();
  const end = small.length - 12;
  return Buffer.concat([small.subarray(0, end), chunk('tEXt', Buffer.alloc(bytes, 0x61)), small.subarray(end)]);
}

/** Words with a picture's name. */
export const notAPicture = (): Buffer => Buffer.from('This is a text, whatever its name says.\n');
