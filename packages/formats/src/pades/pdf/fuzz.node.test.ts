/** Seeded mutations of the corpus: whatever comes of a file is a document or a coded error, and soon. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { parsePades } from '../parse/parse.ts';
import { ENCRYPTED_NAMES, encryptedPdf, USER } from './encryption/test-encrypted.ts';
import { latin1 } from './test-documents.ts';

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus');
const FOLDERS = ['pdf', 'pades'].map((name) => join(CORPUS, name, 'files'));
const present = FOLDERS.every(existsSync);
if (!present) console.warn(`SKIPPED: ${CORPUS} is missing, its PDFs are not mutated`);

/** Longest file that is mutated, and how many mutants there are. */
const MAX_LENGTH = 60_000;
const MUTANTS = 1500;

/** What is put into files: what structures hang on. */
const WORDS = [
  ...[
    'obj',
    'endobj',
    'stream\n',
    'endstream',
    'xref\n',
    'trailer',
    'startxref\n',
    '%%EOF',
    '%',
    '<<',
    '>>',
    '[',
    ']',
    '(',
    '<',
  ],
  ...[
    '/Prev 9',
    '/Length 99999999',
    '/Size 2147483647',
    '/XRefStm 9',
    '/Encrypt<<>>',
    '/Type/XRef',
    '/Type/ObjStm',
    '/Kids',
  ],
  ...[
    '0 0 R',
    '1 0 R',
    '4 65535 R',
    '-1',
    '-0',
    '1.5',
    '999999999999999999',
    'null',
    'true',
    '/Filter/LZWDecode',
    '/Parent',
  ],
  '/DecodeParms<</Predictor 15/Columns 1048576/Colors 64/BitsPerComponent 16>>',
].map(latin1);

/** Numbers below a limit that follow from a seed (the generator of Numerical Recipes). */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function mutate(file: Uint8Array, random: (limit: number) => number): Uint8Array {
  let bytes = Uint8Array.from(file);
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(bytes.length);
    const word = WORDS[random(WORDS.length)] ?? new Uint8Array();
    const from = random(bytes.length);
    const copied = bytes.slice(from, from + random(500));
    const digit = bytes.findIndex((byte, i) => i >= at && byte >= 0x30 && byte <= 0x39);
    switch (random(6)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes.set(word.subarray(0, bytes.length - at), at);
        break;
      case 2:
        bytes = splice(bytes, at, 0, word);
        break;
      case 3:
        bytes = splice(bytes, at, random(200), new Uint8Array());
        break;
      case 4:
        if (digit >= 0) bytes[digit] = 0x30 + random(10);
        break;
      default:
        bytes = splice(bytes, at, 0, copied);
    }
  }
  return bytes;
}

function splice(bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = bytes.subarray(Math.min(bytes.length, at + removed));
  const out = new Uint8Array(at + added.length + kept.length);
  out.set(bytes.subarray(0, at));
  out.set(added, at);
  out.set(kept, at + added.length);
  return out;
}

describe.runIf(present)('a mutated PDF', () => {
  it('is parsed, or refused by a coded error, within a second', async () => {
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => join(folder, name))
        .filter((file) => file.endsWith('.pdf') && statSync(file).size <= MAX_LENGTH)
        .map((file) => new Uint8Array(readFileSync(file))),
    );
    const seeds = [...files, ...ENCRYPTED_NAMES.map(encryptedPdf)];
    let refused = 0;
    for (let seed = 1; seed <= MUTANTS; seed++) {
      const random = randomFrom(seed);
      const mutant = mutate(seeds[random(seeds.length)] ?? new Uint8Array(), random);
      const started = process.cpuUsage();
      const outcome = await parsePades(mutant, seed % 2 === 0 ? { password: USER } : {}).catch(
        (error: unknown) => error,
      );
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6, `seed ${seed}`).toBeLessThan(1);
      if (!(outcome instanceof Error)) continue;
      refused++;
      expect(outcome, `seed ${seed}`).toBeInstanceOf(FormatsError);
    }
    // A mutation that leads nowhere would test nothing.
    expect(refused).toBeGreaterThan(MUTANTS / 20);
    expect(refused).toBeLessThan(MUTANTS);
  });
});
