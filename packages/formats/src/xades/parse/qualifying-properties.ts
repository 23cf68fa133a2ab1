/**
 * Which qualifying properties belong to a signature: those whose SignedProperties it covers (EN 319 132-1 §4.3). Others that
 * stand beside them say nothing.
 *
 * @module
 */
import type { ParseFinding } from '@eseal/core/container';
import { attributeValue, childElements } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { isProperty } from './elements.ts';
import { isSignedPropertiesType, XADES_VERSIONS } from './namespaces.ts';
import type { SignatureElements } from './signature-elements.ts';

/** The qualifying properties of a signature. */
export interface QualifyingProperties {
  readonly element: XmlElement;
  readonly signedProperties: XmlElement | undefined;
  /** Children of SignedSignatureProperties. */
  readonly signedSignatureProperties: readonly XmlElement[];
  /** Children of SignedDataObjectProperties. */
  readonly signedDataObjectProperties: readonly XmlElement[];
  /** Children of UnsignedSignatureProperties. */
  readonly unsignedSignatureProperties: readonly XmlElement[];
}

/** What is found of qualifying properties. */
export interface BoundProperties {
  readonly properties: QualifyingProperties | undefined;
  readonly findings: readonly ParseFinding[];
}

/**
 * Binds a signature to its qualifying properties.
 *
 * @param covered - the element that each reference of the signature is of, where it is one
 */
export function bindProperties(
  signature: SignatureElements,
  covered: readonly (XmlElement | undefined)[],
): BoundProperties {
  const candidates = signature.objects.flatMap((object) =>
    childElements(object).filter(
      (child) =>
        child.localName === 'QualifyingProperties' &&
        XADES_VERSIONS.some(({ namespace }) => namespace === child.namespace),
    ),
  );
  const signedOf = (element: XmlElement): readonly XmlElement[] =>
    childElements(element).filter((child) => isProperty(child, 'SignedProperties'));
  const isCovered = (one: XmlElement): boolean => covered.includes(one);
  const element = candidates.find((one) => signedOf(one).some(isCovered)) ?? candidates[0];
  if (element === undefined) return { properties: undefined, findings: [] };
  const signedProperties = signedOf(element).find(isCovered) ?? signedOf(element)[0];
  const unsigned = childElements(element).filter((child) => isProperty(child, 'UnsignedProperties'));
  const properties = {
    element,
    signedProperties,
    signedSignatureProperties: grandchildren(signedProperties, 'SignedSignatureProperties'),
    signedDataObjectProperties: grandchildren(signedProperties, 'SignedDataObjectProperties'),
    unsignedSignatureProperties: grandchildren(unsigned[0], 'UnsignedSignatureProperties'),
  };
  const others = candidates.length - 1 + Math.max(signedOf(element).length - 1, 0);
  return {
    properties,
    findings: [
      ...(others > 0 ? [IGNORED] : []),
      ...targetFindings(signature, element),
      ...(saysSigned(signature) || covered.includes(signedProperties) ? [] : [NOT_SIGNED]),
    ],
  };
}

/** Whether a reference claims to be of the SignedProperties; one that is not of these is not found. */
function saysSigned({ references }: SignatureElements): boolean {
  return references.some((reference) => isSignedPropertiesType(attributeValue(reference, 'Type')));
}

function grandchildren(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  if (parent === undefined) return [];
  return childElements(parent)
    .filter((child) => isProperty(child, name))
    .flatMap((child) => childElements(child));
}

const IGNORED: ParseFinding = {
  id: 'XADES_PROPERTIES_IGNORED',
  severity: 'warning',
  message:
    'there are further qualifying properties, which the signature does not cover and which are ignored',
  citation: 'EN 319 132-1 §4.3.1',
};

const NOT_SIGNED: ParseFinding = {
  id: 'XADES_PROPERTIES_NOT_SIGNED',
  severity: 'error',
  message: 'the signature has no reference to its SignedProperties, which anyone could have written',
  citation: 'EN 319 132-1 §4.4.2',
};

/** The back-link; some producers of old versions write the identifier without the number sign. */
function targetFindings({ id }: SignatureElements, properties: XmlElement): readonly ParseFinding[] {
  const target = attributeValue(properties, 'Target');
  if (target === undefined || (id !== undefined && (target === `#${id}` || target === id))) return [];
  return [
    {
      id: 'XADES_TARGET_DIFFERS',
      severity: 'error',
      message: `the qualifying properties are of ${target}, not of the signature they stand in`,
      citation: 'EN 319 132-1 §4.3.1',
    },
  ];
}
