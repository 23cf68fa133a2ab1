/**
 * The policy that a signature names, with the document where it carries that (EN 319 132-1 §5.2.9, §5.2.10).
 *
 * @module
 */
import type { SignaturePolicyReference } from '@eseal/core/container';
import { INCLUSIVE_C14N } from '../../xml/canonicalization-method.ts';
import { base64Of, childElements, isNamed, textOf } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { canonicalForm } from './canonical-form.ts';
import { readDigest } from './digest-algorithm.ts';
import { descendProperties, isProperty } from './elements.ts';
import type { XmlUnderParse } from './located-references.ts';
import { DS, XADES_141 } from './namespaces.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';

/** Reads SignaturePolicyIdentifier, and the store beside the signature value; `undefined` when none is named. */
export function readXmlPolicy(
  { signedSignatureProperties, unsignedSignatureProperties }: QualifyingProperties,
  parse: XmlUnderParse,
): SignaturePolicyReference | undefined {
  const [element] = signedSignatureProperties.filter((one) => isProperty(one, 'SignaturePolicyIdentifier'));
  if (element === undefined) return undefined;
  if (childElements(element).some((child) => isProperty(child, 'SignaturePolicyImplied')))
    return { kind: 'implied' };
  const [policyId] = descendProperties(element, 'SignaturePolicyId');
  const [named] = descendProperties(policyId, 'SigPolicyId', 'Identifier');
  const identifier = named && textOf(named)?.trim();
  if (identifier === undefined || identifier === '') return { kind: 'unreadable' };
  return {
    kind: 'explicit',
    identifier: withoutUrn(identifier),
    ...readDigest(descendProperties(policyId, 'SigPolicyHash')[0]),
    ...readQualifiers(policyId),
    document: readStore(unsignedSignatureProperties),
    transforms: readTransforms(policyId, parse),
  };
}

/** An object identifier without the URN that it is written as (RFC 3061). */
export function withoutUrn(identifier: string): string {
  return identifier.replace(/^urn:oid:/i, '');
}

function readQualifiers(
  policyId: XmlElement | undefined,
): Pick<
  Extract<SignaturePolicyReference, { readonly kind: 'explicit' }>,
  'location' | 'noticeNumbers' | 'userNotice'
> {
  const qualifiers = descendProperties(policyId, 'SigPolicyQualifiers', 'SigPolicyQualifier');
  const below = (...path: readonly string[]): readonly string[] =>
    qualifiers.flatMap((one) => descendProperties(one, ...path)).flatMap((one) => textOf(one) ?? []);
  const numbers = below('SPUserNotice', 'NoticeRef', 'NoticeNumbers', 'int').map(Number);
  return {
    location: below('SPURI')[0]?.trim(),
    userNotice: below('SPUserNotice', 'ExplicitText')[0],
    noticeNumbers: numbers.filter(Number.isSafeInteger),
  };
}

function readStore(unsigned: readonly XmlElement[]): Uint8Array | undefined {
  const store = unsigned.find((one) => isNamed(one, XADES_141, 'SignaturePolicyStore'));
  const [document] = store === undefined ? [] : childElements(store, XADES_141, 'SignaturePolicyDocument');
  return document && base64Of(document);
}

/** The transforms with every namespace that their expressions may use. */
function readTransforms(
  policyId: XmlElement | undefined,
  { document, budget }: XmlUnderParse,
): Uint8Array | undefined {
  const [transforms] = policyId === undefined ? [] : childElements(policyId, DS, 'Transforms');
  return transforms && canonicalForm(document, transforms, INCLUSIVE_C14N, budget);
}
