/**
 * What a seal inside its document leaves out of what it covers.
 *
 * Every ds:Signature is left out by an XPath transform, not only the seal's own by the enveloped-signature transform: so
 * that seals stand side by side and none breaks when another is added. Of the expressions that say so, this one is
 * understood by most verifiers; many know no XPath Filter 2.0.
 *
 * @module
 */
import type { CanonicalizationMethod } from '../xml/canonicalization-method.ts';
import { filterNodes, type NodeSet } from '../xml/node-set.ts';
import type { XmlElement } from '../xml/tree.ts';
import { type PrefixedName, TRANSFORMS, UBL_DOCUMENT_SIGNATURES } from './identifiers.ts';
import type { XadesOptions } from './options.ts';
import type { SealableXml } from './sealable-xml.ts';
import type { Transform } from './signed-info.ts';
import { elementsNamed, SIGNATURE } from './survey.ts';

/** What is left out: as transforms, and as the elements of a document that go with everything in them. */
export interface Exclusion {
  readonly transforms: readonly Transform[];
  elements(opened: SealableXml): readonly XmlElement[];
}

/** Nothing: for elements that the seal does not stand in. */
export const NO_EXCLUSION: Exclusion = { transforms: [], elements: () => [] };

/** Only the seal itself, which is not there yet when nodes are digested (XMLDSig §6.6.4). */
const OWN_SIGNATURE: Exclusion = {
  transforms: [{ algorithm: TRANSFORMS.envelopedSignature }],
  elements: () => [],
};

const EVERY_SIGNATURE: Exclusion = {
  transforms: [notIn(SIGNATURE)],
  elements: ({ signatures }) => signatures,
};

/** In UBL a further seal adds elements around its signature as well. */
const EVERY_UBL_SIGNATURE: Exclusion = {
  transforms: [notIn(SIGNATURE), notIn(UBL_DOCUMENT_SIGNATURES)],
  elements: ({ document, signatures }) => [
    ...signatures,
    ...elementsNamed(document, UBL_DOCUMENT_SIGNATURES),
  ],
};

/** What a seal leaves out of the nodes that it stands in. */
export function exclusionFor({ coverEarlierSeals, place }: XadesOptions): Exclusion {
  if (coverEarlierSeals === true) return OWN_SIGNATURE;
  return place?.kind === 'ubl-extensions' ? EVERY_UBL_SIGNATURE : EVERY_SIGNATURE;
}

/** The nodes without what is left out. */
export function exclude(nodes: NodeSet, elements: readonly XmlElement[]): NodeSet {
  if (elements.length === 0) return nodes;
  return filterNodes(nodes, [{ operation: 'subtract', roots: new Set(elements) }]);
}

/** Transforms of a reference to nodes in which something is left out: the canonical form comes last. */
export function transformsOf(
  { transforms }: Exclusion,
  { algorithm }: CanonicalizationMethod,
): readonly Transform[] {
  return [...transforms, { algorithm }];
}

function notIn({ prefix, localName, namespace }: PrefixedName): Transform {
  return {
    algorithm: TRANSFORMS.xpath,
    xpath: {
      expression: `not(ancestor-or-self::${prefix}:${localName})`,
      // `ds` is declared by the signature around it.
      namespaces: prefix === SIGNATURE.prefix ? [] : [[prefix, namespace]],
    },
  };
}
