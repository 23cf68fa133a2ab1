/**
 * A short run of every target from a fixed seed, the damage that the kit makes, and what was found before.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isEsealError } from '../packages/core/src/index.ts';
import { type Finding, fuzz } from './fuzz.ts';
import { makeInput } from './input.ts';
import { judgeInput } from './judge.ts';
import { minimize } from './minimize.ts';
import { latin1, toLatin1 } from './mutators/mutator.ts';
import { TARGETS, targetNamed } from './targets/index.ts';

const SEED = 20_261_121;

/** For each target: enough to reach every reader, little enough for every day. */
const EXTENT = { inputs: 40, seconds: 3 } as const;

interface Vector {
  readonly target: string;
  readonly file: string;
  /** Code of the error; `null` for a result. */
  readonly expected: string | null;
  readonly why: string;
}

const VECTORS: readonly Vector[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/manifest.json'), 'utf8'),
);

describe('whatever the bytes are', () => {
  it('every reader and the validator answer within a second and 200 MB', { timeout: 300_000 }, async () => {
    const findings: Finding[] = [];
    const counts = new Map<string, number>();
    await fuzz(
      { targets: TARGETS.map(({ name }) => name), seed: SEED, ...EXTENT },
      {
        found: (finding) => findings.push(finding),
        done: (target, inputs) => counts.set(target, inputs),
      },
    );
    expect(findings.map(({ target, number, problem }) => `${target} ${number} ${problem.message}`)).toEqual(
      [],
    );
    expect([...counts.keys()]).toEqual(TARGETS.map(({ name }) => name));
  });

  it.each(VECTORS)('$target answers what was found before: $why', async ({ target, file, expected }) => {
    const input = new Uint8Array(readFileSync(join(import.meta.dirname, 'vectors', file)));
    const { run } = targetNamed(target);
    expect(await judgeInput({ run }, input)).toBeUndefined();
    const code = await run(input).then(
      () => null,
      (error: unknown) => (isEsealError(error) ? error.code : String(error)),
    );
    expect(code).toBe(expected);
  });
});

describe('the kit', () => {
  it('makes the same input of the same seed and number, and another of another', async () => {
    const { name, mutators } = targetNamed('certificate');
    const seeds = [latin1('0\u0082\u0001\u0002abc'), latin1('def')];
    const input = (seed: number, number: number) =>
      toLatin1(makeInput({ name, mutators }, seeds, seed, number));
    expect(input(1, 2)).toBe(input(1, 2));
    const inputs = new Set(Array.from({ length: 100 }, (_, number) => input(1, number)));
    expect(inputs.size).toBeGreaterThan(30);
  });

  it.each([
    ['an error without code', 'exception', () => Promise.reject(new TypeError('x'))],
    ['a second of work', 'too-slow', () => work(1100)],
    ['much memory', 'too-much-memory', async () => new Uint8Array(300e6).fill(1)],
  ] as const)('finds %s', async (_, kind, run) => {
    expect(await judgeInput({ run }, new Uint8Array())).toMatchObject({ kind });
  });

  it('takes a result and an error with a code for an answer', async () => {
    const { run } = targetNamed('certificate');
    expect(await judgeInput({ run }, latin1('no certificate'))).toBeUndefined();
    expect(await judgeInput({ run: async () => 1 }, new Uint8Array())).toBeUndefined();
  });

  it('leaves of an input what matters', async () => {
    const run = async (input: Uint8Array) => {
      if (toLatin1(input).includes('xy')) throw new TypeError('xy');
    };
    expect(toLatin1(await minimize({ run }, latin1('a long way to xy and beyond')))).toBe('xy');
  });
});

/** Keeps the processor busy for so long. */
async function work(milliseconds: number): Promise<void> {
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    if (user + system > milliseconds * 1000) return;
    for (let at = 0; at < 1e6; at++) Math.sqrt(at);
  }
}
