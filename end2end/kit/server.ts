/**
 * A server of a test's own, for what cannot be shared: killing it in the middle of a render and
 * starting it again on the same data, or running it in production mode.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

export class OwnServer {
  private process: ChildProcess | null = null;
  private log = '';

  private constructor(
    readonly url: string,
    private readonly data: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** Starts on a free port with an empty data folder, and answers when the server is ready. */
  static async start(environment: Record<string, string> = {}): Promise<OwnServer> {
    const data = mkdtempSync(join(tmpdir(), 'breakout-'));
    const server = new OwnServer(`http://127.0.0.1:${await freePort()}`, data, environment);
    await server.again();
    return server;
  }

  /** Starts it again on the same port and the same data. */
  async again(): Promise<void> {
    const { DATABASE_URL: _database, MEDIA_URL: _media, ...inherited } = process.env;
    const child = spawn(join(ROOT, 'target/debug/breakout-clips'), {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...inherited,
        MODE: 'demo',
        LEPTOS_OUTPUT_NAME: 'breakout-clips',
        LEPTOS_SITE_ROOT: join(ROOT, 'target/site'),
        LEPTOS_SITE_PKG_DIR: 'pkg',
        LEPTOS_SITE_ADDR: this.url.replace('http://', ''),
        DATA_DIR: this.data,
        ...this.environment,
      },
    });
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => (this.log += bytes.toString()));
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended:\n${this.log}`);
      const ready = await fetch(`${this.url}/readyz`).then((response) => response.ok, () => false);
      if (ready) return;
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it and removes its data, which nobody needs any more. */
  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Ends it as an operator would: running work is finished or put back first. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }
}
