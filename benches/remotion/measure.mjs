// Runs a command and says in a file how long it took and how much memory it held at most, with everything it started:
//   node measure.mjs RESULT.json COMMAND...
// Memory is the sum of all processes' PSS, where a page that several of them share counts once. Chromium shares many.
import {spawn} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';

const EVERY_MS = 100;
// Looking must not slow down what is looked at: it may take this share of one core's time.
const MOST = 0.02;

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

const kilobytes = (root) =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && belongs(pid, root))
    .map((pid) => Number(/^Pss: +(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0))
    .reduce((sum, one) => sum + one, 0);

const starts = performance.now();
const child = spawn(command, words, {stdio: ['ignore', 'inherit', 'inherit']});
let [peak, looks, timer] = [0, 0, undefined];
const look = () => {
  const before = performance.now();
  peak = Math.max(peak, kilobytes(child.pid));
  looks += 1;
  timer = setTimeout(look, Math.max(EVERY_MS, (performance.now() - before) / MOST));
};
look();
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('close', (code) => {
  clearTimeout(timer);
  const seconds = (performance.now() - starts) / 1000;
  const own = process.cpuUsage();
  writeFileSync(result, JSON.stringify({seconds, peakMb: peak / 1024, looks, lookingSeconds: (own.user + own.system) / 1e6}));
  process.exit(code ?? 1);
});
