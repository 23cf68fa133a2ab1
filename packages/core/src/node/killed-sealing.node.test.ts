/** A batch that is killed while it seals goes on where it was: every document is sealed exactly once. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileJournal } from './file-journal.ts';
import { runUntilPaused } from './test-kill.ts';

const program = fileURLToPath(new URL('test-killed-sealing.ts', import.meta.url));
const NAMES = ['a', 'b', 'c'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-killed-'));
  mkdirSync(join(folder, 'in'));
  for (const name of NAMES) writeFileSync(join(folder, 'in', name), `document ${name}`);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a batch that is killed while it seals', () => {
  it.each([
    ['manifest', ['sealed a', 'sealed b', 'sealed c']],
    ['begun', ['sealed a again', 'sealed b again', 'sealed c']],
    ['before the key', ['sealed a again', 'sealed b again', 'sealed c']],
    ['after the key', ['sealed a again', 'sealed b again', 'sealed c']],
    ['stage', ['sealed a again', 'sealed b again', 'sealed c']],
    ['made', ['kept a', 'kept b', 'sealed c']],
    ['publish', ['kept a', 'kept b', 'sealed c']],
  ])('after %s goes on in the next run', { timeout: 60_000 }, async (step, expected) => {
    await runUntilPaused(program, [folder, step]);
    const torn = join(folder, 'journal');
    writeFileSync(torn, `${readFileSync(torn, 'utf8')}{"kind":"made","id":"c","ti`);
    expect(await runUntilPaused(program, [folder])).toBe(`${expected.join('\n')}\n`);
    const sealed = readdirSync(join(folder, 'out'));
    expect(sealed.sort()).toEqual(NAMES.map((name) => `${name}.sealed`));
    for (const name of NAMES) {
      const text = readFileSync(join(folder, 'out', `${name}.sealed`), 'utf8');
      expect(text.split('\n')).toHaveLength(4);
      expect(text).toMatch(new RegExp(`^document ${name}\n`));
    }
    await using journal = await openFileJournal(torn);
    expect(await journal.head()).toMatchObject({ documents: 3 });
    for (const name of NAMES) expect(await journal.find(name)).toMatchObject({ kind: 'made' });
    expect(readdirSync(folder).sort()).toEqual(['in', 'journal', 'journal.lock', 'out']);
  });
});
