/**
 * A ds:Signature as one of the signatures of a file (EN 319 132-1 §4, XMLDSig §4.2).
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import type { CertificateReference } from '@eseal/core/cms';
import type { DigestInput, ParsedSignature, ParseFinding, SignedReference } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import type { Identifiers } from '../../cades/identifiers.ts';
import { textOf } from '../../xml/elements.ts';
import { parseDateTime } from '../../xml/grammar/simple-types.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { canonicalForm, readCanonicalizationMethod } from './canonical-form.ts';
import { countersignedElsewhere, readCountersignedValue } from './countersigned-value.ts';
import { isProperty } from './elements.ts';
import { formOfXml } from './form.ts';
import { checkSignatureGrammar } from './grammar/check.ts';
import type { TimestampedSignature } from './imprint.ts';
import { type KeyInformation, readKeyInfo } from './key-info.ts';
import {
  elementAt,
  type LocatedReference,
  locateReferences,
  type XmlUnderParse,
} from './located-references.ts';
import { readEmbeddedMaterial } from './material.ts';
import { bindProperties, type QualifyingProperties } from './qualifying-properties.ts';
import {
  type ResolvedReference,
  resolveManifests,
  resolveReferences,
  toSignedReference,
} from './resolve-references.ts';
import { describeXmlScope } from './scope.ts';
import { findAmbiguities, readSignatureElements, type SignatureElements } from './signature-elements.ts';
import { readXmlPolicy } from './signature-policy.ts';
import { checkSignatureValue, readSignatureValue } from './signature-value.ts';
import { readSigningCertificates } from './signing-certificate.ts';
import { readXmlStatements } from './statements.ts';
import { readXmlTimestamps, type XmlTimestamp, type XmlTimestamps } from './timestamps.ts';

/** A signature that is to be read. */
export interface SignatureUnderParse {
  readonly element: XmlElement;
  /** The ds:Signature that it stands in as a counter-signature. */
  readonly countersigned: XmlElement | undefined;
  /** Identifiers of all signatures of the document. */
  readonly signatureIds: ReadonlyMap<XmlElement, string>;
  readonly identifiers: Identifiers;
}

/** A signature as it is handed on, and what its timestamps cover. */
export interface ParsedXmlSignature {
  readonly parsed: ParsedSignature;
  /** `undefined` for a signature without qualifying properties. */
  readonly timestamped: TimestampedSignature | undefined;
  /** Its timestamps, where they stand. */
  readonly stamps: readonly XmlTimestamp[];
}

/** Reads one signature. */
export async function parseXmlSignature(
  signature: SignatureUnderParse,
  parse: XmlUnderParse,
): Promise<ParsedXmlSignature> {
  const { element, identifiers, signatureIds } = signature;
  const elements = readSignatureElements(element);
  const located = locateReferences(elements.signedInfo, parse);
  const bound = bindProperties(elements, located.map(elementAt));
  const { properties } = bound;
  const references = await resolveReferences(located, elements, properties, parse);
  const manifestEntries = await resolveManifests(references, elements, parse);
  const keyInfo = readKeyInfo(elements.keyInfo);
  const named = readSigningCertificates(properties?.signedSignatureProperties ?? []);
  const material = readEmbeddedMaterial(keyInfo, properties?.unsignedSignatureProperties ?? []);
  const timestamped = properties && { ...parse, elements, properties, references };
  const timestamps = await (timestamped ? readXmlTimestamps(timestamped, identifiers) : NO_TIMESTAMPS);
  const signing = await findSigningCertificate(
    named.references.references[0],
    keyInfo,
    material.certificates,
  );
  const facts = { elements, references, manifestEntries, timestamps: timestamps.found, material, signing };
  const value = readSignatureValue(elements, signedBytes(elements, parse));
  const messages = checkSignatureGrammar(element);
  const time = readSigningTime(properties, located);
  const signaturePolicy = properties && readXmlPolicy(properties, parse);
  const parsed: ParsedSignature = {
    id: signatureIds.get(element) ?? '',
    format: properties === undefined ? 'XMLDSig' : 'XAdES',
    form: properties === undefined ? 'NOT-ETSI' : formOfXml({ ...facts, properties }),
    structure: { valid: messages.length === 0, messages },
    counterSignatureOf: counterSignatureOf(signature, references),
    references: listReferences(signature, references, manifestEntries, parse),
    signature: value,
    signingCertificateReferences: named.references,
    certificateHint: keyInfo.hint,
    ...material,
    claimedTime: time.claimed,
    timestamps: timestamps.found.map(({ timestamp }) => timestamp),
    ...(signaturePolicy !== undefined && { signaturePolicy }),
    ...(properties !== undefined && { statements: readXmlStatements(properties) }),
    scope: describeXmlScope({ ...parse, ...facts, contents: parse.contents.length }),
    findings: [
      ...findAmbiguities(elements),
      ...checkSignatureValue(elements, value),
      ...bound.findings,
      ...[...references, ...manifestEntries].flatMap(({ findings }) => findings),
      ...named.findings,
      ...time.findings,
      ...timestamps.findings,
    ],
  };
  return { parsed, timestamped, stamps: timestamps.found };
}

