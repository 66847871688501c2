// Checks that the engine in the browser draws the very pixels the workers draw, and says how fast.
//
//   node crates/engine/tests/wasm_identity.mjs ENGINE.wasm
import { readFileSync } from 'node:fs';
import { goldenFiles } from './golden_files.mjs';
import { compare } from './identity.mjs';

const wasm = readFileSync(process.argv[2]).toString('base64');
const { compared, differences, milliseconds } = await compare({ wasm, ...goldenFiles() });
for (const difference of differences) console.error(difference);
const [best, median] = [milliseconds[0], milliseconds[milliseconds.length / 2]];
console.log(`${compared} frames compared, ${differences.length} differ; 540 x 960: median ${median.toFixed(1)} ms, best ${best.toFixed(1)} ms`);
process.exit(differences.length ? 1 : 0);
