/**
 * Whether a counter-signature covers the value of the signature that it stands in (EN 319 132-1 §5.2.7).
 *
 * @module
 */
import type { SignedReference } from '@eseal/core/container';
import { INCLUSIVE_C14N } from '../../xml/canonicalization-method.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { canonicalForm } from './canonical-form.ts';
import { elementAt, type XmlUnderParse } from './located-references.ts';
import type { ResolvedReference } from './resolve-references.ts';

/**
 * The digest that should be of the ds:SignatureValue around a counter-signature, beside that value. A reference to another
 * value, or to something else, is intact for itself; here its digest is held against the right one and differs.
 *
 * @param value - ds:SignatureValue of the signature around it
 */
export function readCountersignedValue(
  references: readonly ResolvedReference[],
  value: XmlElement | undefined,
  { document, budget }: XmlUnderParse,
): SignedReference {
  const covers = (one: ResolvedReference): boolean =>
    value !== undefined && elementAt(one) === value && one.nodes?.filters.length === 0;
  const right = references.find(covers);
  const meant = right ?? references.find(({ kind }) => kind === 'countersigned-signature') ?? references[0];
  const bytes = value && canonicalForm(document, value, INCLUSIVE_C14N, budget);
  return {
    kind: 'countersigned-signature',
    digestAlgorithm: meant?.reference.digestAlgorithm,
    digest: meant?.reference.digest,
    input: right?.input ?? (bytes && { kind: 'bytes', pieces: [bytes] }),
  };
}

/** The signature elsewhere in the document that a signature says it countersigns. */
export function countersignedElsewhere(
  references: readonly ResolvedReference[],
  own: XmlElement,
): XmlElement | undefined {
  const values = references.filter(({ kind }) => kind === 'countersigned-signature').map(elementAt);
  return values.find((value) => value?.parent !== undefined && value.parent !== own)?.parent;
}
