// Finds what the product says outside its catalogues (locales/): text and labels in views, and sentences anywhere else in src/.
// Prints FILE:LINE and the words; ends with 1 if there are any. What only operators and developers read is not the product's:
// logs, panics, SQL, start-up errors, the Lab, tests.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const FOR_OPERATORS = [
  /^src\/lab/, /^src\/main\.rs/, /^src\/server\/(config|settings|database|stores|state)/, /^src\/reconciler/, /^src\/work/, /^src\/faults/,
  /tests?(\/|\.rs)/, /_tests(\/|\.rs)/, /\/store(\/|\.rs)/, /\/providers(\/|\.rs)/, /\/operators\.rs/, /\/gateways(\/|\.rs)/, /\/testing\.rs/,
];
const QUIET_CALLS = new Set([
  "trace", "debug", "info", "warn", "error", "event", "assert", "assert_eq", "assert_ne", "debug_assert", "panic", "unreachable", "expect",
  "expect_err", "internal", "counter", "histogram", "gauge", "describe_counter", "describe_gauge", "describe_histogram", "concat", "include_str",
]);
const READ_ATTRIBUTES = /^(aria-label|aria-description|aria-roledescription|placeholder|title|alt|label|hint|words|heading|name_of|note)$/;

const files = (folder) => readdirSync(folder, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]))
  .filter((name) => name.endsWith(".rs"));

/** The strings of a Rust source, each with what it stands in and what stands before and after it. */
function strings(source) {
  const found = [];
  const calls = []; // What each open bracket belongs to.
  let at = 0, line = 1;
  const pass = (to) => { for (; at < to; at += 1) if (source[at] === "\n") line += 1; };
  while (at < source.length) {
    const rest = source.slice(at, at + 400);
    let match;
    if (rest.startsWith("//")) pass(((to) => (to < 0 ? source.length : to))(source.indexOf("\n", at)));
    else if (rest.startsWith("/*")) pass(source.indexOf("*/", at) + 2);
    else if ((match = /^b?r(#*)"/.exec(rest))) {
      const end = source.indexOf(`"${match[1]}`, at + match[0].length) + 1 + match[1].length;
      found.push({ text: source.slice(at + match[0].length, end - 1 - match[1].length), from: at, to: end, line, calls: [...calls] });
      pass(end);
    } else if (rest[0] === '"') {
      let end = at + 1;
      while (source[end] !== '"') end += source[end] === "\\" ? 2 : 1;
      found.push({ text: source.slice(at + 1, end), from: at, to: end + 1, line, calls: [...calls] });
      pass(end + 1);
    } else if ((match = /^'(\\.[^']*|[^'\\])'/.exec(rest))) pass(at + match[0].length);
    else {
      if ("([{".includes(rest[0])) {
        const before = /(?:(#!?)|([\w:.]+?)(!)?)\s*$/.exec(source.slice(Math.max(0, at - 80), at));
        calls.push(before?.[1] ? "#" : (before?.[2] ?? "").split(/::|\./).pop() + (before?.[3] ?? ""));
      } else if (")]}".includes(rest[0])) calls.pop();
      pass(at + 1);
    }
  }
  return found.map((one) => ({ ...one, before: source.slice(Math.max(0, one.from - 60), one.from).trimEnd(), after: source.slice(one.to, one.to + 20).trimStart() }));
}

const LETTERS = /[A-Za-z]{2}/;
const SENTENCE = /[A-Za-z]{2,}[,;:.]? [A-Za-z]/;

function isSaid({ text, before, after, calls }) {
  const words = text.replace(/\{[^}]*\}/g, "").replace(/\\./g, " ");
  if (!LETTERS.test(words) || calls.some((call) => QUIET_CALLS.has(call.replace("!", "")))) return false;
  const isViewed = calls.includes("view!");
  if (isViewed) {
    const attribute = /([\w:-]+)=\{?$/.exec(before);
    if (attribute) return READ_ATTRIBUTES.test(attribute[1]);
    if (/(?<![=-])>$/.test(before) || after.startsWith("</") || (/["}]$/.test(before) && after.startsWith("<"))) return true;
  }
  if (calls.at(-1) === "#" || calls.includes("cfg")) return calls.includes("error") && SENTENCE.test(words);
  if (/\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|PRAGMA|CREATE|VALUES)\b/.test(words)) return false;
  // Headers, selectors, classes, markup and the like begin with no capital and end with no full stop.
  return SENTENCE.test(words) && (/^\W*[A-Z]/.test(words) || /[.?!]\W*$/.test(words)) && !/^\s*[<(:.\[]|[=@]/.test(words);
}

/** Without the module of tests at the end, and with empty lines for functions that only tests have. */
function withoutTests(source) {
  const [product] = source.split(/^#\[cfg\(test\)\]$/m);
  return product.replace(/^( +)#\[cfg\(test\)\]$[\s\S]*?^\1}$/gm, (lines) => lines.replace(/[^\n]/g, ""));
}

let count = 0;
for (const file of files("src").sort()) {
  if (FOR_OPERATORS.some((pattern) => pattern.test(file))) continue;
  const source = withoutTests(readFileSync(file, "utf8"));
  for (const one of strings(source).filter(isSaid)) {
    count += 1;
    console.log(`${file}:${one.line}: ${one.text.replace(/\s+/g, " ").slice(0, 120)}`);
  }
}
process.exitCode = count > 0 ? 1 : 0;