const NO_TIMESTAMPS: XmlTimestamps = { found: [], findings: [] };

function counterSignatureOf(
  { element, countersigned, signatureIds }: SignatureUnderParse,
  references: readonly ResolvedReference[],
): string | null {
  const of = countersigned ?? countersignedElsewhere(references, element);
  return (of && signatureIds.get(of)) ?? null;
}

/** Kinds of references without which a signature signs nothing but what it says of itself. */
const DATA: readonly string[] = ['reference', 'object', 'manifest', 'countersigned-signature'];

function listReferences(
  { countersigned }: SignatureUnderParse,
  references: readonly ResolvedReference[],
  manifestEntries: readonly ResolvedReference[],
  parse: XmlUnderParse,
): readonly SignedReference[] {
  const value = countersigned && readSignatureElements(countersigned).signatureValue;
  return [
    ...references.map(toSignedReference),
    ...(references.some(({ kind }) => DATA.includes(kind)) ? [] : [NO_DATA]),
    ...(countersigned === undefined ? [] : [readCountersignedValue(references, value, parse)]),
    ...manifestEntries.map(toSignedReference),
  ];
}

/** What a signature should be of and is not. */
const NO_DATA: SignedReference = {
  kind: 'reference',
  digestAlgorithm: undefined,
  digest: undefined,
  input: undefined,
};

/** ds:SignedInfo in the form that it names itself (XMLDSig §3.2.2). */
function signedBytes(
  { signedInfo, canonicalizationMethod }: SignatureElements,
  { document, budget }: XmlUnderParse,
): DigestInput | undefined {
  const method = canonicalizationMethod && readCanonicalizationMethod(canonicalizationMethod);
  const bytes = signedInfo && method && canonicalForm(document, signedInfo, method, budget);
  return bytes && { kind: 'bytes', pieces: [bytes] };
}

/** Of properties that share their identifier with others nobody knows which were signed: their time is nobody's claim. */
function readSigningTime(
  properties: QualifyingProperties | undefined,
  located: readonly LocatedReference[],
): {
  readonly claimed: Date | undefined;
  readonly findings: readonly ParseFinding[];
} {
  const element = properties?.signedSignatureProperties.find((one) => isProperty(one, 'SigningTime'));
  const isCovered = located.map(elementAt).includes(properties?.signedProperties);
  const isAmbiguous = located.some(({ place }) => place === 'ambiguous');
  if (isAmbiguous && !isCovered) return { claimed: undefined, findings: [] };
  const claimed = parseDateTime((element && textOf(element)) ?? '');
  return { claimed, findings: element === undefined || claimed !== undefined ? [] : [TIME_MISENCODED] };
}

const TIME_MISENCODED: ParseFinding = {
  id: 'SIGNING_TIME_MISENCODED',
  severity: 'warning',
  message: 'the signing time is no date and time',
  citation: 'EN 319 132-1 §5.2.1',
};

/** The certificate that the signature names; where it names none, the first of ds:KeyInfo. */
async function findSigningCertificate(
  reference: CertificateReference | undefined,
  keyInfo: KeyInformation,
  certificates: readonly Uint8Array[],
): Promise<{ readonly certificate: Certificate; readonly inKeyInfo: boolean } | undefined> {
  const read = (raw: Uint8Array, inKeyInfo: boolean) => {
    const certificate = readable(() => parseCertificate(raw));
    return certificate && { certificate, inKeyInfo };
  };
  const [first] = keyInfo.certificates;
  if (reference === undefined) return first && read(first, true);
  if (reference.digestAlgorithm === undefined) return undefined;
  for (const [at, raw] of certificates.entries()) {
    const digest = await digestBytes(reference.digestAlgorithm, raw);
    // The certificates of ds:KeyInfo stand before the others.
    if (equalBytes(digest, reference.digest)) return read(raw, at < keyInfo.certificates.length);
  }
  return undefined;
}
