/**
 * What trusted lists make of seals and timestamps, for pages: of which level, since when, by which list.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import { CLAIM_NOT_CONFIRMED } from '../determination/eu/rules.ts';
import { japaneseHeadline } from '../determination/japan/headline.ts';
import type {
  CertificateQualification,
  EuDetermination,
  JapaneseDetermination,
  ReportedRecognition,
  ReportedService,
} from '../report/determination.ts';
import type { SealReport, TimestampReport } from '../report/report.ts';
import { type Row, row, type Section, section } from './page.ts';
import {
  ACCREDITATION,
  CERTIFICATE_TYPES,
  EU_QUALIFICATION_WORDS,
  EU_TIMESTAMPS,
  JAPANESE_TIMESTAMPS,
  KEY_PROTECTION,
  DETERMINATION_SENTENCES as SENTENCES,
  TIME_WORDS,
} from './phrases/determinations.ts';
import { KINDS } from './phrases/kinds.ts';
import { FIELDS, SENTENCES as GENERAL } from './phrases/labels.ts';
import { type Speech, shownName } from './speech.ts';

/** The level in Japan and the qualification in the EU; what was not judged is said to be so. */
export function determinationRows(seal: SealReport, speech: Speech): readonly Row[] {
  const { say } = speech;
  const { eu, japan } = seal.determinations;
  return [
    ...(japan === null
      ? row(say(FIELDS.assurance), `${say(GENERAL.notJudged)} (${say(KINDS[seal.kind])})`)
      : row(say(FIELDS.assurance), ...japaneseLines(japan, seal, speech))),
    ...(eu === null ? [] : row(say(FIELDS.qualification), ...euLines(eu, speech))),
  ];
}

/** A box about claims that no list confirms: whoever reads only it is not misled. */
export function claimSections(seal: SealReport, { say }: Speech): readonly Section[] {
  const [first, ...others] = claimsOf(seal).map((claim) => say(claim));
  if (first === undefined) return [];
  const rows = row(say(SENTENCES.warning), first, ...others);
  return [section(say(SENTENCES.warning), { tone: 'bad', rows })];
}

/** Claims of the certificate that no list confirms. */
export function claimsOf({ conclusion, determinations }: SealReport): readonly LocalizedText[] {
  const { eu, japan } = determinations;
  return [
    ...(japan?.level === 'claims-accreditation' ? [japaneseHeadline(japan, conclusion)] : []),
    ...(eu?.findings.some(({ id }) => id === CLAIM_NOT_CONFIRMED.id) ? [SENTENCES.euClaim] : []),
  ];
}

/** What lists say of a timestamp. */
export function timestampRows({ determination }: TimestampReport, speech: Speech): readonly Row[] {
  const { eu, japan, services } = determination;
  const { say } = speech;
  const words = [
    ...(japan === null ? [] : [say(JAPANESE_TIMESTAMPS[japan])]),
    ...(eu === null ? [] : [say(EU_TIMESTAMPS[eu])]),
  ];
  if (words.length === 0) return [];
  return row(say(FIELDS.listed), ...words, ...services.map((one) => serviceLine(one, speech)));
}

function japaneseLines(
  determination: JapaneseDetermination,
  { bestSignatureTime, conclusion }: SealReport,
  speech: Speech,
): readonly string[] {
  const { say, time } = speech;
  const { assuranceLevel, keyProtection, kind, level, recognition, services } = determination;
  const headline = say(japaneseHeadline(determination, conclusion));
  const first = assuranceLevel === null ? SENTENCES.levelNone : SENTENCES.level;
  const issued = say(ACCREDITATION[determination.statusAtIssuance]);
  const sealed = say(ACCREDITATION[determination.statusAtBestSignatureTime]);
  return [
    say(first, { headline, level: assuranceLevel ?? '-' }),
    say(KINDS[kind]),
    ...(level === 'private'
      ? []
      : [
          say(SENTENCES.atIssuance, { what: issued }),
          say(SENTENCES.atSealing, { what: sealed, time: time(bestSignatureTime) }),
        ]),
    say(TIME_WORDS[determination.time]),
    ...(keyProtection === null ? [] : [say(KEY_PROTECTION[keyProtection])]),
    ...services.map((one) => serviceLine(one, speech)),
    ...recognitionLines(recognition, speech),
  ];
}

function euLines(determination: EuDetermination, speech: Speech): readonly string[] {
  const { say, time } = speech;
  const { atBestSignatureTime, atIssuance, qualification, recognition, services } = determination;
  return [
    `${say(EU_QUALIFICATION_WORDS[qualification])} (${qualification})`,
    ...(atIssuance === null ? [] : [say(SENTENCES.atIssuance, { what: whatWas(atIssuance, speech) })]),
    ...(atBestSignatureTime === null
      ? []
      : [
          say(SENTENCES.atSealing, {
            what: whatWas(atBestSignatureTime, speech),
            time: time(atBestSignatureTime.time),
          }),
        ]),
    ...services.map((one) => serviceLine(one, speech)),
    ...recognitionLines(recognition, speech),
  ];
}

function whatWas({ qscd, qualified, type }: CertificateQualification, { say }: Speech): string {
  const facts = {
    type: say(CERTIFICATE_TYPES[type]),
    device: say(qscd ? SENTENCES.device : SENTENCES.noDevice),
  };
  return say(qualified ? SENTENCES.qualified : SENTENCES.notQualified, facts);
}

function serviceLine(reported: ReportedService, { say, time }: Speech): string {
  const { from, provider, sequenceNumber, service, status, territory, until } = reported;
  return say(SENTENCES.service, {
    territory,
    number: sequenceNumber,
    provider: shownName(provider),
    service: shownName(service),
    // The last part of the URI is its meaning.
    status: shownName(status.split('/').at(-1) ?? status),
    from: time(from),
    until: until === null ? say(SENTENCES.present) : time(until),
  });
}

function recognitionLines(recognition: ReportedRecognition | null, { say, time }: Speech): readonly string[] {
  if (recognition === null) return [];
  const { enactedFrom, ...facts } = recognition;
  return [say(SENTENCES.recognition, { ...facts, time: time(enactedFrom) })];
}
