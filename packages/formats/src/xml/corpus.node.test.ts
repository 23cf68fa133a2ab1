/**
 * Every XML file of the corpus in canonical form, byte for byte that of xmllint and of libxml2-wasm.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { equalBytes } from '@eseal/core';
import { XmlDocument as Judge, ParseOption, XmlC14NMode } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { type CanonicalizationMethod, methodOf } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { subtreeOf } from './node-set.ts';
import { parseXml } from './parser.ts';
import type { XmlDocument } from './tree.ts';

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus');
const xmllint = spawnSync('xmllint', ['--version']).status === 0;
if (!existsSync(CORPUS)) console.warn('../shared/corpus is missing: no XML of others is tested');
if (!xmllint)
  console.warn('xmllint is missing: apt-get install libxml2-utils; its canonical forms are not compared');

const MODES = {
  inclusive: { option: '--c14n', mode: XmlC14NMode.XML_C14N_1_0 },
  'inclusive-1.1': { option: '--c14n11', mode: XmlC14NMode.XML_C14N_1_1 },
  exclusive: { option: '--exc-c14n', mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 },
} as const;
const KINDS = Object.keys(MODES) as CanonicalizationMethod['kind'][];

const read = (file: string): Uint8Array => new Uint8Array(readFileSync(file));

/** Files that look like XML by their first characters, past a byte order mark. */
function xmlFiles(): readonly string[] {
  if (!existsSync(CORPUS)) return [];
  const entries = readdirSync(CORPUS, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files
    .filter((file) => /^(?:\xef\xbb\xbf)?\s*</.test(readFileSync(file, 'latin1').slice(0, 100)))
    .sort();
}

/** Files that are refused, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  'trusted-lists/files/eu-lotl-not-parseable.xml': 'XML_SYNTAX',
  'trusted-lists/files/lotlCache/CZ_not-parsable.xml': 'XML_SYNTAX',
  'trusted-lists/files/lotlCache/tl_pivot_191_mp_not-parsable.xml': 'XML_SYNTAX',
  'xades/files/validation/broken-dom.xml': 'XML_SYNTAX',
  'xades/files/validation/xades-with-dtd-injection.xml': 'XML_DTD_REFUSED',
};

function parse(file: string): XmlDocument | string {
  try {
    return parseXml(read(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

describe.skipIf(!existsSync(CORPUS))('an XML file of the corpus', () => {
  const files = xmlFiles();

  it('is found', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it.each(files.map((file) => [relative(CORPUS, file), file]))(
    '%s has the canonical forms of libxml2',
    (name, file) => {
      const document = parse(file);
      expect(typeof document === 'string' ? document : undefined).toBe(REFUSED[name]);
      if (typeof document === 'string') return;
      for (const kind of KINDS) {
        for (const comments of [false, true]) {
          const ours = canonicalize(subtreeOf(document), methodOf(kind, { comments }));
          expect(equalBytes(ours, wasmForm(file, kind, comments)), `${kind} ${comments}`).toBe(true);
          if (comments && xmllint) expect(equalBytes(ours, xmllintForm(file, kind)), kind).toBe(true);
        }
      }
    },
  );
});

function wasmForm(file: string, kind: CanonicalizationMethod['kind'], withComments: boolean): Uint8Array {
  const document = Judge.fromBuffer(read(file), { option: ParseOption.XML_PARSE_HUGE });
  try {
    return new TextEncoder().encode(document.canonicalizeToString({ mode: MODES[kind].mode, withComments }));
  } finally {
    document.dispose();
  }
}

/** xmllint keeps comments. */
function xmllintForm(file: string, kind: CanonicalizationMethod['kind']): Uint8Array {
  const { stdout } = spawnSync('xmllint', ['--nonet', '--huge', MODES[kind].option, file], {
    maxBuffer: 1 << 28,
  });
  return new Uint8Array(stdout);
}
