/**
 * Reports for people who have to decide what to do with a document: what was sealed, by whom, when, how sure that is, why
 * not, and what would help. Text out of the document or its certificates is made harmless.
 *
 * @module
 */
import { displayText, type LocalizedText } from '@eseal/core/identity';
import { type Conclusion, subIndicationOf } from './conclusion.ts';
import { type Facts, type Finding, fillTemplate } from './finding.ts';
import { FORMATS, INDICATIONS, KINDS, LABELS, ROUTES, SEVERITIES, SUB_INDICATIONS } from './phrases.ts';
import type {
  CertificateReport,
  ReportedCertificate,
  ReportedPath,
  SealReport,
  TimestampReport,
  ValidationReport,
} from './report.ts';
import type { ReportFormatOptions, ReportLanguage } from './to-json.ts';

/** The report on a document as text of several lines, without an end of line after the last. */
export function toText(report: ValidationReport, options: ReportFormatOptions = {}): string {
  const { language = 'en' } = options;
  const { name, format, size } = report.document;
  const say = speaker(language);
  const kind = `${say(FORMATS[format])}, ${say(LABELS.bytes, { size })}`;
  return lines([
    say(LABELS.title),
    field(say(LABELS.document), `${displayText(name ?? '-')} (${kind})`),
    field(say(LABELS.verdict), verdict(report.conclusion, language)),
    field(
      say(LABELS.validated),
      `${time(report.validationTime, language)} (${say(LABELS.policy, { policy: report.policy })})`,
    ),
    ...findingLines(report.findings, language),
    ...report.seals.flatMap((seal, index) => ['', ...sealLines(seal, index, report.seals, language)]),
    ...report.timestamps.flatMap((one) => ['', ...timestampLines(one, language)]),
  ]);
}

/** The report on a certificate as text of several lines, without an end of line after the last. */
export function certificateToText(report: CertificateReport, options: ReportFormatOptions = {}): string {
  const { language = 'en' } = options;
  const say = speaker(language);
  const { certificate, conclusion, path, validationTime, policy } = report;
  return lines([
    say(LABELS.certificateTitle),
    ...(certificate === null ? [] : certificateLines(certificate, language)),
    field(say(LABELS.verdict), verdict(conclusion, language)),
    field(say(LABELS.validated), `${time(validationTime, language)} (${say(LABELS.policy, { policy })})`),
    field(say(LABELS.trust), trust(path, language)),
    ...findingLines(report.findings, language),
    ...attemptLines(path, language),
  ]);
}

function sealLines(
  seal: SealReport,
  index: number,
  all: readonly SealReport[],
  language: ReportLanguage,
): readonly string[] {
  const say = speaker(language);
  const parent = all.findIndex(({ id }) => id === seal.counterSignatureOf);
  const heading = parent < 0 ? LABELS.seal : LABELS.counterSeal;
  return [
    say(heading, { number: index + 1, of: parent + 1 }),
    ...indented([
      field(say(LABELS.verdict), verdict(seal.conclusion, language)),
      field(say(LABELS.who), organization(seal, language)),
      ...(seal.signingCertificate === null ? [] : certificateLines(seal.signingCertificate, language)),
      field(say(LABELS.what), say(coverage(seal.scope))),
      ...indented(referenceLines(seal, language)),
      field(say(LABELS.when), when(seal, language)),
      field(say(LABELS.trust), trust(seal.path, language)),
      field(
        say(LABELS.assurance),
        `${seal.assuranceLevel ?? say(LABELS.notJudged)} (${say(KINDS[seal.kind])})`,
      ),
      ...findingLines(seal.findings, language),
      ...seal.timestamps.flatMap((one) => timestampLines(one, language)),
    ]),
  ];
}

/** What a seal covers; the proofs that later revisions of a PDF add to it change nothing of the document. */
function coverage({ coversWholeDocument, pdf }: SealReport['scope']): LocalizedText {
  if (coversWholeDocument) return LABELS.wholeDocument;
  const { modifications = [] } = pdf ?? {};
  const isOnlyProven = modifications.length > 0 && modifications.every(({ permitted }) => permitted);
  return isOnlyProven ? LABELS.wholeBeforeProofs : LABELS.partOfDocument;
}

/** Most things a seal covers by name that are shown; what is wrong with others is among the findings. */
const MAX_SHOWN = 20;

/** What a seal covers by name, such as the files beside it and what a manifest lists. */
function referenceLines({ cryptography }: SealReport, language: ReportLanguage): readonly string[] {
  const say = speaker(language);
  const named = cryptography.references.filter(
    ({ uri, kind }) => uri !== null && uri !== '' && (kind === 'reference' || kind === 'manifest-entry'),
  );
  const shown = named.slice(0, MAX_SHOWN).map(({ uri, kind, found, intact }) => {
    const name = displayText(uri ?? '');
    const what = kind === 'manifest-entry' ? say(LABELS.listed, { uri: name }) : name;
    if (!found) return say(LABELS.referenceMissing, { what });
    return say(intact ? LABELS.referenceIntact : LABELS.referenceChanged, { what });
  });
  const further = named.length - shown.length;
  return [...shown, ...(further > 0 ? [say(LABELS.furtherReferences, { count: further })] : [])].map(
    (line) => `- ${line}`,
  );
}

