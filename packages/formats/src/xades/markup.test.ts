import { utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { methodOf } from '../xml/canonicalization-method.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import { canonicalizeMarkup, dsElement, type Markup, writeMarkup, xadesElement } from './markup.ts';

const NAMESPACES = new Map([
  ['ds', 'urn:ds'],
  ['xades', 'urn:xades'],
]);

/** XML 1.0 §2.2, carriage returns included, which only references keep. */
const text = fc
  .string({ unit: 'binary', maxLength: 8 })
  .map((value) => value.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ''));
const attributes = fc.record({ Id: text, URI: text }, { requiredKeys: [] });
const { node } = fc.letrec<{ node: Markup }>((tie) => ({
  node: fc
    .tuple(
      fc.boolean(),
      attributes,
      fc.array(fc.oneof({ depthSize: 'small' }, text, tie('node')), { maxLength: 3 }),
    )
    .map(([isDs, given, children]) => (isDs ? dsElement : xadesElement)('E', given, children)),
}));

describe('elements that are made', () => {
  it.each(['exclusive', 'inclusive', 'inclusive-1.1'] as const)(
    'have the canonical form by %s that a parser finds in the document',
    (kind) => {
      fc.assert(
        fc.property(node, (markup) => {
          const document = parseXml(
            utf8(
              `<r xmlns="urn:r" xmlns:ds="urn:ds" xmlns:xades="urn:xades" xml:lang="ja">${writeMarkup(markup)}</r>`,
            ),
          );
          const [apex] = document.root.children;
          if (apex?.kind !== 'element') throw new TypeError('no element');
          const expected = canonicalize(subtreeOf(document, apex), methodOf(kind));
          const surroundings = {
            rules: kind === 'exclusive' ? 'exclusive' : 'inclusive',
            namespaces: new Map([['', 'urn:r'], ...NAMESPACES]),
            xmlAttributes: [['lang', 'ja']],
          } as const;
          expect(canonicalizeMarkup(markup, surroundings)).toBe(new TextDecoder().decode(expected));
        }),
        { numRuns: 200 },
      );
    },
  );

  it('declare what they are told to, and again in an inclusive form only what is new', () => {
    const markup = dsElement('A', {}, [
      dsElement(
        'B',
        {},
        [],
        [
          ['q', 'urn:q'],
          ['ds', 'urn:ds'],
        ],
      ),
    ]);
    expect(writeMarkup(markup)).toBe('<ds:A><ds:B xmlns:q="urn:q" xmlns:ds="urn:ds"></ds:B></ds:A>');
    const around = { namespaces: NAMESPACES, xmlAttributes: [] } as const;
    expect(canonicalizeMarkup(markup, { ...around, rules: 'inclusive' })).toBe(
      '<ds:A xmlns:ds="urn:ds" xmlns:xades="urn:xades"><ds:B xmlns:q="urn:q"></ds:B></ds:A>',
    );
    expect(canonicalizeMarkup(markup, { ...around, rules: 'exclusive' })).toBe(
      '<ds:A xmlns:ds="urn:ds"><ds:B></ds:B></ds:A>',
    );
  });

  it('need their prefixes declared', () => {
    const surroundings = { rules: 'exclusive', namespaces: new Map(), xmlAttributes: [] } as const;
    expect(() => canonicalizeMarkup(dsElement('A', {}), surroundings)).toThrow(TypeError);
  });
});
