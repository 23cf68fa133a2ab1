/**
 * Documents that someone has broken: a result or a coded error within bounded time, never anything else; and what is read,
 * libxml2 reads too.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { utf8 } from '@eseal/core';
import { XmlDocument as Judge } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { makeInput } from '../../../../fuzz/input.ts';
import { BYTE_MUTATORS } from '../../../../fuzz/mutators/bytes.ts';
import { XML_MUTATORS } from '../../../../fuzz/mutators/xml.ts';
import { FormatsError } from '../errors.ts';
import { SOON, startStopwatch } from '../test-stopwatch.ts';
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

const MUTATORS = [...XML_MUTATORS, ...BYTE_MUTATORS];

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
    let slowest = 0;
    for (let run = 0; run < 3000; run++) {
      const file = makeInput({ name: 'libxml2', mutators: MUTATORS }, files, 20_261_121, run);
      const elapsed = startStopwatch();
      check(file);
      slowest = Math.max(slowest, elapsed());
    }
    expect(slowest).toBeLessThan(SOON);
  });

  it('of noise is refused', () => {
    const empty = utf8('<r></r>');
    for (let run = 0; run < 2000; run++)
      check(makeInput({ name: 'noise', mutators: XML_MUTATORS }, [empty, utf8('<a/>'), utf8('')], 4, run));
  });

  it.each(readdirSync(VECTORS))('that was found so is read as libxml2 reads it, or refused: %s', (name) => {
    check(new Uint8Array(readFileSync(join(VECTORS, name))));
  });
});
