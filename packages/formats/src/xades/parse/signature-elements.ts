/**
 * The parts of a ds:Signature (XMLDSig §4.2). Where there are several instead of one, the first is taken and a finding tells
 * of it: nobody may read another one than was verified.
 *
 * @module
 */
import type { ParseFinding } from '@eseal/core/container';
import { attributeValue, childElements, descend, qualifiedName, textOf } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { DS } from './namespaces.ts';

/** A ds:Signature taken apart. */
export interface SignatureElements {
  readonly element: XmlElement;
  readonly id: string | undefined;
  readonly signedInfo: XmlElement | undefined;
  readonly canonicalizationMethod: XmlElement | undefined;
  readonly signatureMethod: XmlElement | undefined;
  /** Children of ds:SignedInfo. */
  readonly references: readonly XmlElement[];
  readonly signatureValue: XmlElement | undefined;
  readonly keyInfo: XmlElement | undefined;
  readonly objects: readonly XmlElement[];
}

/** Takes a ds:Signature apart. */
export function readSignatureElements(element: XmlElement): SignatureElements {
  const [signedInfo] = childElements(element, DS, 'SignedInfo');
  return {
    element,
    id: attributeValue(element, 'Id'),
    signedInfo,
    canonicalizationMethod: descend(signedInfo, DS, 'CanonicalizationMethod')[0],
    signatureMethod: descend(signedInfo, DS, 'SignatureMethod')[0],
    references: descend(signedInfo, DS, 'Reference'),
    signatureValue: childElements(element, DS, 'SignatureValue')[0],
    keyInfo: childElements(element, DS, 'KeyInfo')[0],
    objects: childElements(element, DS, 'Object'),
  };
}

/** Elements that may stand once, by what they stand in. */
const ONCE: Readonly<Record<string, readonly string[]>> = {
  Signature: ['SignedInfo', 'SignatureValue', 'KeyInfo'],
  SignedInfo: ['CanonicalizationMethod', 'SignatureMethod'],
  Reference: ['Transforms', 'DigestMethod', 'DigestValue'],
};

/** What in the signed part of a signature could be read in two ways. */
export function findAmbiguities({
  element,
  signedInfo,
  signatureValue,
  references,
}: SignatureElements): readonly ParseFinding[] {
  const parents = [element, ...(signedInfo === undefined ? [] : [signedInfo]), ...references];
  const repeated = parents.flatMap((parent) =>
    (ONCE[parent.localName] ?? [])
      .filter((name) => childElements(parent, DS, name).length > 1)
      .map((name) => `${qualifiedName(parent)} has more than one ${name}`),
  );
  const values = [signatureValue, ...references.flatMap((one) => childElements(one, DS, 'DigestValue'))];
  const mixed = values.flatMap((value) =>
    value === undefined || textOf(value) !== undefined
      ? []
      : [`${qualifiedName(value)} holds something else than its value`],
  );
  return [
    ...repeated.map((message) => ambiguous('XML_SIGNATURE_AMBIGUOUS', message, 'XMLDSig §4.2')),
    ...mixed.map((message) => ambiguous('XML_VALUE_AMBIGUOUS', message, 'XMLDSig §4.4.3.6')),
  ];
}

function ambiguous(id: string, message: string, citation: string): ParseFinding {
  return { id, severity: 'error', message, citation };
}
