/**
 * Verdicts with the data that the standard wants to see behind them (TS 119 102-2 §4.3.3, §4.3.5; EN 319 102-1 §5.1.3).
 *
 * @module
 */
import type { CheckResult } from '../../report/check-result.ts';
import { type BlockConclusion, type Conclusion, subIndicationOf } from '../../report/conclusion.ts';
import type { Finding } from '../../report/finding.ts';
import type { ReportedPath, ReportedRevocation } from '../../report/report.ts';
import { element, timeElement, unlessEmpty, type XmlElement } from '../../util/xml.ts';
import { certificateId, evidenceId, reference } from './references.ts';
import {
  findingUri,
  mainIndicationUri,
  revocationReasonUri,
  signatureAlgorithmUri,
  subIndicationUri,
} from './vocabulary.ts';
import { textElement } from './xml.ts';

/** What a verdict rests on. */
export interface Judgement {
  readonly conclusion: Conclusion | BlockConclusion;
  /** Absent where none was looked for. */
  readonly path?: ReportedPath;
  readonly checks: readonly CheckResult[];
  readonly findings: readonly Finding[];
  /** Of the signature; absent where it is not known. */
  readonly signatureAlgorithm?: string;
}

/** Indications alone. */
export function indications(conclusion: Conclusion | BlockConclusion): readonly XmlElement[] {
  const subIndication = subIndicationOf(conclusion);
  return [
    element('MainIndication', mainIndicationUri(conclusion.indication)),
    ...(subIndication === null ? [] : [element('SubIndication', subIndicationUri(subIndication))]),
  ];
}

/** The verdict with its data. */
export function statusElement(judgement: Judgement): XmlElement {
  const { conclusion, path } = judgement;
  const [revoked, ...furtherRevoked] = path?.revocation.flatMap(revokedElement) ?? [];
  return element('SignatureValidationStatus', [
    ...indications(conclusion),
    unlessEmpty('AssociatedValidationReportData', [
      ...(path === undefined ? [] : pathElements(path)),
      revoked,
      cryptoElement(judgement),
      findingsElement(judgement.findings),
    ]),
    // One certificate fits each of these elements.
    ...furtherRevoked.map((one) => element('AssociatedValidationReportData', [one])),
  ]);
}

function pathElements(path: ReportedPath): readonly (XmlElement | undefined)[] {
  const { anchor } = path.trust;
  return [
    anchor === null ? undefined : reference('TrustAnchor', certificateId(anchor)),
    chainElement(path),
    ...evidenceReferences(path),
  ];
}

/** TS 119 102-2 §4.3.5.3: from the signing certificate to the anchor. */
function chainElement({ chain, trust }: ReportedPath): XmlElement | undefined {
  const [signing, ...above] = chain;
  if (signing === undefined) return undefined;
  const { anchor } = trust;
  return element('CertificateChain', [
    reference('SigningCertificate', certificateId(signing)),
    ...above
      .filter((one) => one !== anchor)
      .map((one) => reference('IntermediateCertificate', certificateId(one))),
    anchor === null ? undefined : reference('TrustAnchor', certificateId(anchor)),
  ]);
}

function evidenceReferences({ revocation }: ReportedPath): readonly XmlElement[] {
  const ids = new Set(revocation.flatMap(({ evidence }) => evidence.map(evidenceId)));
  return ids.size === 0 ? [] : [reference('RelatedValidationObject', ...ids)];
}

/** TS 119 102-2 §4.3.6: of a certificate that was revoked or put on hold. */
function revokedElement({
  certificate,
  evidence,
  reason,
  revocationTime,
  status,
}: ReportedRevocation): readonly XmlElement[] {
  if (revocationTime === null) return [];
  const why = status === 'on-hold' ? 'certificateHold' : reason;
  const ids = evidence.map(evidenceId);
  return [
    element('RevocationStatusInformation', [
      reference('ValidationObjectId', certificateId(certificate)),
      timeElement('RevocationTime', revocationTime),
      why === null ? undefined : element('RevocationReason', revocationReasonUri(why)),
      ids.length === 0 ? undefined : reference('RevocationObject', ...ids),
    ]),
  ];
}

/** Checks of algorithms (EN 319 102-1 §5.2.8.4). */
const RELIABILITY = 'SIGNATURE_ALGORITHMS_RELIABLE';

/** TS 119 102-2 §4.3.7: whether the signature's algorithm is reliable, where that was judged. */
function cryptoElement({ checks, path, signatureAlgorithm }: Judgement): XmlElement | undefined {
  const judged = checks.find(({ id }) => id === RELIABILITY);
  const signing = path?.chain[0];
  if (judged === undefined || signing === undefined || signatureAlgorithm === undefined) return undefined;
  return element('CryptoInformation', [
    reference('ValidationObjectId', certificateId(signing)),
    element('Algorithm', signatureAlgorithmUri(signatureAlgorithm)),
    element('SecureAlgorithm', String(judged.status === 'passed')),
  ]);
}

function findingsElement(findings: readonly Finding[]): XmlElement | undefined {
  return unlessEmpty(
    'AdditionalValidationReportData',
    findings.map(({ id, message }) =>
      element('ReportData', [element('Type', findingUri(id)), textElement('Value', message.en)]),
    ),
  );
}
