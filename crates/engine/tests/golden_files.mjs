// The golden files and what they are drawn from, as `identity.mjs` takes them. Their hashes are those that the native test
// `frames` checks too.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';

const here = (path) => new URL(path, import.meta.url);

/** Every file with this ending, by its name without it. */
const all = (folder, ending) =>
  Object.fromEntries(
    readdirSync(here(folder))
      .filter((file) => extname(file) === ending)
      .map((file) => [basename(file, ending), readFileSync(here(`${folder}/${file}`)).toString('base64')]),
  );

/** @returns {Omit<Parameters<typeof import('./identity.mjs').compare>[0], 'wasm'>} */
export const goldenFiles = () => ({
  samples: all('../samples', '.png'),
  fonts: all('../../lettering/fonts', '.ttf'),
  cases: ['frames', 'templates', 'cameras', 'edges'].flatMap((name) => JSON.parse(readFileSync(here(`golden/${name}.json`), 'utf8'))),
});
