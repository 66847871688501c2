// Draws what the golden files name with the engine's wasm, and compares. Where this runs, Node or a page, is all the same.

/**
 * Needs nothing but its argument, so that it can be sent into a page as it stands: every file is given as base64.
 *
 * @param {{ wasm: string, samples: Record<string, string>, fonts: Record<string, string>,
 *   cases: { name: string, request: unknown, width: number, height: number, frames: Record<string, string> }[] }} files
 * @returns {Promise<{ compared: number, differences: string[], milliseconds: number[] }>} the times are those of the
 *   first case's frames at 540 x 960, sorted
 */
export async function compare({ wasm, samples, fonts, cases }) {
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const text = (value) => new TextEncoder().encode(value);
  const { instance } = await WebAssembly.instantiate(bytes(wasm), {});
  const engine = instance.exports;
  const give = (value) => {
    const at = engine.alloc(value.length);
    new Uint8Array(engine.memory.buffer, at, value.length).set(value);
    return [at, value.length];
  };
  const call = (ok) => {
    const answer = new Uint8Array(engine.memory.buffer, engine.answer_ptr(), engine.answer_len());
    if (!ok) throw new Error(new TextDecoder().decode(answer));
    return answer;
  };
  const describe = (request) => JSON.parse(new TextDecoder().decode(call(engine.set_inputs(...give(text(JSON.stringify(request)))))));
  const hash = (pixels) => {
    let sum = 0x811c9dc5;
    const words = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
    for (let i = 0; i < pixels.byteLength; i += 4) sum = Math.imul(sum ^ words.getUint32(i, true), 0x01000193);
    return (sum >>> 0).toString(16).padStart(8, '0');
  };

  for (const [name, png] of Object.entries(samples)) call(engine.add_image(...give(text(name)), ...give(bytes(png))));
  const loaded = new Set();
  const differences = [];
  let compared = 0;
  for (const { name, request, width, height, frames } of cases) {
    for (const font of describe(request).fonts_needed.filter((one) => !loaded.has(one))) {
      call(engine.add_font(...give(text(font)), ...give(bytes(fonts[font]))));
      loaded.add(font);
    }
    for (const [index, expected] of Object.entries(frames)) {
      const found = hash(call(engine.frame(Number(index), width, height)));
      compared += 1;
      if (found !== expected) differences.push(`${name}, frame ${index}: ${found} instead of ${expected}`);
    }
  }

  describe(cases[0].request);
  call(engine.frame(0, 540, 960));
  const milliseconds = Array.from({ length: 180 }, (_, index) => {
    const start = performance.now();
    call(engine.frame(index, 540, 960));
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { compared, differences, milliseconds };
}
