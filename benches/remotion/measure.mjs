// Runs a command and says in a file how long it took and how much memory it held at most, with everything it started:
//   node measure.mjs RESULT.json COMMAND...
// Memory is the sum of all processes' PSS, where a page that several of them share counts once. Chromium shares many.
// Asking for it makes the kernel walk through all pages, so it is done only when the resident sizes, which cost nothing
// to ask for, add up to more than ever before.
import {spawn} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';

const EVERY_MS = 100;

const [result, command, ...words] = process.argv.slice(2);

/** What a file of /proc says; nothing if its process has ended. */
const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

// Who started whom never changes, so each process is asked once. Those whose parent has ended are kept by this too.
const parents = new Map();
const parentOf = (pid) => {
  if (!parents.has(pid)) {
    const stat = read(`/proc/${pid}/stat`);
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  return parents.get(pid);
};

const belongs = (pid, root) => {
  for (let at = pid; at > 1; at = parentOf(at)) if (at === root) return true;
  return false;
};

const family = (root) =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && belongs(pid, root));

const sum = (pids, file, pattern) =>
  pids.map((pid) => Number(pattern.exec(read(`/proc/${pid}/${file}`))?.[1] ?? 0)).reduce((total, one) => total + one, 0);

const starts = performance.now();
const child = spawn(command, words, {stdio: ['ignore', 'inherit', 'inherit']});
let [peakPages, peakKb] = [0, 0];
const look = () => {
  const pids = family(child.pid);
  const pages = sum(pids, 'statm', /^\d+ (\d+)/);
  if (pages <= peakPages) return;
  peakPages = pages;
  peakKb = Math.max(peakKb, sum(pids, 'smaps_rollup', /^Pss: +(\d+)/m));
};
const timer = setInterval(look, EVERY_MS);
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('close', (code) => {
  clearInterval(timer);
  const seconds = (performance.now() - starts) / 1000;
  writeFileSync(result, JSON.stringify({seconds, peakMb: peakKb / 1024}));
  process.exit(code ?? 1);
});
