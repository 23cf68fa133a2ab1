/**
 * Documents that someone has broken: a result or a coded error within bounded time, never anything else; and what is read,
 * libxml2 reads too.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { concatBytes, utf8 } from '@eseal/core';
import { XmlDocument as Judge } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { FormatsError } from '../errors.ts';
import { methodOf } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { subtreeOf } from './node-set.ts';
import { parseXml } from './parser.ts';
import type { XmlDocument } from './tree.ts';
import { nodesBelow } from './walk.ts';

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus');
const VECTORS = join(import.meta.dirname, 'vectors');
if (!existsSync(CORPUS))
  console.warn('../shared/corpus is missing: mutations of XML of others are not tried');

const PIECES = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '=',
  ':',
  ' ',
  '\r',
  '\r\n',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<?xml ?>',
  '&#13;',
  '&#xD',
  '&amp;',
  '&x;',
  'xmlns=""',
  ' xmlns:a="urn:a"',
  ' xml:lang="x"',
  ' a="1"',
  '<a/>',
  '</a>',
  '<a>',
  '\u2028',
  '\u0085',
  '\u0000',
  '\ufffe',
  '\u65e5',
  '\ud83d\ude00',
  '<!DOCTYPE a>',
].map((piece) => utf8(piece));

/** A generator of numbers below a bound, the same in every run (Lehmer). */
function randomBelow(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48_271) % 0x7fff_ffff;
    return state % bound;
  };
}

function mutate(file: Uint8Array, below: (bound: number) => number): Uint8Array {
  const at = below(file.length + 1);
  const [before, after] = [file.subarray(0, at), file.subarray(at)];
  const from = below(file.length);
  switch (below(4)) {
    case 0:
      return concatBytes([before, Uint8Array.of(below(256)), after.subarray(1)]);
    case 1:
      return concatBytes([before, PIECES[below(PIECES.length)] ?? after, after]);
    case 2:
      return concatBytes([before, after.subarray(below(20))]);
    default:
      return concatBytes([before, file.subarray(from, from + below(60)), after]);
  }
}

/** Reads everything there is, or says why not. */
function outcome(file: Uint8Array): XmlDocument | FormatsError {
  try {
    const document = parseXml(file);
    for (const node of nodesBelow(document)) {
      if (node.kind === 'element')
        for (const { value } of node.attributes) expect(typeof value).toBe('string');
      else expect(typeof (node.kind === 'processing-instruction' ? node.data : node.value)).toBe('string');
    }
    return document;
  } catch (error) {
    if (error instanceof FormatsError) return error;
    throw error;
  }
}

/** The canonical form by libxml2, or why it has none. */
function judge(file: Uint8Array): string {
  try {
    const document = Judge.fromBuffer(file);
    try {
      return document.canonicalizeToString();
    } finally {
      document.dispose();
    }
  } catch (error) {
    return String(error);
  }
}

/** What libxml2 refuses beyond XML: namespace names that are no URI, and as we do relative ones. */
const ABOUT_URIS = /is not a valid URI|Failed to canonicalize/;

/** libxml2 writes ampersands in namespace names as they are, against C14N 1.0 §2.3. */
const BARE_AMPERSAND = /\sxmlns(:[^=\s]+)?="[^"]*&(?!(amp|lt|quot|#x[0-9A-F]+);)/;

function check(file: Uint8Array): void {
  const result = outcome(file);
  const theirs = judge(file);
  if (result instanceof FormatsError) {
    if (result.code === 'XML_SYNTAX') expect(theirs).toMatch(/^(Xml[A-Za-z]*)?Error/);
    return;
  }
  if (ABOUT_URIS.test(theirs) || BARE_AMPERSAND.test(theirs)) return;
  const form = canonicalize(subtreeOf(result), methodOf('inclusive'));
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(form)).toBe(theirs);
}

function seeds(): readonly Uint8Array[] {
  if (!existsSync(CORPUS)) return [];
  const folders = ['xades', 'trusted-lists'].map((name) => join(CORPUS, name));
  const entries = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const files = entries
    .filter((entry) => entry.name.endsWith('.xml'))
    .map((entry) => join(entry.parentPath, entry.name));
  return files
    .filter((file) => statSync(file).size < 16_384)
    .sort()
    .map((file) => new Uint8Array(readFileSync(file)));
}

describe('a broken document', () => {
  const files = seeds();

  it.skipIf(files.length === 0)('of the corpus is read as libxml2 reads it, or refused', () => {
    const below = randomBelow(20_261_121);
    let slowest = 0;
    for (let run = 0; run < 3000; run++) {
      let file = files[below(files.length)] ?? new Uint8Array(0);
      for (let changes = 1 + below(3); changes > 0; changes--) file = mutate(file, below);
      const start = performance.now();
      check(file);
      slowest = Math.max(slowest, performance.now() - start);
    }
    expect(slowest).toBeLessThan(1000);
  });

  it('of noise is refused', () => {
    const below = randomBelow(4);
    for (let run = 0; run < 2000; run++) {
      const parts = Array.from(
        { length: below(12) },
        () => PIECES[below(PIECES.length)] ?? new Uint8Array(0),
      );
      check(concatBytes([utf8('<r>'), ...parts, utf8('</r>')]));
      check(concatBytes(parts));
    }
  });

  it.each(readdirSync(VECTORS))('that was found so is read as libxml2 reads it, or refused: %s', (name) => {
    check(new Uint8Array(readFileSync(join(VECTORS, name))));
  });
});
