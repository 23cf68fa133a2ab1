/**
 * What the imprint of a timestamp covers. Its kind decides that, never what it points to: a timestamp that covers something
 * else must not count for the signature (EN 319 132-1 §5.2.8, §5.3, §5.5, §A.1.5).
 *
 * @module
 */
import type { DigestInput, TimestampType } from '@eseal/core/container';
import { octetsOf } from '../../xml/apply-transforms.ts';
import { type CanonicalizationMethod, INCLUSIVE_C14N } from '../../xml/canonicalization-method.ts';
import { attributeValue, childElements, descend, isNamed } from '../../xml/elements.ts';
import type { ElementIds } from '../../xml/ids.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import type { WorkBudget } from '../../xml/work-budget.ts';
import { canonicalForm, readCanonicalizationMethod } from './canonical-form.ts';
import { descendProperties, isProperty } from './elements.ts';
import { DS, XADES_141 } from './namespaces.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';
import type { ResolvedReference } from './resolve-references.ts';
import type { SignatureElements } from './signature-elements.ts';

/** The signature that timestamps stand in. */
export interface TimestampedSignature {
  readonly elements: SignatureElements;
  readonly properties: QualifyingProperties;
  /** Of ds:SignedInfo, in its order. */
  readonly references: readonly ResolvedReference[];
  readonly ids: ElementIds;
  readonly document: XmlDocument;
  readonly budget: WorkBudget;
}

/** What is covered, in order; `undefined` in place of what was not found. */
type Parts = readonly (DigestInput | undefined)[];

/** What the imprint of the tokens in a property covers; `undefined` when a part of it was not found. */
export function imprintInput(
  type: TimestampType,
  property: XmlElement,
  signature: TimestampedSignature,
): DigestInput | undefined {
  const method = methodOf(property);
  if (method === undefined) return undefined;
  const parts = coveredBy(type, property, signature, method);
  const found = parts.filter((part) => part !== undefined);
  return found.length === parts.length && found.length > 0 ? joined(found) : undefined;
}

function joined(parts: readonly DigestInput[]): DigestInput {
  const pieces = parts.flatMap((part) => (part.kind === 'bytes' ? part.pieces : []));
  return parts.every(({ kind }) => kind === 'bytes')
    ? { kind: 'bytes', pieces }
    : { kind: 'sequence', parts };
}

/**
 * The method of the timestamp, an empty name for the usual one as in practice; XAdES 1.1.1 has it as a transform of what is
 * hashed.
 */
function methodOf(property: XmlElement): CanonicalizationMethod | undefined {
  const [stated] = childElements(property, DS, 'CanonicalizationMethod');
  if (stated !== undefined && attributeValue(stated, 'Algorithm') !== '')
    return readCanonicalizationMethod(stated);
  const transforms = descendProperties(property, 'HashDataInfo', 'Transforms');
  const [last] = transforms.flatMap((one) => descend(one, DS, 'Transform')).slice(-1);
  return last === undefined ? INCLUSIVE_C14N : readCanonicalizationMethod(last);
}

function coveredBy(
  type: TimestampType,
  property: XmlElement,
  signature: TimestampedSignature,
  method: CanonicalizationMethod,
): Parts {
  const { elements, references } = signature;
  const canonical = (some: readonly (XmlElement | undefined)[]): Parts =>
    some.map((one) => one && canonicalPart(one, signature, method));
  const octets = (some: readonly ResolvedReference[]): Parts =>
    some.map((one) => referencePart(one, signature, method));
  switch (type) {
    case 'all-data-objects':
      return octets(references.filter(({ kind }) => kind !== 'signed-properties'));
    case 'individual-data-objects':
      return individualObjects(property, references, octets);
    case 'signature':
      return canonical([elements.signatureValue]);
    case 'sig-and-refs':
      return canonical([elements.signatureValue, ...propertiesUnder(type, property, signature)]);
    case 'refs-only':
      return canonical(propertiesUnder(type, property, signature));
    case 'archive':
      return [
        ...octets(references),
        ...canonical([elements.signedInfo, elements.signatureValue]),
        ...canonical(elements.keyInfo === undefined ? [] : [elements.keyInfo]),
        ...canonical(propertiesUnder(type, property, signature)),
        ...canonical(unsignedObjects(property, signature)),
      ];
    default:
      return [];
  }
}

function canonicalPart(
  element: XmlElement,
  { document, budget }: TimestampedSignature,
  method: CanonicalizationMethod,
): DigestInput | undefined {
  const bytes = canonicalForm(document, element, method, budget);
  return bytes && { kind: 'bytes', pieces: [bytes] };
}

