/**
 * What a seal inside its document leaves out of what it covers.
 *
 * Every ds:Signature is left out by an XPath transform, not only the seal's own by the enveloped-signature transform: so
 * that seals stand side by side and none breaks when another is added. Of the expressions that say so, this one is
 * understood by most verifiers; many know no XPath Filter 2.0.
 *
 * @module
 */
import { filterNodes, type NodeSet } from '../xml/node-set.ts';
import { TRANSFORMS } from './identifiers.ts';
import { elementsNamed, SIGNATURE } from './open-xml.ts';
import type { XadesOptions } from './options.ts';
import type { Transform } from './signed-info.ts';
import { UBL_DOCUMENT_SIGNATURES } from './ubl-place.ts';

/** Name of elements that are left out with everything in them. */
interface ExcludedName {
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
}

/** What is left out, as transforms and as nodes. */
export interface Exclusion {
  readonly transforms: readonly Transform[];
  apply(nodes: NodeSet): NodeSet;
}

/** Nothing: for elements that the seal does not stand in. */
export const NO_EXCLUSION: Exclusion = { transforms: [], apply: (nodes) => nodes };

/** Only the seal itself, which is not there yet when nodes are digested (XMLDSig §6.6.4). */
const OWN_SIGNATURE: Exclusion = {
  transforms: [{ algorithm: TRANSFORMS.envelopedSignature }],
  apply: (nodes) => nodes,
};

/** What a seal leaves out of the nodes that it stands in. */
export function exclusionFor({ coverEarlierSeals, place }: XadesOptions): Exclusion {
  if (coverEarlierSeals === true) return OWN_SIGNATURE;
  // A further seal adds elements around its signature there.
  const isUbl = place?.kind === 'ubl-extensions';
  const names: readonly ExcludedName[] = isUbl ? [SIGNATURE, UBL_DOCUMENT_SIGNATURES] : [SIGNATURE];
  return {
    transforms: names.map(notIn),
    apply: (nodes) => names.reduce(without, nodes),
  };
}

function without(nodes: NodeSet, name: ExcludedName): NodeSet {
  const roots = elementsNamed(nodes.document, name);
  return roots.length === 0 ? nodes : filterNodes(nodes, [{ operation: 'subtract', roots: new Set(roots) }]);
}

function notIn({ prefix, localName, namespace }: ExcludedName): Transform {
  return {
    algorithm: TRANSFORMS.xpath,
    xpath: {
      expression: `not(ancestor-or-self::${prefix}:${localName})`,
      // `ds` is declared by the signature around it.
      namespaces: prefix === SIGNATURE.prefix ? [] : [[prefix, namespace]],
    },
  };
}
