/**
 * Reports as ETSI TS 119 102-2 V1.4.1 wants them exchanged between validators, archives and courts.
 *
 * @module
 */
import type { SealReport, ValidationReport } from '../../report/report.ts';
import { bytesElement, element, timeElement, writeXml, type XmlElement } from '../../util/xml.ts';
import { attributesElement } from './attributes.ts';
import { constraintsElement } from './constraints.ts';
import { validationObjects } from './objects.ts';
import { qualityElement } from './quality.ts';
import { certificateId, digestElements, documentId, reference, timestampId } from './references.ts';
import { statusElement } from './status.ts';
import { digestUri, NAMESPACES, processUri, proofTypeUri } from './vocabulary.ts';
import { textElement } from './xml.ts';

/** Who validated, as the report names it. */
export type ReportingValidator =
  | { readonly kind: 'certificate'; readonly certificate: Uint8Array }
  | { readonly kind: 'name'; readonly subject: string };

/** How to write a report. */
export interface EtsiReportOptions {
  /** Default: the name of this SDK. The report bears no signature either way: seal it as any XML document. */
  readonly validator?: ReportingValidator;
}

/**
 * One XML document on a document or on several: a SignatureValidationReport for every seal, and one for each document
 * without any. Texts are in English.
 *
 * @example
 * ```ts
 * import { validate } from '@eseal/validator';
 * import { toEtsiReport } from '@eseal/validator/etsi-report';
 *
 * export async function reportOn(pdf: Uint8Array, rootDer: Uint8Array): Promise<string> {
 *   return toEtsiReport(await validate(pdf, { trust: [rootDer] }));
 * }
 * ```
 *
 * @see TS 119 102-2 §4
 */
export function toEtsiReport(
  reports: ValidationReport | readonly ValidationReport[],
  options: EtsiReportOptions = {},
): string {
  const { validator = { kind: 'name', subject: 'CN=@eseal/validator' } } = options;
  const all = 'seals' in reports ? [reports] : reports;
  return writeXml(
    element(
      'ValidationReport',
      [
        ...all.flatMap((report, index) => documentElements(report, index + 1)),
        validationObjects(all),
        validatorElement(validator),
      ],
      NAMESPACES,
    ),
  );
}

function documentElements(report: ValidationReport, document: number): readonly XmlElement[] {
  if (report.seals.length === 0) return [withoutSeal(report, document)];
  return report.seals.map((seal, index) => sealElement(seal, report, { document, seal: index + 1 }));
}

interface Numbers {
  readonly document: number;
  readonly seal: number;
}

function sealElement(seal: SealReport, report: ValidationReport, numbers: Numbers): XmlElement {
  const { checks, cryptography, signingCertificate } = seal;
  return element('SignatureValidationReport', [
    identifierElement(seal, `S-${numbers.document}-${numbers.seal}`),
    constraintsElement(report.policy, checks),
    timeInfoElement(seal, report),
    signersDocument(seal, report, numbers.document),
    attributesElement(seal),
    signingCertificate === null
      ? undefined
      : element('SignerInformation', [
          reference('SignerCertificate', certificateId(signingCertificate.sha256)),
          textElement('Signer', signingCertificate.subject),
        ]),
    qualityElement(seal),
    processElement(report),
    statusElement({ ...seal, signatureAlgorithm: cryptography.signatureAlgorithm }),
  ]);
}

/** A document without a seal: its verdict, and that there is no signature to identify. */
function withoutSeal(report: ValidationReport, document: number): XmlElement {
  const { conclusion, findings } = report;
  return element('SignatureValidationReport', [
    constraintsElement(report.policy, []),
    documentReference(report, document),
    processElement(report),
    statusElement({ conclusion, findings, checks: [] }),
  ]);
}

/** TS 119 102-2 §4.2.3: the signature value, and the digest of the data to be signed. */
function identifierElement({ cryptography }: SealReport, id: string): XmlElement {
  const { references, signatureValue, signedDataDigest } = cryptography;
  return element(
    'SignatureIdentifier',
    [
      signedDataDigest === null
        ? undefined
        : element(
            'DigestAlgAndValue',
            digestElements(digestUri(signedDataDigest.algorithm), signedDataDigest.value),
          ),
      bytesElement('ds:SignatureValue', signatureValue),
      element('HashOnly', 'false'),
      element('DocHashOnly', String(references.length > 0 && references.every(({ found }) => !found))),
    ],
    { id },
  );
}

/** TS 119 102-2 §4.2.5: when the signature is proven to have existed, and by which token. */
function timeInfoElement(seal: SealReport, { timestamps, validationTime }: ValidationReport): XmlElement {
  const { bestSignatureTime, proofOfExistence } = seal;
  const best = bestSignatureTime.getTime();
  const proof = [...seal.timestamps, ...timestamps].find(
    ({ conclusion, time }) => conclusion.indication === 'PASSED' && time?.getTime() === best,
  );
  return element('ValidationTimeInfo', [
    timeElement('ValidationTime', validationTime),
    element('BestSignatureTime', [
      timeElement('POETime', bestSignatureTime),
      element('TypeOfProof', proofTypeUri(proofOfExistence === 'external' ? 'provided' : 'validation')),
      proof === undefined || proofOfExistence === 'now'
        ? undefined
        : reference('POEObject', timestampId(proof)),
    ]),
  ]);
}

const DOCUMENT_DIGESTS: ReadonlySet<string> = new Set(['message-digest', 'byte-range', 'reference']);

/** TS 119 102-2 §4.2.6: the first digest under the seal, and the file it was found in or beside. */
function signersDocument(
  { cryptography }: SealReport,
  report: ValidationReport,
  document: number,
): XmlElement | undefined {
  const covered = cryptography.references.find(({ kind }) => DOCUMENT_DIGESTS.has(kind));
  if (covered === undefined || covered.digest === null || covered.digestAlgorithm === null)
    return documentReference(report, document);
  return element('SignersDocument', [
    element('DigestAlgAndValue', digestElements(digestUri(covered.digestAlgorithm), covered.digest)),
    report.document.sha256 === null
      ? undefined
      : reference('SignersDocumentRepresentation', documentId(document)),
  ]);
}

function documentReference({ document }: ValidationReport, number: number): XmlElement | undefined {
  if (document.sha256 === null) return undefined;
  return element('SignersDocument', [reference('SignersDocumentRepresentation', documentId(number))]);
}

function processElement({ process }: ValidationReport): XmlElement {
  return element('SignatureValidationProcess', [
    element('SignatureValidationProcessID', processUri(process)),
  ]);
}

/** TS 119 102-2 §4.6. */
function validatorElement(validator: ReportingValidator): XmlElement {
  const identity =
    validator.kind === 'certificate'
      ? bytesElement('tsl:X509Certificate', validator.certificate)
      : textElement('tsl:X509SubjectName', validator.subject);
  return element('SignatureValidator', [element('DigitalId', [identity])]);
}