/** What a reference was digested from, nodes made octets by the method of the timestamp; of a mere digest nothing is known. */
function referencePart(
  { data, input }: ResolvedReference,
  { budget }: TimestampedSignature,
  method: CanonicalizationMethod,
): DigestInput | undefined {
  if (data === undefined) return input?.kind === 'digest' ? undefined : input;
  return { kind: 'bytes', pieces: [octetsOf(data, budget, method)] };
}

/** The references that Include elements name; each must say that the data is meant, not the ds:Reference. */
function individualObjects(
  property: XmlElement,
  references: readonly ResolvedReference[],
  octets: (some: readonly ResolvedReference[]) => Parts,
): Parts {
  const included = includedReferences(property, references);
  const found = included.filter((one) => one !== undefined);
  return found.length === included.length ? octets(found) : [undefined];
}

/** The references that Include elements name, in their order; `undefined` in place of what was not found. */
export function includedReferences(
  property: XmlElement,
  references: readonly ResolvedReference[],
): readonly (ResolvedReference | undefined)[] {
  return descendProperties(property, 'Include').map((include) => {
    const isData = attributeValue(include, 'referencedData') === 'true';
    const uri = attributeValue(include, 'URI');
    return isData ? references.find(({ reference }) => uri === `#${reference.id}`) : undefined;
  });
}

/** The unsigned properties that a timestamp of some type covers; `undefined` in place of what was not found. */
export function propertiesUnder(
  type: TimestampType,
  property: XmlElement,
  signature: TimestampedSignature,
): readonly (XmlElement | undefined)[] {
  switch (type) {
    case 'sig-and-refs':
      return unsignedBefore(property, signature, ['SignatureTimeStamp', ...refsNames(property)]);
    case 'refs-only':
      return unsignedBefore(property, signature, refsNames(property));
    case 'archive':
      return unsignedBefore(property, signature);
    default:
      return [];
  }
}

/** References to certificates in the first version of a timestamp, and in the second (EN 319 132-1 §A.1.5.1.2). */
function refsNames({ namespace }: XmlElement): readonly string[] {
  const version = namespace === XADES_141 ? 'V2' : '';
  return [
    `CompleteCertificateRefs${version}`,
    'CompleteRevocationRefs',
    `AttributeCertificateRefs${version}`,
    'AttributeRevocationRefs',
  ];
}

/**
 * Unsigned properties that stand before a timestamp. Where it does not stand beside them it names them itself
 * (EN 319 132-1 §5.5.2.4, the distributed case).
 */
function unsignedBefore(
  property: XmlElement,
  { properties, ids }: TimestampedSignature,
  names?: readonly string[],
): readonly (XmlElement | undefined)[] {
  const includes = isProperty(property, 'ArchiveTimeStamp', ...DISTRIBUTED)
    ? descendProperties(property, 'Include')
    : [];
  if (includes.length > 0 && property.namespace !== VERSION_122) {
    return includes.map((include) => {
      const uri = attributeValue(include, 'URI') ?? '';
      return properties.unsignedSignatureProperties.find((one) => ids.elements.get(uri.slice(1)) === one);
    });
  }
  const all = properties.unsignedSignatureProperties;
  const before = all.slice(0, Math.max(all.indexOf(property), 0));
  return names === undefined ? before : before.filter((one) => isProperty(one, ...names));
}

const DISTRIBUTED = [
  'SigAndRefsTimeStamp',
  'SigAndRefsTimeStampV2',
  'RefsOnlyTimeStamp',
  'RefsOnlyTimeStampV2',
];

/** In XAdES 1.2.2 Include elements name everything that is covered, what is covered in any case among it. */
const VERSION_122 = 'http://uri.etsi.org/01903/v1.2.2#';

/**
 * ds:Object elements other than that of the qualifying properties; before XAdES 1.4.1 also without those that a reference
 * covers already (TS 101 903 V1.3.2 §7.7.1).
 */
export function unsignedObjects(
  property: XmlElement,
  { elements, references }: TimestampedSignature,
): readonly XmlElement[] {
  const objects = elements.objects.filter(
    (object) => !childElements(object).some((child) => isProperty(child, 'QualifyingProperties')),
  );
  if (isNamed(property, XADES_141, 'ArchiveTimeStamp')) return objects;
  const named = new Set(references.map(({ reference }) => reference.uri));
  return objects.filter((object) => !named.has(`#${attributeValue(object, 'Id')}`));
}
