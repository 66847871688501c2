// The design tokens of style/tokens.css as DTCG 2025.10 files, for Figma, Penpot and whoever else reads that format.
// The style sheet stays the one source: what it declares and this cannot say is an error, so that nothing gets lost.

/** The custom properties of a block's body, in order. */
function declarations(body) {
  return [...body.matchAll(/--([\w-]+)\s*:\s*([^;]+)/g)].map(([, name, value]) => [name, value.replace(/\s+/g, ' ').trim()]);
}

/** A list at the commas or spaces outside of parentheses. */
function split(text, at) {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === at && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

const THEMES = ['light', 'dark'];

/** What `light-dark()` stands for in one theme. */
function inTheme(value, theme) {
  const both = /^light-dark\((.*)\)$/.exec(value);
  return both ? split(both[1], ',')[THEMES.indexOf(theme)] : value;
}

// Path of each token by its name. The first word of a name is its group, unless it is itself a token: no token may stand
// within another.
function pathsOf(names) {
  const path = (name) => {
    const group = /^(\w+)-(.+)$/.exec(name);
    return group && !names.includes(group[1]) ? [group[1], group[2]] : [name];
  };
  return new Map(names.map((name) => [name, path(name)]));
}

/** Reads values of one set of names, which references may point to. */
class Reader {
  constructor(paths) {
    this.paths = paths;
  }

  reference(text) {
    const path = this.paths.get(/^var\(--([\w-]+)\)$/.exec(text)?.[1]);
    return path && `{${path.join('.')}}`;
  }

  color(text) {
    const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text);
    if (!parts) return this.reference(text);
    const [lightness, chroma, hue, alpha] = parts.slice(1).map((part) => (part === undefined ? 1 : Number(part)));
    return { colorSpace: 'oklch', components: [lightness, chroma, hue], alpha };
  }

  quantity(text, units) {
    const parts = /^(-?[\d.]+)([a-z]*)$/.exec(text);
    if (parts && Number(parts[1]) === 0 && units.includes('px')) return { value: 0, unit: 'px' };
    return parts && units.includes(parts[2]) ? { value: Number(parts[1]), unit: parts[2] } : undefined;
  }

  dimension(text) {
    return this.quantity(text, ['px', 'rem']);
  }

  shadow(text) {
    const layers = split(/^drop-shadow\((.*)\)$/.exec(text)?.[1] ?? text, ',').map((layer) => {
      const parts = split(layer, ' ');
      const color = this.color(parts.pop());
      const [offsetX, offsetY, blur, spread = { value: 0, unit: 'px' }] = parts.map((part) => this.dimension(part));
      return color && offsetX && offsetY && blur ? { color, offsetX, offsetY, blur, spread } : undefined;
    });
    if (layers.includes(undefined)) return undefined;
    return layers.length === 1 ? layers[0] : layers;
  }

  typography(text) {
    const parts = /^(\d+) (.+)\/(\S+) (var\(\S+\))$/.exec(text);
    if (!parts) return undefined;
    const [, weight, size, line, family] = parts;
    // A size that grows with the window has no word in the format: its largest is said, and the rest kept beside it.
    const fontSize = this.dimension(split(/^clamp\((.*)\)$/.exec(size)?.[1] ?? size, ',').at(-1));
    const height = this.dimension(line);
    const lineHeight = height ? Number((height.value / fontSize.value).toFixed(4)) : Number(line);
    return { fontFamily: this.reference(family), fontSize, fontWeight: Number(weight), letterSpacing: { value: 0, unit: 'px' }, lineHeight };
  }

  fontFamily(text) {
    return text.includes(',') && /^["a-z]/i.test(text) ? split(text, ',').map((name) => name.replaceAll('"', '')) : undefined;
  }

  cubicBezier(text) {
    const points = /^cubic-bezier\((.*)\)$/.exec(text);
    return points ? points[1].split(',').map(Number) : undefined;
  }

  duration(text) {
    return this.quantity(text, ['ms', 's']);
  }

  token(name, text) {
    for (const type of ['color', 'dimension', 'duration', 'cubicBezier', 'typography', 'shadow', 'fontFamily']) {
      const value = this[type](text);
      if (value === undefined) continue;
      return {
        $type: type,
        $value: value,
        ...(text.includes('clamp(') ? { $extensions: { 'com.breakoutclips.css': text } } : {}),
      };
    }
    throw new Error(`style/tokens.css: --${name}: ${text} has no word in the design tokens' format`);
  }

  /** The file of some declarations. */
  file(pairs) {
    const file = {};
    for (const [name, text] of pairs) {
      const path = this.paths.get(name);
      const group = path.length === 1 ? file : (file[path[0]] ??= {});
      group[path.at(-1)] = this.token(name, text);
    }
    return file;
  }
}

// What the media queries of the style sheet are called among the modifiers: the usual state, then the queried one.
const QUERIES = [
  ['pointer:coarse', 'pointer', 'fine', 'coarse'],
  ['prefers-contrast', 'contrast', 'normal', 'more'],
  ['prefers-reduced-motion', 'motion', 'full', 'reduced'],
];

/** The files by name: the tokens of every theme and mode, and the resolver that says how they go together. */
export function designTokens(css) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const all = declarations(/:root\{([^}]*)\}/.exec(plain)[1]);
  const reader = new Reader(pathsOf(all.map(([name]) => name)));
  // A shadow differs by theme through the shades that it is made of, which its references follow.
  const themed = ([, value]) => value.startsWith('light-dark(');
  const files = { 'foundation.tokens.json': reader.file(all.filter((pair) => !themed(pair))) };
  const ref = (name) => ({ $ref: name });
  const contexts = {};
  for (const theme of THEMES) {
    const name = `theme-${theme}.tokens.json`;
    files[name] = reader.file(all.filter(themed).map(([key, value]) => [key, inTheme(value, theme)]));
    contexts[theme] = [ref(name)];
  }
  const modifiers = { theme: { contexts, default: THEMES[0] } };
  for (const [, query, body] of plain.matchAll(/@media ([^{]*)\{:root\{([^}]*)\}\}/g)) {
    const known = QUERIES.find(([part]) => query.includes(part));
    if (!known) throw new Error(`style/tokens.css: no modifier of the design tokens stands for @media ${query}`);
    const [, modifier, usual, queried] = known;
    const name = `${modifier}-${queried}.tokens.json`;
    files[name] = reader.file(declarations(body));
    modifiers[modifier] = { contexts: { [usual]: [], [queried]: [ref(name)] }, default: usual };
  }
  files['breakout-clips.resolver.json'] = {
    name: 'Breakout Clips',
    version: '2025.10',
    sets: { foundation: { sources: [ref('foundation.tokens.json')] } },
    modifiers,
    resolutionOrder: [ref('#/sets/foundation'), ...Object.keys(modifiers).map((name) => ref(`#/modifiers/${name}`))],
  };
  return files;
}
