/**
 * The objects that were validated or used for it, each once (TS 119 102-2 §4.5).
 *
 * @module
 */
import { fromHex } from '@eseal/core';
import type {
  ReportedCertificate,
  ReportedEvidence,
  ReportedPath,
  SealReport,
  TimestampReport,
  ValidationReport,
} from '../../report/report.ts';
import { bytesElement, element, timeElement, unlessEmpty, type XmlElement } from '../../util/xml.ts';
import { certificateId, digestElements, documentId, evidenceId, timestampId } from './references.ts';
import { statusElement } from './status.ts';
import { digestUri, objectTypeUri } from './vocabulary.ts';

/** All objects of reports. */
export function validationObjects(reports: readonly ValidationReport[]): XmlElement | undefined {
  const objects = new Map<string, XmlElement>();
  const add = (id: string, make: () => XmlElement): void => {
    if (!objects.has(id)) objects.set(id, make());
  };
  for (const [index, report] of reports.entries()) {
    const { sha256 } = report.document;
    const digest = sha256 === null ? undefined : fromHex(sha256);
    if (digest !== undefined) add(documentId(index + 1), () => documentObject(documentId(index + 1), digest));
    for (const path of pathsOf(report)) addPath(path, add);
    for (const { seal, timestamp } of timestampsOf(report))
      add(timestampId(timestamp), () => timestampObject(timestamp, seal));
  }
  return unlessEmpty('SignatureValidationObjects', [...objects.values()]);
}

type Add = (id: string, make: () => XmlElement) => void;

function addPath({ certificates, revocation }: ReportedPath, add: Add): void {
  for (const certificate of certificates)
    add(certificateId(certificate.sha256), () => certificateObject(certificate));
  for (const { evidence } of revocation)
    for (const one of evidence) add(evidenceId(one), () => evidenceObject(one));
}

function pathsOf({ seals, timestamps }: ValidationReport): readonly ReportedPath[] {
  return [...seals.flatMap((seal) => [seal, ...seal.timestamps]), ...timestamps].map(({ path }) => path);
}

interface PlacedTimestamp {
  readonly timestamp: TimestampReport;
  readonly seal: SealReport | undefined;
}

function timestampsOf({ seals, timestamps }: ValidationReport): readonly PlacedTimestamp[] {
  return [
    ...seals.flatMap((seal) => seal.timestamps.map((timestamp) => ({ timestamp, seal }))),
    ...timestamps.map((timestamp) => ({ timestamp, seal: undefined })),
  ];
}

function documentObject(id: string, sha256: Uint8Array): XmlElement {
  const digest = element('DigestAlgAndValue', digestElements(digestUri('SHA-256'), sha256));
  return object(id, 'signedData', digest);
}

function certificateObject({ sha256, encoding }: ReportedCertificate): XmlElement {
  return object(certificateId(sha256), 'certificate', bytesElement('base64', encoding));
}

function evidenceObject(evidence: ReportedEvidence): XmlElement {
  const type = evidence.kind === 'crl' ? 'CRL' : 'OCSPResponse';
  return object(evidenceId(evidence), type, bytesElement('base64', evidence.encoding));
}

/** A token with its own verdict, and what it proves to have existed. */
function timestampObject(timestamp: TimestampReport, seal: SealReport | undefined): XmlElement {
  const { conclusion, time, token } = timestamp;
  const proven = conclusion.indication === 'PASSED' ? time : null;
  const status = statusElement(timestamp);
  return object(
    timestampId(timestamp),
    'timestamp',
    bytesElement('base64', token),
    proven === null ? undefined : provisioning(proven, timestamp, seal),
    element('ValidationReport', [status]),
  );
}

const BEFORE_SEALING: ReadonlySet<string> = new Set([
  'content',
  'all-data-objects',
  'individual-data-objects',
]);

function provisioning(time: Date, { type }: TimestampReport, seal: SealReport | undefined): XmlElement {
  const digest = BEFORE_SEALING.has(type) ? null : (seal?.cryptography.signedDataDigest ?? null);
  return element('POEProvisioning', [
    timeElement('POETime', time),
    digest === null
      ? undefined
      : element('SignatureReference', [
          element('DigestMethod', digestUri(digest.algorithm)),
          bytesElement('DigestValue', digest.value),
        ]),
  ]);
}

function object(
  id: string,
  type: Parameters<typeof objectTypeUri>[0],
  representation: XmlElement,
  ...others: readonly (XmlElement | undefined)[]
): XmlElement {
  return element(
    'ValidationObject',
    [
      element('ObjectType', objectTypeUri(type)),
      element('ValidationObjectRepresentation', [representation]),
      ...others,
    ],
    { id },
  );
}
