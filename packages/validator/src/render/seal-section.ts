/**
 * Seals for pages: what was sealed, by whom, when, how sure that is, why not, and what would help.
 *
 * @module
 */
import type { SealReport } from '../report/report.ts';
import { checkSections } from './check-sections.ts';
import { coverageOf, coverageSections, referenceLines } from './coverage.ts';
import { claimSections, claimsOf, determinationRows } from './determination-rows.ts';
import { type Row, row, type Section, section, type Tone } from './page.ts';
import { certificateRows, pathSections, revocationRow, trustRow } from './path-sections.ts';
import { PROOFS } from './phrases/kinds.ts';
import { FIELDS, HEADINGS, SENTENCES } from './phrases/labels.ts';
import { technicalSection } from './seal-technical.ts';
import { remarksOf, repairOf, type Speech, shownName, toneOf, verdictIn } from './speech.ts';
import { timestampLine, timestampSection } from './timestamp-section.ts';

/** One seal among all of its document. */
export function sealSection(seal: SealReport, all: readonly SealReport[], speech: Speech): Section {
  const { say } = speech;
  const { checks, conclusion, findings, path, timestamps } = seal;
  const parent = all.findIndex(({ id }) => id === seal.counterSignatureOf);
  const heading = parent < 0 ? HEADINGS.seal : HEADINGS.counterSeal;
  const tokens = timestamps.map((one, index) => ({
    isGood: one.conclusion.indication === 'PASSED',
    section: timestampSection(one, index + 1, speech),
  }));
  return section(say(heading, { number: all.indexOf(seal) + 1, of: parent + 1 }), {
    tone: toneOfSeal(seal),
    rows: [
      ...row(say(FIELDS.verdict), verdictIn(conclusion, speech)),
      ...row(say(FIELDS.repair), repairOf(conclusion, speech)),
      ...whoRows(seal, speech),
      ...row(say(FIELDS.what), say(coverageOf(seal.scope)), ...referenceLines(seal, speech)),
      ...whenRow(seal, speech),
      ...row(say(FIELDS.timestamp), ...timestamps.map((one) => timestampLine(one, speech))),
      ...certaintyRows(seal, speech),
    ],
    remarks: remarksOf(findings, speech),
    sections: [
      ...claimSections(seal, speech),
      ...tokens.filter(({ isGood }) => !isGood).map((one) => one.section),
    ],
    details: [
      ...coverageSections(seal, speech),
      ...tokens.filter(({ isGood }) => isGood).map((one) => one.section),
      ...pathSections(path, speech),
      ...checkSections(checks, speech),
      technicalSection(seal, speech),
    ],
  });
}

/** A seal whose certificate claims what no list confirms does not look good, even when it is valid. */
function toneOfSeal(seal: SealReport): Tone {
  const tone = toneOf(seal.conclusion);
  return tone === 'good' && claimsOf(seal).length > 0 ? 'open' : tone;
}

/** The organisation, as sure as the verdict is, and the certificate that names it. */
function whoRows(seal: SealReport, speech: Speech): readonly Row[] {
  const { signingCertificate } = seal;
  return [
    ...row(speech.say(FIELDS.who), organizationIn(seal, speech)),
    ...(signingCertificate === null ? [] : certificateRows(signingCertificate, speech)),
  ];
}

function organizationIn({ organization, conclusion }: SealReport, { say }: Speech): string {
  if (organization === null) return say(SENTENCES.noOrganization);
  const { name, identifiers } = organization;
  const shown = identifiers.map(({ raw, checkDigit }) => {
    const check = { ok: SENTENCES.identifierOk, failed: SENTENCES.identifierFailed, none: undefined }[
      checkDigit
    ];
    return check === undefined ? shownName(raw) : `${shownName(raw)} (${say(check)})`;
  });
  const parts = [shownName(name ?? say(SENTENCES.noOrganization)), ...shown].join(', ');
  return conclusion.indication === 'TOTAL-PASSED' ? parts : `${parts}${say(SENTENCES.stated)}`;
}

/** What is proven comes before what is only claimed. */
function whenRow(
  { proofOfExistence, bestSignatureTime, claimedTime }: SealReport,
  { say, time }: Speech,
): readonly Row[] {
  const claimed = claimedTime === null ? undefined : { time: time(claimedTime) };
  if (proofOfExistence === 'now')
    return row(
      say(FIELDS.when),
      claimed ? say(SENTENCES.claimedTime, claimed) : say(SENTENCES.noTime),
      say(PROOFS.now),
    );
  return row(
    say(FIELDS.when),
    say(PROOFS[proofOfExistence], { time: time(bestSignatureTime) }),
    claimed && say(SENTENCES.alsoClaimed, claimed),
  );
}

/** How sure that is: whom one has to trust, what was checked, and of which level the seal is. */
function certaintyRows(seal: SealReport, speech: Speech): readonly Row[] {
  const { say } = speech;
  const { adesLevel, form, format, path, signaturePolicy } = seal;
  return [
    ...trustRow(path, speech),
    ...revocationRow(path, speech),
    ...determinationRows(seal, speech),
    ...row(say(FIELDS.level), `${format} ${adesLevel ?? form}`),
    ...row(
      say(FIELDS.signaturePolicy),
      signaturePolicy === null ? undefined : policyName(signaturePolicy, speech),
    ),
  ];
}

function policyName(policy: NonNullable<SealReport['signaturePolicy']>, { say }: Speech): string {
  if ('identifier' in policy) return shownName(policy.identifier);
  return say(policy.kind === 'implied' ? SENTENCES.impliedPolicy : SENTENCES.unreadablePolicy);
}
