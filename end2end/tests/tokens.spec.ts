/** The design tokens that other tools read are the ones that the pages are painted with. */

import { expect, open, test } from '../kit/fixtures';

interface Reference {
  $ref: string;
}
interface Resolver {
  version: string;
  sets: Record<string, { sources: Reference[] }>;
  modifiers: Record<string, { contexts: Record<string, Reference[]>; default: string }>;
  resolutionOrder: Reference[];
}
interface Token {
  $type: string;
  $value: { colorSpace: string; components: number[]; alpha: number } & string;
}
type Tokens = { [name: string]: Token | Tokens };

const FOLDER = '/tokens';

function colors(tokens: Tokens, path: string[] = []): [name: string, token: Token][] {
  return Object.entries(tokens).flatMap(([key, value]): [string, Token][] => {
    if (!('$value' in value)) return colors(value as Tokens, [...path, key]);
    const token = value as Token;
    return token.$type === 'color' ? [[[...path, key].join('-'), token]] : [];
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`every colour of the ${theme} tokens is the page’s`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page, '/');
    const resolver: Resolver = await (await page.request.get(`${FOLDER}/breakout-clips.resolver.json`)).json();
    expect(resolver.version).toBe('2025.10');
    const files = [...(resolver.sets.foundation?.sources ?? []), ...(resolver.modifiers.theme?.contexts[theme] ?? [])];
    expect(files).toHaveLength(2);
    const seen: string[] = [];
    for (const { $ref } of files) {
      for (const [name, { $value }] of colors(await (await page.request.get(`${FOLDER}/${$ref}`)).json())) {
        const [lightness, chroma, hue] = $value.components;
        const told = `${$value.colorSpace}(${lightness} ${chroma} ${hue} / ${$value.alpha})`;
        const painted = await page.evaluate(([property, color]) => {
          const probe = document.body.appendChild(document.createElement('i'));
          const computed = (value: string) => {
            probe.style.color = value;
            return getComputedStyle(probe).color;
          };
          const both = [computed(`var(--${property})`), computed(color)];
          probe.remove();
          return both;
        }, [name, told] as const);
        expect(painted[0], name).toBe(painted[1]);
        seen.push(name);
      }
    }
    expect(seen).toEqual(expect.arrayContaining(['surface-page', 'text-body', 'wallet-ai', 'action-fill', 'shade-strong']));
    expect(new Set(seen).size).toBe(seen.length);
  });
}

test('more contrast takes the place of the same colours in the tokens as on the page', async ({ page }) => {
  const { modifiers }: Resolver = await (await page.request.get(`${FOLDER}/breakout-clips.resolver.json`)).json();
  const [file] = modifiers.contrast?.contexts.more ?? [];
  const replaced = colors(await (await page.request.get(`${FOLDER}/${file?.$ref}`)).json());
  expect(replaced.map(([name]) => name)).toEqual(expect.arrayContaining(['text-muted', 'line-control', 'focus-ring', 'link', 'status-danger']));
  const painted = (names: string[]) =>
    page.evaluate((names) => {
      const probe = document.body.appendChild(document.createElement('i'));
      const all = names.map((name) => {
        probe.style.color = `var(--${name})`;
        return getComputedStyle(probe).color;
      });
      probe.remove();
      return all;
    }, names);
  const names = replaced.map(([name]) => name);
  const stands = replaced.map(([, { $value }]) => $value.slice(1, -1).replace('.', '-'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, contrast: 'no-preference' });
    await open(page, '/help');
    const usual = await painted(names);
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    const more = await painted(names);
    expect(more, colorScheme).toEqual(await painted(stands));
    for (const [at, name] of names.entries()) expect(more[at], `${name}, ${colorScheme}`).not.toBe(usual[at]);
  }
});

test('every file that the tokens’ resolver names is there, and every modifier has its usual state', async ({ request }) => {
  const resolver: Resolver = await (await request.get(`${FOLDER}/breakout-clips.resolver.json`)).json();
  expect(Object.keys(resolver.modifiers)).toEqual(['theme', 'pointer', 'contrast', 'motion']);
  for (const { contexts, default: usual } of Object.values(resolver.modifiers)) {
    expect(Object.keys(contexts)).toContain(usual);
    for (const { $ref } of Object.values(contexts).flat()) {
      expect((await request.get(`${FOLDER}/${$ref}`)).status(), $ref).toBe(200);
    }
  }
  expect(resolver.resolutionOrder.map(({ $ref }) => $ref)).toEqual(['#/sets/foundation', '#/modifiers/theme', '#/modifiers/pointer', '#/modifiers/contrast', '#/modifiers/motion']);
});
