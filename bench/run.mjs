/**
 * The benchmark: `pnpm bench [--only ID…] [--quick] [--json FILE] [--markdown PAGE]`, one process per row, one row after
 * another.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { roundsOf } from './lib/measure.mjs';
import { NOT_THERE, ROWS } from './lib/rows.mjs';
import { writeMarkdown } from './lib/to-markdown.mjs';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
});

// `--only a b c`, `--only a,b,c` and `--only a --only b` mean the same.
const only = values.only && [...values.only, ...positionals].flatMap((ids) => ids.split(','));
const unknown = (only ?? positionals).filter((id) => !ROWS.some((row) => row.id === id));
if (unknown.length > 0) {
  console.error(`no such row: ${unknown.join(', ')}`);
  process.exit(64);
}
const rows = ROWS.filter((row) => only === undefined || only.includes(row.id)).map(runRow);
const report = {
  date: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  rows,
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
if (values.markdown !== undefined) {
  const rounds = roundsOf(values.quick);
  writeMarkdown(values.markdown, { ...report, cores: cpus().length, rounds }, round);
}

function runRow({ id, work, unit, goal, better }) {
  const result = work === undefined ? { value: null, goal, peers: {}, error: NOT_THERE } : runProcess(id);
  const row = {
    id,
    value: result.value,
    unit,
    goal: result.goal ?? null,
    better,
    met: isMet(result, goal, better),
    peers: result.peers,
    error: result.error ?? null,
  };
  console.log(formatRow(row));
  return row;
}

function isMet({ value, goal: computed }, goal, better) {
  const wanted = computed ?? goal;
  if (value === null) return false;
  return wanted === undefined || (better === 'lower' ? value <= wanted : value >= wanted);
}

function runProcess(id) {
  const script = fileURLToPath(new URL('lib/row-process.mjs', import.meta.url));
  const env = { ...process.env, ESEAL_BENCH_QUICK: values.quick ? '1' : '0' };
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', script, id], {
    env,
    encoding: 'utf8',
  });
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } catch {
    return { value: null, peers: {}, error: `no result: ${stderr.slice(-500)}` };
  }
}

function formatRow({ id, value, unit, goal, met, peers, error }) {
  if (error !== null) return `${id.padEnd(24)} -            ${error.split('\n')[0]}`;
  const others = Object.entries(peers).map(
    ([name, figure]) => `${name} ${figure === null ? '-' : round(figure)}`,
  );
  const figure = `${round(value)} ${unit}`.padEnd(16);
  const aim = `goal ${goal === null ? '-' : round(goal)}`.padEnd(14);
  return `${id.padEnd(24)} ${figure} ${aim} ${met ? 'met   ' : 'MISSED'} ${others.join(', ')}`;
}

function round(figure) {
  return figure >= 100 ? Math.round(figure) : Number(figure.toPrecision(3));
}
