// Names the tests that failed in a Playwright report, each with every reason: node failed-tests.mjs REPORT.json
import { readFileSync } from 'node:fs';

const plain = text => text.replace(/\u001b\[[0-9;]*m/g, '');
const why = spec =>
  spec.tests
    .flatMap(test => test.results)
    .flatMap(result => result.errors)
    .map(error => plain(error.message ?? '').split('\n').filter(Boolean).slice(0, 40).join(' | ').slice(0, 3000))
    .join(' || and || ') || 'no reason given';

function failed(suite) {
  const own = (suite.specs ?? []).filter(spec => !spec.ok).map(spec => `${spec.file}:${spec.line} ${spec.title}: ${why(spec)}`);
  return [...own, ...(suite.suites ?? []).flatMap(failed)];
}

console.log(JSON.parse(readFileSync(process.argv[2], 'utf8')).suites.flatMap(failed).join('\n'));
