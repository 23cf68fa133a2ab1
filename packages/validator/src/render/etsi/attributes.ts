/**
 * What a signature says about itself (TS 119 102-2 annex A).
 *
 * @module
 */
import { isObjectIdentifier } from '@eseal/core/asn1';
import type { PdfScope, TimestampType } from '@eseal/core/container';
import { displayText } from '@eseal/core/identity';
import type { SealReport, TimestampReport } from '../../report/report.ts';
import { bytesElement, element, timeElement, unlessEmpty, type XmlElement } from '../../util/xml.ts';
import { certificateId, reference, timestampId } from './references.ts';
import { textElement } from './xml.ts';

const SIGNED = { Signed: 'true' } as const;
const UNSIGNED = { Signed: 'false' } as const;

/** Signed and unsigned attributes, those of a PDF's signature dictionary included. */
export function attributesElement(seal: SealReport): XmlElement | undefined {
  const { claimedTime, cryptography, scope, signaturePolicy, timestamps } = seal;
  const { present, digestMatch } = seal.signingCertificateReference;
  const digest = cryptography.references.find(({ kind }) => kind === 'message-digest')?.digest ?? null;
  const certificate = present && digestMatch ? seal.signingCertificate : null;
  const policy = signaturePolicy !== null && 'identifier' in signaturePolicy ? signaturePolicy : undefined;
  return unlessEmpty('SignatureAttributes', [
    claimedTime === null ? undefined : element('SigningTime', [timeElement('Time', claimedTime)], SIGNED),
    certificate === null
      ? undefined
      : element(
          'SigningCertificate',
          [reference('AttributeObject', certificateId(certificate.sha256))],
          SIGNED,
        ),
    policy &&
      element('SigPolicyIdentifier', [textElement('SigPolicyId', policyUri(policy.identifier))], SIGNED),
    digest === null ? undefined : element('MessageDigest', [bytesElement('Digest', digest)], SIGNED),
    ...timestamps.flatMap(timestampElement),
    ...(scope.pdf === undefined ? [] : pdfElements(scope.pdf)),
  ]);
}

/** An identifier as a URI (RFC 3061); what is no URI is escaped (RFC 3986 §2.1). */
function policyUri(identifier: string): string {
  return isObjectIdentifier(identifier) ? `urn:oid:${identifier}` : encodeURI(displayText(identifier, 1000));
}

/** Names by kind; what the standard has no name for is among the objects only. */
const TIMESTAMP_ATTRIBUTES: Readonly<Partial<Record<TimestampType, string>>> = {
  content: 'AllDataObjectsTimeStamp',
  'all-data-objects': 'AllDataObjectsTimeStamp',
  'individual-data-objects': 'IndividualDataObjectsTimeStamp',
  signature: 'SignatureTimeStamp',
  'sig-and-refs': 'SigAndRefsTimeStamp',
  'refs-only': 'RefsOnlyTimeStamp',
  archive: 'ArchiveTimeStamp',
  document: 'DocTimeStamp',
};

const SIGNED_TIMESTAMPS: ReadonlySet<TimestampType> = new Set([
  'content',
  'all-data-objects',
  'individual-data-objects',
]);

function timestampElement(timestamp: TimestampReport): readonly XmlElement[] {
  const { time, type } = timestamp;
  const name = TIMESTAMP_ATTRIBUTES[type];
  if (name === undefined || time === null) return [];
  return [
    element(
      name,
      [reference('AttributeObject', timestampId(timestamp)), timeElement('TimeStampValue', time)],
      SIGNED_TIMESTAMPS.has(type) ? SIGNED : UNSIGNED,
    ),
  ];
}

/** Entries of the signature dictionary (ISO 32000-2 §12.8.1), all of them covered by the signature. */
function pdfElements({
  byteRange,
  contactInfo,
  reason,
  signerName,
  subFilter,
}: PdfScope): readonly XmlElement[] {
  const entry = (name: string, value: string | undefined): readonly XmlElement[] =>
    value === undefined ? [] : [element(name, [textElement(`${name}Element`, value)], SIGNED)];
  return [
    ...entry('Reason', reason),
    ...entry('Name', signerName),
    ...entry('ContactInfo', contactInfo),
    ...entry('SubFilter', subFilter),
    ...(byteRange === undefined ? [] : [element('ByteRange', byteRange.map(String).join(' '))]),
  ];
}
