/** The sheet itself: nodes in columns by how far they are from their flow's start, arrows between them. */

import type { Scenario } from '../kit/scenarios';
import type { Mode } from './modes';

export interface Change {
  /** The share of pixels that differ, 0 to 1. */
  share: number;
  /** The approved picture, if there is one. */
  before: string | null;
}

export interface Pictured extends Scenario {
  changes: Partial<Record<Mode, Change>>;
  image(mode: Mode): string;
}

const NODE = { width: 420, height: 470, gapX: 90, gapY: 30 };

interface Placed {
  scenario: Pictured;
  x: number;
  y: number;
}

/** `approved` is whether there is a set to compare with. */
export function drawn(all: Pictured[], links: string, approved: boolean): string {
  const flows = [...new Set(all.map(({ flow }) => flow))];
  const sections = flows.map((flow) => section(flow, all.filter((one) => one.flow === flow), links));
  const changed = all.filter(({ changes }) => Object.keys(changes).length > 0).length;
  const compared = approved ? `${changed} changed since the approved set` : 'none compared, as no set is approved yet';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Flow map · Breakout Clips</title><style>${STYLE}</style>
<h1>Flow map</h1><p>${all.length} states, ${compared}. A picture leads to its state on ${escaped(links)}.</p>${sections.join('')}</html>`;
}

function section(flow: string, all: Pictured[], links: string): string {
  const placed = places(all);
  const width = Math.max(...placed.map(({ x }) => x)) + NODE.width;
  const height = Math.max(...placed.map(({ y }) => y)) + NODE.height;
  const arrows = placed.flatMap((from) => from.scenario.next.map((name) => arrow(from, placed.find(({ scenario }) => scenario.name === name))));
  return `<section><h2>${escaped(flow)}</h2><div class="map" style="width:${width}px;height:${height}px">
<svg width="${width}" height="${height}" aria-hidden="true"><defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>${arrows.join('')}</svg>
${placed.map((one) => node(one, links)).join('')}</div></section>`;
}

/** Columns by the longest way from a state that nothing leads to. */
function places(all: Pictured[]): Placed[] {
  const column = new Map(all.map(({ name }) => [name, 0]));
  for (let round = 0; round < all.length; round++) {
    for (const { name, next } of all) {
      for (const to of next) column.set(to, Math.min(all.length, Math.max(column.get(to) ?? 0, (column.get(name) ?? 0) + 1)));
    }
  }
  const rows = new Map<number, number>();
  return all.map((scenario) => {
    const at = column.get(scenario.name) ?? 0;
    const row = rows.get(at) ?? 0;
    rows.set(at, row + 1);
    return { scenario, x: at * (NODE.width + NODE.gapX), y: row * (NODE.height + NODE.gapY) };
  });
}

function arrow(from: Placed, to: Placed | undefined): string {
  if (!to) return '';
  const [x1, y1, x2, y2] = [from.x + NODE.width, from.y + 140, to.x, to.y + 140];
  const bend = (x2 - x1) / 2;
  return `<path class="way" marker-end="url(#tip)" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>`;
}

function node({ scenario, x, y }: Placed, links: string): string {
  const { name, title, sentence, changes } = scenario;
  const href = `${links}/lab/scenarios/${name}`;
  const shown = (mode: Mode): string => {
    const change = changes[mode];
    const mark = change ? `<b class="changed">${mode} changed, ${(change.share * 100).toFixed(1)} %</b>` : '';
    const before = change?.before ? `<details><summary>before</summary><img src="${change.before}" alt=""></details>` : '';
    return `<span class="${mode}"><a href="${href}"><img src="${scenario.image(mode)}" alt="${escaped(title)}, ${mode}"></a>${mark}${before}</span>`;
  };
  return `<article id="${name}" style="left:${x}px;top:${y}px"><h3><a href="${href}">${escaped(title)}</a></h3><p>${escaped(sentence)}</p>
${shown('desktop')}<div class="pair">${shown('phone')}${shown('dark')}</div></article>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark;font:14px/1.4 system-ui,sans-serif;background:light-dark(#f6f3ee,#161513);color:light-dark(#1d1b18,#eee)}
body{margin:24px}h1{margin:0}section{margin-top:40px;overflow-x:auto}
.map{position:relative}svg{position:absolute;inset:0}.way{fill:none;stroke:#d8572a;stroke-width:2}marker path{fill:#d8572a}
article{position:absolute;box-sizing:border-box;width:${NODE.width}px;height:${NODE.height}px;padding:10px;border:1px solid #8886;border-radius:12px;background:light-dark(#fff,#222);overflow:hidden}
article:hover{overflow:visible;z-index:1;height:auto}
h3{margin:0;font-size:15px}article p{margin:2px 0 8px;opacity:.75;height:20px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
img{display:block;width:100%;border-radius:6px}.pair{display:flex;gap:10px;margin-top:8px;align-items:start}.phone{width:62px}.dark{width:210px}
a{color:inherit}.changed{display:block;color:#c02b1d}`;
