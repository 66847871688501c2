// Checks that the engine in the browser draws the very pixels the workers draw, and how fast.
//
//   node crates/engine/tests/wasm_identity.mjs ENGINE.wasm
//
// The expected hashes are those of `golden/*.json`, which the native test `frames` checks too.
import { readFileSync, readdirSync } from "node:fs";

const here = (path) => new URL(path, import.meta.url);
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
const engine = instance.exports;

function give(bytes) {
  const at = engine.alloc(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}
const text = (value) => new TextEncoder().encode(value);
const answer = () => new Uint8Array(engine.memory.buffer, engine.answer_ptr(), engine.answer_len());
function call(ok) {
  if (!ok) throw new Error(new TextDecoder().decode(answer()));
  return answer();
}

function hash(pixels) {
  let hash = 0x811c9dc5;
  const words = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  for (let i = 0; i < pixels.byteLength; i += 4) hash = Math.imul(hash ^ words.getUint32(i, true), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

for (const file of readdirSync(here("../samples"))) {
  call(engine.add_image(...give(text(file.replace(".png", ""))), ...give(readFileSync(here(`../samples/${file}`)))));
}
const golden = (name) => JSON.parse(readFileSync(here(`golden/${name}.json`)));
const cases = golden("frames");
const loaded = new Set();
let wrong = 0;
let compared = 0;
for (const { name, request, width, height, frames } of [...cases, ...golden("templates"), ...golden("cameras"), ...golden("edges")]) {
  const described = JSON.parse(new TextDecoder().decode(call(engine.set_inputs(...give(text(JSON.stringify(request)))))));
  for (const font of described.fonts_needed.filter((font) => !loaded.has(font))) {
    call(engine.add_font(...give(text(font)), ...give(readFileSync(here(`../fonts/${font}.ttf`)))));
    loaded.add(font);
  }
  for (const [index, expected] of Object.entries(frames)) {
    const found = hash(call(engine.frame(Number(index), width, height)));
    compared += 1;
    if (found !== expected) {
      wrong += 1;
      console.error(`${name}, frame ${index}: ${found} instead of ${expected}`);
    }
  }
}
call(engine.set_inputs(...give(text(JSON.stringify(cases[0].request)))));
call(engine.frame(0, 540, 960));
const times = Array.from({ length: 180 }, (_, index) => {
  const start = performance.now();
  call(engine.frame(index, 540, 960));
  return performance.now() - start;
}).sort((a, b) => a - b);
console.log(`${compared} frames compared, ${wrong} differ; 540 x 960: median ${times[90].toFixed(1)} ms, best ${times[0].toFixed(1)} ms`);
process.exit(wrong ? 1 : 0);
