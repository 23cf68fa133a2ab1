/**
 * Ids of objects and references to them (TS 119 102-2 §4.5).
 *
 * @module
 */
import type { ReportedEvidence, TimestampReport } from '../../report/report.ts';
import { bytesElement, element, type XmlElement } from '../../util/xml.ts';

/** Id of a certificate. */
export function certificateId(sha256: string): string {
  return `C-${sha256}`;
}

/** Id of a timestamp token. */
export function timestampId({ sha256 }: Pick<TimestampReport, 'sha256'>): string {
  return `T-${sha256}`;
}

/** Id of a CRL or an OCSP response. */
export function evidenceId({ sha256 }: Pick<ReportedEvidence, 'sha256'>): string {
  return `R-${sha256}`;
}

/** Id of a document by its number in the report, from 1. */
export function documentId(document: number): string {
  return `D-${document}`;
}

/** A reference to objects. */
export function reference(name: string, ...ids: readonly string[]): XmlElement {
  return element(name, [], { VOReference: ids.join(' ') });
}

/** A digest with its algorithm (EN 319 132-1, type DigestAlgAndValueType). */
export function digestElements(algorithmUri: string, digest: Uint8Array): readonly XmlElement[] {
  return [
    element('ds:DigestMethod', [], { Algorithm: algorithmUri }),
    bytesElement('ds:DigestValue', digest),
  ];
}
