/**
 * What is wrong with the signatures of a PDF, as findings for the report.
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { findAttributes, type SignedData } from '@eseal/core/cms';
import type { ParseFinding } from '@eseal/core/container';
import type { FormatsError } from '../../errors.ts';
import { entry } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import type { RemovedSeal } from './removed-seals.ts';
import type { PdfSignature } from './signature-dictionary.ts';

/** Findings on a PDF as a file. */
export function fileFindings(reader: PdfReader): readonly ParseFinding[] {
  const findings: ParseFinding[] = [];
  if (reader.isHybrid) {
    findings.push({
      id: 'PDF_XREF_HYBRID',
      severity: 'warning',
      message: 'the cross-reference hides objects from old readers, which may show something else',
      citation: 'ISO 32000-2 §7.5.8.4',
    });
  }
  if (reader.encryption?.isPartial === true) {
    findings.push({
      id: 'PDF_PARTLY_ENCRYPTED',
      severity: 'warning',
      message: 'the PDF is encrypted in part only',
      citation: 'ISO 32000-2 §7.6.6',
    });
  }
  if (entry(reader.trailer, 'AuthCode').kind !== 'null') {
    findings.push({
      id: 'PDF_MAC_NOT_CHECKED',
      severity: 'warning',
      message: 'the PDF has an authentication code of its encryption, which is not checked',
      citation: 'ISO/TS 32004 §5',
    });
  }
  return findings;
}

/** That a PDF with this fault was read by a scan: no seal in it can be valid, whatever else is found. */
export function rebuiltFinding({ message }: FormatsError): ParseFinding {
  return {
    id: 'PDF_XREF_REBUILT',
    severity: 'error',
    message: `the cross-reference is broken and was rebuilt by a scan, in which readers may differ: ${message}`,
    citation: 'ISO 32000-2 §7.5.4',
  };
}

/** That an earlier revision has a seal which the file has no more: there is nothing left to judge it by. */
export function removedFinding({ fieldName, revision }: RemovedSeal): ParseFinding {
  return {
    id: 'PDF_SEAL_REMOVED',
    severity: 'error',
    message: `field ${fieldName}: the seal that revision ${revision} holds was removed or replaced by a later one`,
    citation: 'ISO 32000-2 §7.5.6',
  };
}

/** Findings on a seal: its place in the PDF, and its CMS as far as a PDF restricts it. */
export function sealFindings(
  seal: PdfSignature,
  signedData: SignedData | undefined,
): readonly ParseFinding[] {
  return [...signatureFindings(seal), ...cmsFindings(seal, signedData), ...subFilterFindings(seal)];
}

function cmsFindings(seal: PdfSignature, signedData: SignedData | undefined): readonly ParseFinding[] {
  const findings: ParseFinding[] = [];
  if (signedData === undefined) return findings;
  if (signedData.content !== undefined && seal.subFilter !== 'adbe.pkcs7.sha1') {
    findings.push({
      id: 'PDF_CMS_HAS_CONTENT',
      severity: 'error',
      message: 'the CMS carries a content of its own beside the document',
      citation: 'ISO 32000-2 §12.8.3.3.1',
    });
  }
  if (signedData.signerInfos.length > 1) {
    findings.push({
      id: 'PDF_SEVERAL_SIGNERS',
      severity: 'error',
      message: 'the CMS has several signers where one is allowed; only the first was read',
      citation: 'EN 319 142-1 §6.3',
    });
  }
  const [signer] = signedData.signerInfos;
  const hasTime = signer !== undefined && findAttributes(signer.signedAttributes, OID.signingTime).length > 0;
  if (seal.subFilter === 'ETSI.CAdES.detached' && hasTime) {
    findings.push({
      id: 'PDF_SIGNING_TIME_IN_CMS',
      severity: 'warning',
      message: 'the CMS has a signing-time attribute, which PAdES has in /M',
      citation: 'EN 319 142-1 §6.3',
    });
  }
  return findings;
}

/** Findings on the dictionary and the ranges of a signature or document timestamp. */
export function signatureFindings(signature: PdfSignature): ParseFinding[] {
  const { fieldName, problems, coverage, dictionaryConsistent } = signature;
  const findings = problems.map(
    ({ severity, message }): ParseFinding => ({
      id: 'PDF_SIGNATURE_DICTIONARY',
      severity,
      message: `field ${fieldName}: ${message}`,
      citation: 'ISO 32000-2 §12.8.1, Table 255',
    }),
  );
  for (const message of coverage.problems) {
    const citation = 'ISO 32000-2 §12.8.1';
    findings.push({
      id: 'PDF_BYTE_RANGE',
      severity: 'error',
      message: `field ${fieldName}: ${message}`,
      citation,
    });
  }
  if (!dictionaryConsistent && coverage.problems.length === 0) {
    findings.push({
      id: 'PDF_SIGNATURE_REPLACED',
      severity: 'error',
      message: `field ${fieldName}: the revision that is covered has another signature dictionary`,
      citation: 'ISO 32000-2 §7.5.6',
    });
  }
  return findings;
}

const SUB_FILTERS = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'adbe.pkcs7.sha1'];

function subFilterFindings({ subFilter, fieldName }: PdfSignature): readonly ParseFinding[] {
  if (subFilter !== undefined && SUB_FILTERS.includes(subFilter)) return [];
  const reason =
    subFilter === 'adbe.x509.rsa_sha1'
      ? 'its PKCS #1 values with a certificate in /Cert are deprecated and not read'
      : 'it is read as a CMS over the document';
  return [
    {
      id: 'PDF_SUB_FILTER',
      severity: 'warning',
      message: `field ${fieldName}: /SubFilter is ${subFilter === undefined ? 'missing' : `/${subFilter}`}: ${reason}`,
      citation: 'ISO 32000-2 §12.8.3.1, Table 260',
    },
  ];
}
