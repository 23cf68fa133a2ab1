/**
 * Canonical forms of generated documents, byte for byte those of libxml2.
 *
 * @module
 */
import fc from 'fast-check';
import { XmlDocument as Judge, type XmlNode as JudgeNode, XmlC14NMode } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { type CanonicalizationMethod, methodOf } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { filterNodes, subtreeOf } from './node-set.ts';
import { parseXml } from './parser.ts';
import { xmlDocument } from './test-documents.ts';
import type { XmlDocument } from './tree.ts';
import { elementsOf } from './walk.ts';

const MODES = {
  inclusive: XmlC14NMode.XML_C14N_1_0,
  'inclusive-1.1': XmlC14NMode.XML_C14N_1_1,
  exclusive: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
} as const;

const method: fc.Arbitrary<CanonicalizationMethod> = fc
  .record({
    kind: fc.constantFrom('inclusive', 'inclusive-1.1', 'exclusive'),
    comments: fc.boolean(),
    prefixes: fc.constantFrom([], ['a'], ['', 'b', 'unknown']),
  })
  .map(({ kind, comments, prefixes }) => ({
    ...methodOf(kind, { comments }),
    prefixes: kind === 'exclusive' ? prefixes : [],
  }));

function optionsOf({ kind, comments, prefixes }: CanonicalizationMethod) {
  const names = prefixes.map((prefix) => (prefix === '' ? '#default' : prefix));
  return { mode: MODES[kind], withComments: comments, inclusiveNamespacePrefixes: names };
}

function read(source: string): XmlDocument | undefined {
  try {
    return parseXml(new TextEncoder().encode(source));
  } catch {
    return undefined;
  }
}

function judge<T>(source: string, ask: (document: Judge) => T): T | undefined {
  let document: Judge;
  try {
    document = Judge.fromBuffer(new TextEncoder().encode(source));
  } catch {
    return undefined;
  }
  try {
    return ask(document);
  } finally {
    document.dispose();
  }
}

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('a generated document', () => {
  it('is read or refused as libxml2 does, and has the same canonical form', () => {
    fc.assert(
      fc.property(xmlDocument, method, (source, as) => {
        const document = read(source);
        const ours = document && text(canonicalize(subtreeOf(document), as));
        expect(ours).toBe(judge(source, (theirs) => theirs.canonicalizeToString(optionsOf(as))));
      }),
      { numRuns: 1500, seed: 4 },
    );
  });

  it('has the same canonical form of a subtree in its place', () => {
    fc.assert(
      fc.property(xmlDocument, method, fc.nat(), (source, as, choice) => {
        const document = read(source);
        if (document === undefined) return;
        const elements = [...elementsOf(document.root)];
        const index = choice % elements.length;
        const ours = text(canonicalize(subtreeOf(document, elements[index]), as));
        const theirs = judge(source, ({ root }) =>
          root.get(`(//*)[${index + 1}]`)?.canonicalizeToString(optionsOf(as)),
        );
        expect(ours).toBe(theirs);
      }),
      { numRuns: 1500, seed: 5 },
    );
  });

  it('has the same canonical form when subtrees are left out', () => {
    const names = fc.array(fc.constantFrom<string>('e', 'item', 'Name-1.2'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(xmlDocument, method, names, (source, as, left) => {
        const document = read(source);
        if (document === undefined) return;
        const roots = new Set(
          [...elementsOf(document.root)].filter(({ localName }) => left.includes(localName)),
        );
        const nodes = filterNodes(subtreeOf(document), [{ operation: 'subtract', roots }]);
        const isVisible = (node: JudgeNode, parent: JudgeNode | null): boolean =>
          !namesUpwards(node, parent).some((name) => left.includes(name));
        const theirs = judge(source, (judged) =>
          judged.canonicalizeToString({ ...optionsOf(as), isVisible }),
        );
        expect(text(canonicalize(nodes, as))).toBe(theirs);
      }),
      { numRuns: 1000, seed: 6 },
    );
  });
});

/** Of an element and what is around it; of an attribute or a namespace from its element on. */
function namesUpwards(node: JudgeNode, parent: JudgeNode | null): string[] {
  const names: string[] = [];
  let at: JudgeNode | null = 'prefix' in node && 'attrs' in node ? node : parent;
  for (; at !== null; at = at.parent) if ('name' in at) names.push(String(at.name));
  return names;
}
