/**
 * `pnpm fuzz [--seconds N] [--seed S] [--target T] [--out FOLDER]`: targets in turn, each for its share of the time.
 * Inputs that show a problem are written to the folder, made as small as still show it.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Finding, fuzz } from './fuzz.ts';
import { makeInput } from './input.ts';
import { minimize } from './minimize.ts';
import { TARGETS, targetNamed } from './targets/index.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    target: { type: 'string', multiple: true },
    out: { type: 'string', default: join(tmpdir(), 'eseal-fuzz') },
  },
});
const names = values.target ?? TARGETS.map(({ name }) => name);
const seed = Number(values.seed);
const seconds = Number(values.seconds) / names.length;

/** One line for what was thrown and where, by which findings of the same fault are known. */
function headline({ problem }: Finding): string {
  const [first = '', ...frames] = problem.message.split('\n');
  const place = frames.find((frame) => frame.includes('/packages/'))?.trim() ?? '';
  return `${problem.kind}: ${first} ${place}`;
}

async function keep(finding: Finding): Promise<string> {
  const target = targetNamed(finding.target);
  const input = finding.input ?? makeInput(target, await target.seeds(), seed, finding.number);
  const small = finding.problem.kind === 'exception' ? await minimize(target, input) : input;
  const file = join(values.out, `${finding.target}-${seed}-${finding.number}.bin`);
  mkdirSync(values.out, { recursive: true });
  writeFileSync(file, small);
  writeFileSync(`${file}.txt`, `${finding.problem.kind}\n${finding.problem.message}\n`);
  return `${file} (${small.length} bytes)`;
}

console.log(`seed ${seed}, ${Math.round(seconds)} s for each of ${names.length} targets`);
const known = new Map<string, Finding>();
await fuzz(
  { targets: names, seed, inputs: 2 ** 31 - 1, seconds },
  {
    found: (finding) => {
      const line = `${finding.target} ${headline(finding)}`;
      if (known.has(line)) return;
      known.set(line, finding);
      console.log(`FOUND  ${line}`);
    },
    done: (target, inputs) => console.log(`       ${target}: ${inputs} inputs`),
  },
);
for (const [line, finding] of known) console.log(`${line}\n       ${await keep(finding)}`);
process.exitCode = known.size === 0 ? 0 : 1;
