/**
 * Damaged XML signatures, always the same ones: each is read, or refused by a code, and soon.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { parseXades } from './parse.ts';

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus/xades/files/validation');
const present = existsSync(CORPUS);
if (!present) console.warn('../shared/corpus/xades is missing: damaged XML signatures are not tested');

/** Files small enough to be read many times. */
const FILES: readonly Uint8Array[] = present
  ? readdirSync(CORPUS)
      .map((name) => join(CORPUS, name))
      .filter((file) => statSync(file).isFile() && statSync(file).size < 30_000)
      .map((file) => new Uint8Array(readFileSync(file)))
  : [];

/** Words that decide what is read, to be put where others stand. */
const WORDS = [
  'ds:SignedInfo',
  'ds:Reference',
  'ds:Signature',
  'ds:Object',
  'xades:SignedProperties',
  'xades:CounterSignature',
  'xades:SignatureTimeStamp',
  '<!--',
  '-->',
  '/>',
  'URI=""',
  'Id="a"',
  '#xpointer(/)',
  '&#0;',
  '\u2028',
];

/** One change of a text: at a place of it (from 0 to 1), by what. */
type Damage = (text: string, at: number) => string;

const span = (text: string, at: number): readonly [number, number] => {
  const start = Math.floor(at * text.length);
  return [start, Math.min(text.length, start + 1 + (start % 200))];
};

const DAMAGES: readonly Damage[] = [
  (text, at) => text.slice(0, Math.floor(at * text.length)),
  (text, at) => text.slice(0, span(text, at)[0]) + text.slice(span(text, at)[1]),
  (text, at) => text.slice(0, span(text, at)[1]) + text.slice(span(text, at)[0]),
  (text, at) => {
    const words = [...text.matchAll(/<\/?[\w:]+|[\w]+="[^"]*"/g)];
    const word = words[Math.floor(at * words.length)];
    const other = WORDS[Math.floor(at * 7919) % WORDS.length] ?? '';
    if (word === undefined) return other;
    return (
      text.slice(0, word.index) +
      (word[0].startsWith('<') ? '<' : '') +
      other +
      text.slice(word.index + word[0].length)
    );
  },
  (text, at) => {
    const elements = [...text.matchAll(/<([\w:]+)[^>]*>[^<]*<\/\1>/g)];
    const one = elements[Math.floor(at * elements.length)];
    const other = elements[Math.floor(((at * 7919) % 1) * elements.length)];
    return one === undefined || other === undefined ? text : text.replace(one[0], () => other[0].repeat(2));
  },
  (text, at) => {
    const place = Math.floor(at * text.length);
    return (
      text.slice(0, place) +
      String.fromCharCode(text.charCodeAt(place) ^ (1 << (place % 7))) +
      text.slice(place + 1)
    );
  },
];

describe.runIf(present)('a damaged XML signature', () => {
  it('is read or refused by a code, within a second', { timeout: 120_000 }, async () => {
    const damage = fc.record({
      kind: fc.nat(DAMAGES.length - 1),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    const input = fc.record({
      file: fc.nat(FILES.length - 1),
      damages: fc.array(damage, { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ file, damages }) => {
        const original = new TextDecoder('latin1').decode(FILES[file]);
        const text = damages.reduce(
          (damaged, { kind, at }) => DAMAGES[kind]?.(damaged, at) ?? damaged,
          original,
        );
        const started = performance.now();
        try {
          const { format } = await parseXades(Uint8Array.from(text, (character) => character.charCodeAt(0)));
          expect(format).toBe('xades');
        } catch (error) {
          expect(error).toBeInstanceOf(FormatsError);
        }
        // Ten times what it takes, for machines that are busy.
        expect(performance.now() - started).toBeLessThan(1000);
      }),
      { seed: 20_261_121, numRuns: 1500 },
    );
  });
});
