/** Every scenario's page as the server sends it, before the Nu checker and html-validate. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FileSystemConfigLoader, HtmlValidate, type ConfigData } from 'html-validate';
import { expect, test } from '../kit/fixtures';
import { NAMES } from '../kit/scenario-names';

const VNU = join(import.meta.dirname, 'node_modules/vnu-jar/build/dist/vnu.jar');

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

interface Finding {
  type: string;
  url: string;
  message: string;
  extract?: string;
}

test('every page is valid HTML', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  try {
    const found: string[] = [];
    const validator = new HtmlValidate(new FileSystemConfigLoader(RULES));
    for (const name of NAMES) {
      const html = await (await page.request.get(`/lab/scenarios/${name}`)).text();
      writeFileSync(join(folder, `${name}.html`), html);
      const { results } = await validator.validateString(html);
      for (const { messages } of results) found.push(...messages.filter(({ message }) => !OF_LEPTOS.test(message)).map(({ ruleId, message, line, column }) => `html-validate, ${name} ${line}:${column}, ${ruleId}: ${message}`));
    }
    const answer = execFileSync('java', ['-jar', VNU, '--format', 'json', '--exit-zero-always', '--stdout', folder], { encoding: 'utf8', maxBuffer: 64 << 20 });
    const { messages } = JSON.parse(answer) as { messages: Finding[] };
    found.push(...messages.filter(({ type, message }) => type !== 'info' && !UNKNOWN_TO_NU.test(message) && !OF_LEPTOS.test(message)).map(({ url, message, extract }) => `Nu, ${basename(url)}: ${message} ${extract ?? ''}`));
    expect(found).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
