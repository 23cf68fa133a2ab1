/**
 * The level of an XML signature by form alone: which properties and material are there, not whether they hold or suffice
 * (EN 319 132-1 §6.3, EN 319 132-2 §5).
 *
 * @module
 */
import type { SignatureForm } from '@eseal/core/container';
import type { Certificate } from '@eseal/core/x509';
import { hasRevocationData } from '../../cades/long-term-material.ts';
import type { EmbeddedMaterial } from '../../cades/material.ts';
import type { ReadTimestamp } from '../../cades/timestamps.ts';
import { attributeValue, childElements } from '../../xml/elements.ts';
import { readCanonicalizationMethod } from './canonical-form.ts';
import { areFormatsStated, areFormatsValid } from './data-object-format.ts';
import { descendProperties, isProperty } from './elements.ts';
import { DS } from './namespaces.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';
import type { ResolvedReference } from './resolve-references.ts';
import type { SignatureElements } from './signature-elements.ts';

/** What decides the form of a signature. */
export interface FormFacts {
  readonly elements: SignatureElements;
  readonly properties: QualifyingProperties;
  /** Of ds:SignedInfo. */
  readonly references: readonly ResolvedReference[];
  /** Entries of the manifests that the signature covers. */
  readonly manifestEntries: readonly ResolvedReference[];
  readonly timestamps: readonly ReadTimestamp[];
  readonly material: EmbeddedMaterial;
  /** The certificate of the signature and where it was found. */
  readonly signing: { readonly certificate: Certificate; readonly inKeyInfo: boolean } | undefined;
}

/** The highest form whose parts are there. */
export function formOfXml(facts: FormFacts): SignatureForm {
  if (!isBasic(facts)) return 'NOT-ETSI';
  const baseline = isBaseline(facts);
  if (!isTimestamped(facts)) {
    if (baseline) return 'B-B';
    return isExplicitPolicy(facts) ? 'EPES' : 'BES';
  }
  const { signing, material, timestamps } = facts;
  const baselineT = baseline && hasOneTokenEach(facts);
  const longTerm = hasRevocationData(signing?.certificate, material, timestamps);
  const archived = timestamps.some(({ timestamp }) => timestamp.type === 'archive');
  if (baselineT && longTerm && !hasExtendedMaterial(facts)) return archived ? 'B-LTA' : 'B-LT';
  if (hasReferences(facts)) return withReferences(facts, longTerm, archived);
  if (longTerm) return archived ? 'A' : 'LT';
  return baselineT ? 'B-T' : 'T';
}

function withReferences(facts: FormFacts, longTerm: boolean, archived: boolean): SignatureForm {
  if (longTerm && archived) return 'A';
  const stamped = facts.timestamps.some(
    ({ timestamp: { type } }) => type === 'sig-and-refs' || type === 'refs-only',
  );
  if (stamped) return longTerm ? 'XL' : 'X';
  return 'C';
}

/** How often properties of these names stand among the signed, or among the unsigned, ones. */
function countSigned({ properties }: FormFacts, ...names: readonly string[]): number {
  return properties.signedSignatureProperties.filter((one) => isProperty(one, ...names)).length;
}
function countUnsigned({ properties }: FormFacts, ...names: readonly string[]): number {
  return properties.unsignedSignatureProperties.filter((one) => isProperty(one, ...names)).length;
}

/** XAdES-E-BES (EN 319 132-2 §5.2). */
function isBasic(facts: FormFacts): boolean {
  const named = countSigned(facts, 'SigningCertificate', 'SigningCertificateV2');
  return (
    countSigned(facts, 'SigningTime') <= 1 &&
    (named === 1 || (named === 0 && isCertificateSignedInKeyInfo(facts))) &&
    countSigned(facts, 'SignatureProductionPlace', 'SignatureProductionPlaceV2') <= 1 &&
    countSigned(facts, 'SignerRole', 'SignerRoleV2') <= 1 &&
    areFormatsValid(facts)
  );
}

function isCertificateSignedInKeyInfo({ references, signing }: FormFacts): boolean {
  return (
    signing?.inKeyInfo === true &&
    references.some(({ kind, input }) => kind === 'key-info' && input !== undefined)
  );
}

/** XAdES-E-EPES (EN 319 132-2 §5.3). */
function isExplicitPolicy(facts: FormFacts): boolean {
  return (
    countSigned(facts, 'SignaturePolicyIdentifier') === 1 && countUnsigned(facts, 'SignaturePolicyStore') <= 1
  );
}

/** B-B (EN 319 132-1 §6.3). */
function isBaseline(facts: FormFacts): boolean {
  const { elements, signing } = facts;
  const { canonicalizationMethod } = elements;
  return (
    childElements(elements.element, DS, 'KeyInfo').length === 1 &&
    canonicalizationMethod !== undefined &&
    readCanonicalizationMethod(canonicalizationMethod) !== undefined &&
    elements.references.length >= 2 &&
    elements.references.every((one) => childElements(one, DS, 'Transforms').length <= 1) &&
    countSigned(facts, 'SigningTime') === 1 &&
    countSigned(facts, 'SigningCertificate', 'SigningCertificateV2') === 1 &&
    !hasCertificateUri(facts) &&
    countSigned(facts, 'SignaturePolicyIdentifier') <= 1 &&
    countUnsigned(facts, 'SignaturePolicyStore') <= 1 &&
    signing?.inKeyInfo === true &&
    areFormatsStated(facts)
  );
}

/** EN 319 132-1 §6.3 i: the references of SigningCertificateV2 have no URI. */
function hasCertificateUri({ properties }: FormFacts): boolean {
  return properties.signedSignatureProperties
    .filter((one) => isProperty(one, 'SigningCertificateV2'))
    .flatMap((one) => descendProperties(one, 'Cert'))
    .some((certificate) => attributeValue(certificate, 'URI') !== undefined);
}

/** A readable signature timestamp, none of them younger than the certificate (EN 319 132-1 §6.3 o). */
function isTimestamped({ timestamps, signing }: FormFacts): boolean {
  const stamps = timestamps.filter(({ timestamp }) => timestamp.type === 'signature');
  const end = signing?.certificate.notAfter;
  return stamps.length > 0 && stamps.every(({ token }) => end === undefined || token.tstInfo.genTime < end);
}

/** EN 319 132-1 §6.3 n. */
function hasOneTokenEach({ properties }: FormFacts): boolean {
  return properties.unsignedSignatureProperties
    .filter((one) => isProperty(one, 'SignatureTimeStamp'))
    .every((one) => descendProperties(one, 'EncapsulatedTimeStamp').length === 1);
}

/** Properties that have no place in B-LT and B-LTA, or stand there more than once. */
function hasExtendedMaterial(facts: FormFacts): boolean {
  const forbidden = countUnsigned(
    facts,
    'CompleteCertificateRefs',
    'CompleteCertificateRefsV2',
    'CompleteRevocationRefs',
    'SigAndRefsTimeStamp',
    'SigAndRefsTimeStampV2',
    'RefsOnlyTimeStamp',
    'RefsOnlyTimeStampV2',
  );
  const once = [
    'CertificateValues',
    'RevocationValues',
    'AttrAuthoritiesCertValues',
    'AttributeRevocationValues',
  ];
  return forbidden > 0 || once.some((name) => countUnsigned(facts, name) > 1);
}

function hasReferences(facts: FormFacts): boolean {
  return (
    countUnsigned(facts, 'CompleteCertificateRefs', 'CompleteCertificateRefsV2') === 1 &&
    countUnsigned(facts, 'CompleteRevocationRefs') === 1
  );
}
