/** A batch that is killed goes on where it was, with nothing lost and nothing stamped twice. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runUntilPaused } from './test-kill.ts';

const program = fileURLToPath(new URL('test-killed-batch.ts', import.meta.url));

let folder = '';
let archive = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-killed-'));
  archive = join(folder, 'archive');
  mkdirSync(archive);
  for (const name of ['a', 'b']) writeFileSync(join(archive, name), name);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the batch; with a step it is killed after that step of its first document. */
const runBatch = (stopAfter = '') => runUntilPaused(program, [archive, join(folder, 'journal'), stopAfter]);

describe('a batch that is killed', () => {
  it.each([
    ['stage', 'augmented a\naugmented b\n'],
    ['append', 'kept a\naugmented b\n'],
    ['publish', 'kept a\naugmented b\n'],
  ])('after %s goes on in the next run', { timeout: 30_000 }, async (step, expected) => {
    await runBatch(step);
    expect(await runBatch()).toBe(expected);
    expect(readdirSync(archive)).toEqual(['a', 'b']);
    expect(['a', 'b'].map((name) => readFileSync(join(archive, name), 'utf8'))).toEqual(['a+', 'b+']);
    expect(await runBatch()).toBe('kept a\nkept b\n');
  });
});
