/**
 * Two independent judges of the HTML that the server sends: html-validate in the process that asks, the Nu checker in a
 * Java machine, which takes as long to start as to read all pages of a run and is therefore started once for all of them.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HtmlValidate, StaticConfigLoader, type ConfigData } from 'html-validate';

const VNU = join(import.meta.dirname, '../node_modules/vnu-jar/build/dist/vnu.jar');

/** Reading a deep page takes much stack; the quick compiler and collector halve the work of a process of seconds. */
const JAVA = ['-Xss8m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** The rules of html-validate that are about style of writing and not about what browsers understand. */
const RULES: ConfigData = {
  root: true,
  extends: ['html-validate:standard'],
  rules: { 'void-style': 'off', 'no-trailing-whitespace': 'off', 'long-title': 'off', 'no-inline-style': 'error', 'doctype-style': 'off', 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off' },
};

/** SVG 2 has it on every shape; the checker knows SVG 1.1, where paths alone do. */
const UNKNOWN_TO_NU = /Attribute .pathLength. not allowed on element .circle./;

/** Leptos writes the nonce there; browsers read every value they do not know as "anonymous", which is what is meant. */
const OF_LEPTOS = /crossorigin.* (has invalid value|on element .link.)/;

/** Two faults that each judge knows: whoever finds nothing here has not looked. */
export const BROKEN = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Broken</title></head>
<body><h1 id="same">One</h1><p id="same"><a href="/"><button type="button">Two</button></a></p></body></html>
`;

const validator = new HtmlValidate(new StaticConfigLoader(RULES));

/** What html-validate finds wrong with a page, each with the place where. */
export async function foundByHtmlValidate(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  const found = results.flatMap(({ messages }) => messages).filter(({ message }) => !OF_LEPTOS.test(message));
  return found.map(({ ruleId, message, line, column }) => `${line}:${column}, ${ruleId}: ${message}`);
}

/** The folder of a run's pages. Playwright empties what is around it when a run begins. */
const folderIn = (outputDir: string) => join(outputDir, 'pages');

/** Keeps a page for the Nu checker, which looks when every test has ended. */
export function keepForNu(outputDir: string, name: string, html: string): void {
  mkdirSync(folderIn(outputDir), { recursive: true });
  writeFileSync(join(folderIn(outputDir), `${name}.html`), html);
}

interface Finding {
  type: string;
  url: string;
  message: string;
  extract?: string;
}

/** The names of the pages that were kept. */
export function keptForNu(outputDir: string): string[] {
  return readdirSync(folderIn(outputDir)).map((file) => basename(file, '.html'));
}

/** What the Nu checker finds wrong with the pages that were kept, each by the page's name. */
export function foundByNu(outputDir: string): { page: string; fault: string }[] {
  const answer = execFileSync('java', [...JAVA, '-jar', VNU, '--format', 'json', '--exit-zero-always', '--stdout', folderIn(outputDir)], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const { messages } = JSON.parse(answer) as { messages: Finding[] };
  const faults = messages.filter(({ type, message }) => type !== 'info' && !UNKNOWN_TO_NU.test(message) && !OF_LEPTOS.test(message));
  return faults.map(({ url, message, extract }) => ({ page: basename(url, '.html'), fault: `${message} ${extract ?? ''}`.trim() }));
}
