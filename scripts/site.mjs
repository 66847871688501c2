// Assembles target/site beside what cargo and wasm-bindgen put there: the css bundle, the files of
// public/, the engine's fonts, the design tokens for other tools, the Lab's checker, and a .br and a .gz next to every file worth compressing.
//
//   node scripts/site.mjs              everything, minified and compressed
//   node scripts/site.mjs --plain      for `make dev`: readable css, stale compressed copies removed
//   node scripts/site.mjs --without-lab    for a server that is built without the Lab
//
// A file is written only when its bytes changed, and compressed only when it is newer than its copies.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bundle } from 'lightningcss';
import { designTokens } from './tokens.mjs';

const SITE = 'target/site';
const NAME = 'breakout-clips';
const COMPRESSIBLE = new Set(['.js', '.mjs', '.css', '.wasm', '.svg', '.html', '.txt', '.json', '.webmanifest', '.xml', '.ttf', '.otf']);
const COPIES = ['.br', '.gz'];
// The bundles that cargo and wasm-bindgen put there, by name; scripts/lib.sh lists them.
const BUNDLES = (process.env.BUNDLES ?? '').split(' ').filter(Boolean);
if (BUNDLES.length === 0) throw new Error('BUNDLES is not set: run scripts/build, which knows the bundles');
const plain = process.argv.includes('--plain');
const withLab = !process.argv.includes('--without-lab');

// Browsers of the last two years: new enough for nesting, layers, container units, popovers and
// light-dark(), so the bundler keeps the stylesheet as it was written.
const version = (major, minor = 0) => (major << 16) | (minor << 8);
const TARGETS = {
  chrome: version(125),
  edge: version(125),
  firefox: version(128),
  safari: version(17, 5),
  ios_saf: version(17, 5),
};

/** Every file below a folder, as paths relative to it. A folder that is not there has none. */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

function writeIfChanged(path, bytes) {
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** Bundles style/main.css and what it imports, and beside it the sheet of the Lab's pages; answers the paths it put into the site. */
function styles() {
  return [sheet('style/main.css', `pkg/${NAME}.css`), ...(withLab ? [sheet('style/lab.css', 'pkg/lab.css')] : [])];
}

function sheet(entry, to) {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: the site has a style sheet of that name`);
  const { code, warnings } = bundle({ filename: entry, minify: !plain, targets: TARGETS });
  for (const { message, loc } of warnings) console.warn(`${loc?.filename ?? entry}:${loc?.line ?? 0}: ${message}`);
  writeIfChanged(join(SITE, to), Buffer.from(code));
  return to;
}

/** The style sheet's tokens in the format that design tools share. */
function tokens() {
  const files = Object.entries(designTokens(readFileSync('style/tokens.css', 'utf8')));
  for (const [name, content] of files) writeIfChanged(join(SITE, 'tokens', name), Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
  return files.map(([name]) => join('tokens', name));
}

/** The accessibility checker, for the Lab's marks. */
function checker() {
  if (!withLab) return [];
  const to = 'pkg/axe.js';
  writeIfChanged(join(SITE, to), readFileSync('node_modules/axe-core/axe.min.js'));
  return [to];
}

function copyTree(from, to, wanted = () => true) {
  return filesBelow(from)
    .filter(wanted)
    .map((file) => {
      writeIfChanged(join(SITE, to, file), readFileSync(join(from, file)));
      return join(to, file);
    });
}

/** Removes what an earlier build left and this one no longer has, so that a deleted file is a 404. */
function prune(kept) {
  for (const file of filesBelow(SITE)) {
    const source = COPIES.includes(extname(file)) ? file.slice(0, -3) : file;
    if (!kept.has(source)) rmSync(join(SITE, file));
  }
}

function compress(file) {
  const path = join(SITE, file);
  const changedAt = statSync(path).mtimeMs;
  const stale = COPIES.filter((end) => !existsSync(path + end) || statSync(path + end).mtimeMs < changedAt);
  if (stale.length === 0) return;
  if (plain) {
    for (const end of stale) rmSync(path + end, { force: true });
    return;
  }
  const bytes = readFileSync(path);
  const br = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  console.log(`    ${file}: ${kilobytes(bytes)}, ${kilobytes(br)} as brotli`);
}

const kilobytes = (bytes) => `${(bytes.length / 1000).toFixed(1)} kB`;

const kept = new Set([
  'engine/engine.wasm',
  ...BUNDLES.flatMap((bundle) => [`pkg/${bundle}.js`, `pkg/${bundle}_bg.wasm`]),
  ...filesBelow(join(SITE, 'pkg', 'snippets')).map((file) => join('pkg', 'snippets', file)),
  ...styles(),
  ...tokens(),
  ...checker(),
  ...copyTree('public', '.'),
  ...copyTree('crates/lettering/fonts', 'engine/fonts', (file) => ['.ttf', '.otf'].includes(extname(file))),
]);
prune(kept);
for (const file of [...kept].sort()) {
  if (COMPRESSIBLE.has(extname(file)) && existsSync(join(SITE, file))) compress(file);
}
