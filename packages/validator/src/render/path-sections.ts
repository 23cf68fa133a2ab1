/**
 * Certificates, their paths and what is known about revocation, for pages.
 *
 * @module
 */
import type { ReportedCertificate, ReportedPath, ReportedRevocation } from '../report/report.ts';
import { type Row, row, type Section, section, tableSection } from './page.ts';
import { REVOCATION_SOURCES, REVOCATION_STATUSES, ROUTES, STEP_ROLES } from './phrases/kinds.ts';
import { FIELDS, HEADINGS, SENTENCES } from './phrases/labels.ts';
import { type Speech, shownName } from './speech.ts';

/** Who a certificate is for, by whom and how long. */
export function certificateRows(
  { subject, issuer, notBefore, notAfter }: ReportedCertificate,
  { say, time }: Speech,
): readonly Row[] {
  const period = say(SENTENCES.period, { from: time(notBefore), until: time(notAfter) });
  return [
    ...row(say(FIELDS.certificate), shownName(subject)),
    ...row(say(FIELDS.issuer), shownName(issuer)),
    ...row(say(FIELDS.validity), period),
  ];
}

/** Whose word the reader takes. */
export function trustRow({ trust }: ReportedPath, { say }: Speech): readonly Row[] {
  const { route, anchorName, service } = trust;
  const name = anchorName === null ? '' : `: ${shownName(anchorName)}`;
  return row(
    say(FIELDS.trust),
    `${say(ROUTES[route])}${name}`,
    service === null ? undefined : shownName(service),
  );
}

/**
 * Whether revocation was checked, for how many certificates, and by which source how fresh: for the certificate itself
 * in full.
 */
export function revocationRow({ revocation }: ReportedPath, speech: Speech): readonly Row[] {
  const { say } = speech;
  const [own, ...others] = revocation;
  if (own === undefined) return row(say(FIELDS.revocation), say(SENTENCES.nothingToCheck));
  const missing = revocation.filter(({ status }) => status === 'unknown' || status === 'not-checked').length;
  const facts = { count: revocation.length, missing };
  const all = say(missing === 0 ? SENTENCES.allChecked : SENTENCES.someUnchecked, facts);
  return row(say(FIELDS.revocation), statusOf(own, speech), others.length === 0 ? undefined : all);
}

function statusOf({ status, source, thisUpdate }: ReportedRevocation, { say, time }: Speech): string {
  const said = say(REVOCATION_STATUSES[status]);
  if (source === 'none') return said;
  return say(SENTENCES.statusBySource, {
    status: said,
    source: say(REVOCATION_SOURCES[source]),
    time: time(thisUpdate),
  });
}

/** The chain with names, the status of each certificate, and the chains that failed. */
export function pathSections(path: ReportedPath, speech: Speech): readonly Section[] {
  return [
    ...chainSection(path, speech),
    ...revocationSection(path, speech),
    ...attemptsSection(path, speech),
  ];
}

function chainSection({ steps, certificates }: ReportedPath, { say, time }: Speech): readonly Section[] {
  const columns = [
    FIELDS.subject,
    FIELDS.role,
    FIELDS.issuer,
    FIELDS.validity,
    FIELDS.serialNumber,
    FIELDS.sha256,
  ];
  const rows = steps.flatMap(({ certificate, role }) => {
    const found = certificates.find(({ sha256 }) => sha256 === certificate);
    if (found === undefined) return [];
    const { subject, issuer, notBefore, notAfter, serialNumber, sha256 } = found;
    const period = say(SENTENCES.period, { from: time(notBefore), until: time(notAfter) });
    return [[shownName(subject), say(STEP_ROLES[role]), shownName(issuer), period, serialNumber, sha256]];
  });
  return tableSection(say(HEADINGS.path), { columns: columns.map((one) => say(one)), rows });
}

function revocationSection(path: ReportedPath, { say, time }: Speech): readonly Section[] {
  const columns = [
    FIELDS.certificate,
    FIELDS.status,
    FIELDS.source,
    FIELDS.issued,
    FIELDS.nextUpdate,
    FIELDS.revoked,
    FIELDS.reason,
  ];
  return tableSection(say(HEADINGS.revocation), {
    columns: columns.map((one) => say(one)),
    rows: path.revocation.map((one) => [
      nameOf(one.certificate, path),
      say(REVOCATION_STATUSES[one.status]),
      say(REVOCATION_SOURCES[one.source]),
      time(one.thisUpdate),
      time(one.nextUpdate),
      time(one.revocationTime),
      one.reason ?? '-',
    ]),
  });
}

/** Every chain that was tried in vain, with the reason. */
export function attemptsSection(path: ReportedPath, { language, say }: Speech): readonly Section[] {
  return path.attempts.length === 0
    ? []
    : [
        section(say(HEADINGS.attempts), {
          table: {
            columns: [say(FIELDS.chain), say(FIELDS.reason)],
            rows: path.attempts.map(({ chain, reason }) => [
              chain.map((sha256) => nameOf(sha256, path)).join(' > '),
              reason.message[language],
            ]),
          },
        }),
      ];
}

/** A certificate by its name, and by the beginning of its digest where several bear it. */
function nameOf(sha256: string, { certificates }: ReportedPath): string {
  const subject = certificates.find((one) => one.sha256 === sha256)?.subject;
  const short = sha256.slice(0, 8);
  return subject === undefined ? short : `${shownName(subject)} [${short}]`;
}
