import { utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXCLUSIVE_C14N, INCLUSIVE_C14N, methodOf } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { canonicalizeFile } from './canonicalize-file.ts';
import { subtreeOf } from './node-set.ts';
import { parseXml } from './parser.ts';
import { xmlDocument } from './test-documents.ts';
import { codeOf } from './test-read.ts';

describe('a file in canonical form without a tree', () => {
  it('is the same as with one', () => {
    const method = fc.constantFrom(
      EXCLUSIVE_C14N,
      INCLUSIVE_C14N,
      methodOf('inclusive-1.1', { comments: true }),
    );
    fc.assert(
      fc.property(xmlDocument, method, fc.boolean(), (source, as, comments) => {
        const file = utf8(source);
        const code = codeOf(() => parseXml(file));
        expect(codeOf(() => canonicalizeFile(file, as))).toBe(code);
        if (code !== undefined) return;
        const document = parseXml(file);
        const { canonical, root } = canonicalizeFile(file, as, { comments });
        expect(canonical).toEqual(canonicalize(subtreeOf(document, document, { comments }), as));
        const { start, contentStart, contentEnd, end } = document.root;
        expect(root).toMatchObject({ start, contentStart, contentEnd, end });
      }),
      { numRuns: 200, seed: 8 },
    );
  });

  it('shows every element with its attributes and namespaces', () => {
    const seen: string[] = [];
    canonicalizeFile(utf8('<r Id="a"><p:b xmlns:p="urn:p" Id="b"/>x<c/></r>'), EXCLUSIVE_C14N, {
      visit: ({ localName, namespace, attributes, parent }) =>
        seen.push([localName, namespace, attributes[0]?.value, parent?.localName].join(' ')),
    });
    expect(seen).toEqual(['r  a ', 'b urn:p b r', 'c   r']);
  });

  it('keeps to the limits of parsing', () => {
    const limits = { depth: 1 };
    expect(codeOf(() => canonicalizeFile(utf8('<a><a><a/></a></a>'), EXCLUSIVE_C14N, { limits }))).toBe(
      'XML_LIMIT_EXCEEDED',
    );
  });
});
