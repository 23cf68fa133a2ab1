/**
 * Seals of others, damaged at random from a fixed seed: they are read, and raised, or refused with a coded error, within a
 * second and 200 MB.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { augment, isEsealError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import { parseCades } from './parse.ts';
import { createTestSealer } from './test-seals.ts';

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus/cades/files/validation');
const present = existsSync(CORPUS);
if (!present) console.warn('../shared/corpus/cades is missing: the CMS reader is not fuzzed');

const SEED = 20_261_121;
const ROUNDS = 12;
const MAX_SIZE = 40_000;
const MAX_MILLISECONDS = 1000;
const MAX_MEMORY = 200e6;

/** Random numbers from a seed (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Damage = (bytes: Uint8Array, random: (below: number) => number) => Uint8Array;

/** A copy with these bytes from a place on. */
function overwritten(bytes: Uint8Array, at: number, values: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values.slice(0, copy.length - at), at);
  return copy;
}

/** What happens to files, and what attackers do to lengths and structure. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'a bit': (bytes, random) => {
    const at = random(bytes.length);
    return overwritten(bytes, at, [(bytes[at] ?? 0) ^ (1 << random(8))]);
  },
  'a byte': (bytes, random) => overwritten(bytes, random(bytes.length), [random(256)]),
  'a long length': (bytes, random) =>
    overwritten(bytes, random(bytes.length), [0x84, 0xff, 0xff, 0xff, 0xff]),
  'an indefinite length': (bytes, random) => overwritten(bytes, random(bytes.length), [0x80]),
  'the end': (bytes, random) => bytes.slice(0, random(bytes.length)),
  'a part': (bytes, random) => {
    const start = random(bytes.length);
    const end = Math.min(bytes.length, start + 1 + random(200));
    return Uint8Array.from([...bytes.subarray(0, start), ...bytes.subarray(end)]);
  },
  'a part twice': (bytes, random) => {
    const start = random(bytes.length);
    const end = Math.min(bytes.length, start + 1 + random(2000));
    return Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(start)]);
  },
  zeros: (bytes, random) => overwritten(bytes, random(bytes.length), new Array(1 + random(64)).fill(0)),
};

/** Files that are made to take time or memory. */
const MADE: Readonly<Record<string, Uint8Array>> = {
  'C9: a million nested sequences': Uint8Array.from({ length: 2e6 }, (_, at) => (at % 2 === 0 ? 0x30 : 0x80)),
  'C10: a length of four gigabytes': Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x06, 0x09),
  'C10: a length of nine octets': Uint8Array.of(0x30, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x06),
  'C9: a million empty elements': Uint8Array.from([
    ...[0x30, 0x84, 0x00, 0x1e, 0x84, 0x80],
    ...Array.from({ length: 2e6 }, (_, at) => (at % 2 === 0 ? 0x05 : 0x00)),
  ]),
};

const contents = [{ source: new Uint8Array(64) }];
const parse = (bytes: Uint8Array): Promise<unknown> => parseCades(bytes, { contents });

/** Raises with a source of material that has nothing, and an authority that always gives the same token. */
async function createRaiser(): Promise<(bytes: Uint8Array) => Promise<unknown>> {
  const { timestamps } = await createTestSealer();
  const token = await timestamps.stamp(new Uint8Array(32));
  const same = { ...timestamps, stamp: async () => token };
  const material = { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) };
  const options = { format: cades(), adesLevel: 'B-LTA', timestamps: same, material, contents } as const;
  return (bytes) => augment(bytes, options);
}

async function expectBounded(
  bytes: Uint8Array,
  work: (bytes: Uint8Array) => Promise<unknown> = parse,
): Promise<void> {
  const memory = process.memoryUsage();
  const started = performance.now();
  try {
    await work(bytes);
  } catch (error) {
    if (!isEsealError(error)) throw error;
    expect(error.code).toMatch(/^(CMS|SEAL)_/);
  }
  const after = process.memoryUsage();
  expect(performance.now() - started).toBeLessThan(MAX_MILLISECONDS);
  expect(after.heapUsed + after.external - memory.heapUsed - memory.external).toBeLessThan(MAX_MEMORY);
}

describe.runIf(present)('a damaged CMS', () => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(p7m|p7s|pkcs7|cms|sig)$/.test(name))
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(CORPUS, name))))
    .filter(({ length }) => length < MAX_SIZE);

  it.each(Object.entries(DAMAGES))('with %s changed is read or refused in time', async (_, damage) => {
    const random = createRandom(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      for (const file of files) {
        let damaged = damage(file, random);
        if (random(2) === 0) damaged = damage(damaged, random);
        await expectBounded(damaged);
      }
    }
  });

  it.each(Object.entries(DAMAGES))('with %s changed is raised or refused in time', async (_, damage) => {
    const random = createRandom(SEED + 1);
    const raise = await createRaiser();
    for (let round = 0; round < ROUNDS / 4; round++)
      for (const file of files) await expectBounded(damage(file, random), raise);
  });
});

describe('a CMS made to take time or memory', () => {
  it.each(Object.entries(MADE))('by %s is refused in time', async (_, bytes) => {
    await expectBounded(bytes);
    await expectBounded(bytes, await createRaiser());
    await expect(parseCades(bytes)).rejects.toMatchObject({ code: 'CMS_UNREADABLE' });
  });
});
