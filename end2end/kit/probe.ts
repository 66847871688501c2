/** An independent look at a finished video: ffprobe for what it is, the box order for how it starts. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Download } from '@playwright/test';
import { readFile } from 'node:fs/promises';

export interface Video {
  codec: string;
  pixelFormat: string;
  width: number;
  height: number;
  /** Frames per second. */
  rate: number;
  frames: number;
  /** Of the video stream, in seconds. */
  seconds: number;
  /** The codec of the first audio stream, if there is one. */
  audio: string | null;
  /** Its length in seconds, 0 without one. */
  audioSeconds: number;
  /** The file's outermost boxes in order, such as ftyp, moov, mdat. */
  boxes: string[];
}

/** The outermost boxes of an MP4 file. */
export function boxes(file: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; at + 8 <= file.length; ) {
    let size = file.readUInt32BE(at);
    found.push(file.toString('latin1', at + 4, at + 8));
    if (size === 1) size = Number(file.readBigUInt64BE(at + 8));
    if (size === 0) break;
    if (size < 8) throw new Error(`a box of ${size} bytes at ${at}`);
    at += size;
  }
  return found;
}

/** Decodes every frame, so that a file which merely looks right does not pass. */
export function probe(file: Buffer): Video {
  const folder = mkdtempSync(join(tmpdir(), 'probe-'));
  try {
    const path = join(folder, 'video.mp4');
    writeFileSync(path, file);
    const answer = execFileSync('ffprobe', ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', path], { encoding: 'utf8' });
    const streams: Record<string, string | number>[] = JSON.parse(answer).streams;
    const video = streams.find((stream) => stream.codec_type === 'video');
    if (!video) throw new Error('the file has no video stream');
    const [over = 0, under = 1] = String(video.avg_frame_rate).split('/').map(Number);
    const audio = streams.find((stream) => stream.codec_type === 'audio');
    return {
      codec: String(video.codec_name),
      pixelFormat: String(video.pix_fmt),
      width: Number(video.width),
      height: Number(video.height),
      rate: over / under,
      frames: Number(video.nb_read_frames),
      seconds: Number(video.duration),
      audio: audio ? String(audio.codec_name) : null,
      audioSeconds: audio ? Number(audio.duration) : 0,
      boxes: boxes(file),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fails unless the file is an H.264 video of that size and length that players can start at once. */
export function expectVideo(file: Buffer, wanted: { width: number; height: number; seconds: number }): Video {
  const video = probe(file);
  expect(video).toMatchObject({ codec: 'h264', pixelFormat: 'yuv420p', width: wanted.width, height: wanted.height });
  expect(Math.abs(video.seconds - wanted.seconds), 'length within one frame').toBeLessThanOrEqual(1 / video.rate + 1e-6);
  expect(video.frames).toBe(Math.round(wanted.seconds * video.rate));
  expect(video.boxes).toContain('moov');
  expect(video.boxes.indexOf('moov'), 'moov before mdat').toBeLessThan(video.boxes.indexOf('mdat'));
  return video;
}

/** The bytes of a download that the browser made. */
export async function bytesOf(download: Download): Promise<Buffer> {
  const failure = await download.failure();
  expect(failure, 'the download broke off').toBeNull();
  return readFile(await download.path());
}
