// The inner loop of `make dev`: watch, rebuild what the change touches, restart the server.

import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';

const SERVER = 'target/debug/breakout-clips';
const SETTLE_MS = 150;
const PATIENCE_MS = 3_000;

// Which part of the product a changed file belongs to; the first that matches wins.
const PARTS = [
  { name: 'site', folders: ['style', 'public', 'crates/lettering/fonts'] },
  { name: 'engine', folders: ['crates/lettering', 'crates/drawing', 'crates/engine'] },
  { name: 'code', folders: ['src', 'crates/credits', 'migrations', 'Cargo.toml', 'Cargo.lock'] },
];

let server = null;
let dirty = new Set();
let building = false;
let timer = null;

function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}

/** Ends the server and waits until it is gone, so that the next one finds the port free. Open streams do not hold it back. */
function stop() {
  const ending = server;
  server = null;
  if (!ending || ending.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const impatience = setTimeout(() => ending.kill('SIGKILL'), PATIENCE_MS);
    ending.once('exit', () => {
      clearTimeout(impatience);
      done();
    });
    ending.kill('SIGTERM');
  });
}

async function restart() {
  await stop();
  console.log(`\n==> Serving on http://${process.env.LEPTOS_SITE_ADDR}`);
  server = spawn(SERVER, { stdio: ['ignore', 'inherit', 'inherit'] });
}

async function build(parts) {
  if (parts.has('engine') && !(await run('scripts/build', ['engine']))) return;
  const code = parts.has('code') || parts.has('engine');
  if (code && !(await run('scripts/build', ['quick']))) return;
  if (!code && !(await run('node', ['scripts/site.mjs', '--plain']))) return;
  if (code) await restart();
  console.log('==> Ready; waiting for changes');
}

async function rebuild() {
  if (building) return;
  building = true;
  while (dirty.size > 0) {
    const parts = dirty;
    dirty = new Set();
    console.log(`\n==> Changed: ${[...parts].join(', ')}`);
    await build(parts);
  }
  building = false;
}

function touched(part) {
  dirty.add(part);
  clearTimeout(timer);
  timer = setTimeout(rebuild, SETTLE_MS);
}

for (const { name, folders } of PARTS) {
  for (const folder of folders.filter(existsSync)) {
    watch(folder, { recursive: true }, (_event, file) => {
      // The fonts have an entry of their own; editors' swap files are nobody's change.
      if (name === 'engine' && file?.startsWith('fonts')) return;
      if (file && /(^|\/)\.|~$/.test(file)) return;
      touched(name);
    });
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stop();
    process.exit(0);
  });
}

touched('engine');