function timestampLines(timestamp: TimestampReport, language: ReportLanguage): readonly string[] {
  const say = speaker(language);
  const { authority, conclusion } = timestamp;
  const shown = timestamp.time === null ? '-' : time(timestamp.time, language);
  const passed = conclusion.indication === 'PASSED';
  const outcome = passed ? say(INDICATIONS['TOTAL-PASSED']) : verdictOf(conclusion, language);
  return [
    field(say(LABELS.timestamp), `${shown} ${displayText(authority ?? '')} [${timestamp.type}]: ${outcome}`),
    ...indented(findingLines(timestamp.findings, language)),
  ];
}

function certificateLines(certificate: ReportedCertificate, language: ReportLanguage): readonly string[] {
  const { subject, issuer, notBefore, notAfter } = certificate;
  const period = `${time(notBefore, language)} - ${time(notAfter, language)}`;
  return [
    field(speaker(language)(LABELS.certificate), displayText(subject, 300)),
    ...indented([displayText(issuer, 300), period]),
  ];
}

function organization(seal: SealReport, language: ReportLanguage): string {
  const say = speaker(language);
  const { organization: named, conclusion } = seal;
  if (named === null) return say(LABELS.noOrganization);
  const identifiers = named.identifiers.map(({ raw, checkDigit }) => {
    const check = { ok: LABELS.identifierOk, failed: LABELS.identifierFailed, none: undefined }[checkDigit];
    return check === undefined ? displayText(raw) : `${displayText(raw)} (${say(check)})`;
  });
  const parts = [displayText(named.name ?? say(LABELS.noOrganization)), ...identifiers].join(', ');
  return conclusion.indication === 'TOTAL-PASSED' ? parts : `${parts}${say(LABELS.stated)}`;
}

function when(seal: SealReport, language: ReportLanguage): string {
  const say = speaker(language);
  if (seal.proofOfExistence !== 'now')
    return say(LABELS.provenTime, { time: time(seal.bestSignatureTime, language) });
  if (seal.claimedTime === null) return say(LABELS.noTime);
  return say(LABELS.claimedTime, { time: time(seal.claimedTime, language) });
}

function trust({ trust: { route, anchorName } }: ReportedPath, language: ReportLanguage): string {
  const name = anchorName === null ? '' : `: ${displayText(anchorName, 300)}`;
  return `${speaker(language)(ROUTES[route])}${name}`;
}

function attemptLines({ attempts }: ReportedPath, language: ReportLanguage): readonly string[] {
  if (attempts.length === 0) return [];
  const shown = attempts.map(({ chain, reason }) => {
    const digests = chain.map((digest) => digest.slice(0, 8)).join(' > ');
    return `- ${digests}: ${reason.message[language]}`;
  });
  return [`${speaker(language)(LABELS.attempts)}:`, ...indented(shown)];
}

function verdict(conclusion: Conclusion, language: ReportLanguage): string {
  const headline = INDICATIONS[conclusion.indication][language];
  if (conclusion.indication === 'TOTAL-PASSED') return `${headline} (TOTAL-PASSED)`;
  return `${headline} - ${verdictOf(conclusion, language)}`;
}

function verdictOf(conclusion: Conclusion | TimestampReport['conclusion'], language: ReportLanguage): string {
  const subIndication = subIndicationOf(conclusion);
  if (subIndication !== null)
    return `${SUB_INDICATIONS[subIndication][language]} (${conclusion.indication}, ${subIndication})`;
  return conclusion.indication === 'INDETERMINATE' ? LABELS.unknownReason[language] : '';
}

function findingLines(findings: readonly Finding[], language: ReportLanguage): readonly string[] {
  const say = speaker(language);
  return findings.flatMap(({ severity, message, repair }) => [
    `- ${say(SEVERITIES[severity])}: ${message[language]}`,
    ...(repair === undefined ? [] : [`  ${say(LABELS.repair)}: ${repair[language]}`]),
  ]);
}

function speaker(language: ReportLanguage): (phrase: LocalizedText, facts?: Facts) => string {
  return (phrase, facts = {}) => fillTemplate(phrase, facts)[language];
}

function field(label: string, value: string): string {
  return `${label}: ${value}`;
}

function indented(texts: readonly string[]): readonly string[] {
  return texts.map((line) => `  ${line}`);
}

function lines(texts: readonly string[]): string {
  return texts.join('\n');
}

const JAPAN = 9 * 3_600_000;

/** Japanese readers see Japan's time, others UTC. */
function time(date: Date, language: ReportLanguage): string {
  const shown = new Date(date.getTime() + (language === 'ja' ? JAPAN : 0)).toISOString();
  const [day, clock] = [shown.slice(0, 10), shown.slice(11, 19)];
  return language === 'ja' ? `${day} ${clock}(日本時間)` : `${day} ${clock} UTC`;
}
