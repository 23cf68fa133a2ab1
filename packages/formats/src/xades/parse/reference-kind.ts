/**
 * What a reference is of. It counts for its kind only where that stands in the grammar of its own signature: a ds:Object or
 * SignedProperties somewhere else is not what the signature means.
 *
 * @module
 */
import type { ReferenceKind } from '@eseal/core/container';
import { isNamed } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { DS, isSignedPropertiesType } from './namespaces.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';
import type { ReferenceElement } from './reference-element.ts';
import type { SignatureElements } from './signature-elements.ts';

/** Types of references (XMLDSig §4.5, §5.1; EN 319 132-1 §5.2.7.2). */
const TYPE = {
  object: `${DS}Object`,
  manifest: `${DS}Manifest`,
  countersigned: 'http://uri.etsi.org/01903#CountersignedSignature',
} as const;

/** Where a reference leads. */
export interface ReferenceTarget {
  readonly kind: ReferenceKind;
  /** The element stands where its kind has to stand. */
  readonly inPlace: boolean;
}

/**
 * Tells what a reference is of.
 *
 * @param target - the element that its URI names, when it names one
 * @param properties - without any, SignedProperties are data like others
 */
export function classifyReference(
  { type, uri }: ReferenceElement,
  target: XmlElement | undefined,
  signature: SignatureElements,
  properties: QualifyingProperties | undefined,
): ReferenceTarget {
  const isHere = uri?.startsWith('#') ?? false;
  if (target !== undefined && target === properties?.signedProperties)
    return { kind: 'signed-properties', inPlace: true };
  if (properties !== undefined && isSignedPropertiesType(type))
    return { kind: 'signed-properties', inPlace: false };
  if (type === TYPE.countersigned && target !== undefined && isNamed(target, DS, 'SignatureValue'))
    return { kind: 'countersigned-signature', inPlace: true };
  if (target !== undefined && target === signature.keyInfo) return { kind: 'key-info', inPlace: true };
  if (target !== undefined && isSignatureProperty(target, signature))
    return { kind: 'signature-properties', inPlace: true };
  if (type === TYPE.object)
    return { kind: 'object', inPlace: !isHere || (target !== undefined && isObject(target, signature)) };
  if (type === TYPE.manifest) return { kind: 'manifest', inPlace: !isHere || isManifest(target, signature) };
  return { kind: 'reference', inPlace: true };
}

function isManifest(target: XmlElement | undefined, signature: SignatureElements): boolean {
  return target !== undefined && isNamed(target, DS, 'Manifest') && isInObject(target, signature);
}

function isSignatureProperty(target: XmlElement, signature: SignatureElements): boolean {
  const group = isNamed(target, DS, 'SignatureProperty') ? target.parent : target;
  return group !== undefined && isNamed(group, DS, 'SignatureProperties') && isInObject(group, signature);
}

function isInObject({ parent }: XmlElement, signature: SignatureElements): boolean {
  return parent !== undefined && isObject(parent, signature);
}

function isObject(target: XmlElement, { element }: SignatureElements): boolean {
  return isNamed(target, DS, 'Object') && target.parent === element;
}
