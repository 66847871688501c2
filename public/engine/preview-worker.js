// The live preview: runs the video engine beside the page, so that drawing never blocks it.
// A module worker without dependencies: new Worker("/engine/preview-worker.js", {type: "module"}).
//
// The page posts
//   {type: "init", wasmUrl, fontsUrl, module?}     once, first. `fontsUrl` is the folder of the fallback fonts, `NAME.ttf`.
//                                                  `module` is the engine as another worker has compiled it.
//   {type: "image", id, bytes | url}               a PNG under the name the inputs use. `bytes` is an ArrayBuffer. The newest
//                                                  ones are kept: whoever goes back to an older one sends it again.
//   {type: "inputs", json, revision}               what to draw: '{"kind": "template", "template": "step-out@1", "inputs": {...}}'
//                                                  or '{"kind": "studio", "inputs": {...}}'.
//                                                  A later revision makes everything of earlier ones stale.
//   {type: "frame", index, width, height, requestId}   one frame of the latest inputs, at most 4096 pixels a side.
//                                                  Only the newest frame that is waiting is drawn.
// The worker posts
//   {type: "ready", module}                        the engine is loaded; `module` is for the next worker
//   {type: "described", revision, description}     {frame_count, fps, duration_s, still_frame, beats: [{name, start_s}],
//                                                  size: {width, height} in units, fonts_needed}
//   {type: "frame", index, requestId, revision, width, height, bitmap}     an ImageBitmap, transferred; or `pixels`
//                                                  (an ArrayBuffer of RGBA8, transferred) where there are no bitmaps
//   {type: "dropped", requestId}                   the frame was overtaken by a newer request or revision
//   {type: "error", error, message, revision?, requestId?}
// `error` is "unknown-image", "text-too-long", "size", "frame", "inputs", "asset", "drawing" (as the engine names them),
// "load" (a file could not be fetched) or "crashed" (the engine stopped; it is started afresh by itself).

let engine = null;
let module = null;
let fontsUrl = "";
let revision = -1;
let described = false;
let latest = null; // the newest inputs, kept for a fresh start
let waiting = null; // the newest frame asked for
const images = new Map();
// A scene shows one picture, and frames of the scene before may still be on their way. Decoded, each takes up to 64 MB.
const IMAGES_KEPT = 2;
const fonts = new Map();

const encode = (text) => new TextEncoder().encode(text);
const fail = (error, message, more = {}) => postMessage({ type: "error", error, message, ...more });

class Refused extends Error {
  constructor({ error, message }) {
    super(message);
    this.kind = error;
  }
}

function give(bytes) {
  const at = engine.alloc(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}

function call(name, ...args) {
  const ok = engine[name](...args);
  const answer = new Uint8Array(engine.memory.buffer, engine.answer_ptr(), engine.answer_len());
  if (ok) return answer;
  throw new Refused(JSON.parse(new TextDecoder().decode(answer)));
}

async function start() {
  engine = (await WebAssembly.instantiate(module, {})).exports;
  for (const [id, png] of images) call("add_image", ...give(encode(id)), ...give(png));
  for (const [name, font] of fonts) call("add_font", ...give(encode(name)), ...give(font));
}

async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Refused({ error: "load", message: `${url} answered ${response.status}` });
  return new Uint8Array(await response.arrayBuffer());
}

async function init({ wasmUrl, fontsUrl: folder, module: compiled }) {
  fontsUrl = folder.endsWith("/") ? folder : `${folder}/`;
  module = compiled ?? (await WebAssembly.compile(await load(wasmUrl)));
  await start();
  postMessage({ type: "ready", module });
}

async function image({ id, bytes, url }) {
  const png = bytes ? new Uint8Array(bytes) : await load(url);
  call("add_image", ...give(encode(id)), ...give(png));
  images.delete(id);
  images.set(id, png);
  for (const old of [...images.keys()].slice(0, -IMAGES_KEPT)) {
    call("forget_image", ...give(encode(old)));
    images.delete(old);
  }
}

function describe(json) {
  return JSON.parse(new TextDecoder().decode(call("set_inputs", ...give(encode(json)))));
}

async function inputs(message) {
  if (message.revision !== revision) return;
  described = false;
  // Marks are joined with their letters here: the engine in the server does so itself.
  latest = message.json.normalize("NFC");
  const description = describe(latest);
  for (const name of description.fonts_needed.filter((name) => !fonts.has(name))) {
    const font = await load(`${fontsUrl}${name}.ttf`);
    call("add_font", ...give(encode(name)), ...give(font));
    fonts.set(name, font);
  }
  described = true;
  if (message.revision === revision) postMessage({ type: "described", revision, description });
}

async function frame({ index, width, height, requestId, at }) {
  if (at !== revision || !described) return postMessage({ type: "dropped", requestId });
  const pixels = new Uint8ClampedArray(call("frame", index, width, height));
  const picture = { type: "frame", index, requestId, revision: at, width, height };
  if (typeof createImageBitmap !== "function") {
    return postMessage({ ...picture, pixels: pixels.buffer }, [pixels.buffer]);
  }
  const bitmap = await createImageBitmap(new ImageData(pixels, width, height));
  if (at !== revision) {
    bitmap.close();
    return postMessage({ type: "dropped", requestId });
  }
  postMessage({ ...picture, bitmap }, [bitmap]);
}

// A panic leaves the engine's memory in an unknown state: a new one takes over with the same pictures.
async function recover(error, more) {
  if (error instanceof Refused) return fail(error.kind, error.message, more);
  const crashed = error instanceof WebAssembly.RuntimeError;
  fail(crashed ? "crashed" : "load", String(error.message ?? error), more);
  if (!crashed) return;
  await start();
  described = false;
  if (latest !== null) {
    describe(latest);
    described = true;
  }
}

const steps = { init, image, inputs };
let queue = Promise.resolve();
const enqueue = (work, more) => {
  queue = queue.then(work).catch((error) => recover(error, more)).catch((error) => fail("crashed", String(error), more));
};

function next() {
  const request = waiting;
  waiting = null;
  return request && frame(request);
}

onmessage = ({ data }) => {
  if (data.type === "inputs") revision = Math.max(revision, data.revision);
  if (data.type !== "frame") return enqueue(() => steps[data.type]?.(data), { revision: data.revision });
  if (waiting) postMessage({ type: "dropped", requestId: waiting.requestId });
  else enqueue(next, { requestId: data.requestId, revision });
  waiting = { ...data, at: revision };
};
