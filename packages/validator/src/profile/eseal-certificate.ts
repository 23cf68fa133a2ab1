/**
 * The profile of certificates for electronic seals, row by row: Guidelines on e-Seal (MIC, 2nd edition) Fig. 14, with
 * the rules of RFC 5280, EN 319 412-3 and ISO 17442-2 that its fields are subject to.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { displayText, type LocalizedText, organizationOf } from '@eseal/core/identity';
import type { Certificate } from '@eseal/core/x509';
import { type CryptoSuite, JP_CRYPTREC_LS0003_2022R1 } from '../policy/crypto-suites.ts';
import { type ProfileEdition, profileEditionAt } from './editions.ts';
import {
  ALWAYS_WARNING,
  type ProfileAssuranceLevel,
  type ProfileContext,
  type ProfileFacts,
  type ProfileProblem,
  type ProfileRow,
  type ProfileSeverity,
  type RowOutcome,
} from './profile-row.ts';
import { BASIC_FIELD_ROWS } from './rows/basic-fields.ts';
import { FURTHER_EXTENSION_ROWS } from './rows/further-extensions.ts';
import { KEY_ROWS } from './rows/key.ts';
import { POLICY_ROWS } from './rows/policies.ts';
import { SUBJECT_ROWS } from './rows/subject.ts';

/** What to hold a certificate against. */
export interface CheckEsealCertificateOptions {
  /** 2: for seals of accredited authorities; 1: for others. */
  readonly assuranceLevel: ProfileAssuranceLevel;
  /** Certificate of the authority. Without it F-13 is not checked and F-03 judges only the digest. */
  readonly issuer?: Certificate;
  /** Time for which algorithms are judged. Default: now. */
  readonly at?: Date;
  /** The common policy of accredited seals. Default: unknown, and F-15 only informs. */
  readonly commonPolicyOid?: string;
  /** When the accreditation scheme begins to operate. Default: unknown, and the newest edition holds. */
  readonly schemeStart?: Date;
  /** Suite of algorithms. Default: CRYPTREC LS-0003-2022R1. */
  readonly suite?: CryptoSuite;
}

/** Outcome of one row. */
export interface ProfileRowResult {
  /** `F-01` to `F-24`. */
  readonly id: string;
  readonly field: string;
  readonly oid: string | undefined;
  /** `not-checked`: what the row needs was not given, as the message says. */
  readonly status: 'ok' | ProfileSeverity | 'not-checked';
  readonly message: LocalizedText;
  readonly citation: string;
  readonly facts: ProfileFacts;
}

/** Outcome of all rows. */
export interface ProfileResult {
  readonly edition: ProfileEdition['id'];
  readonly assuranceLevel: ProfileAssuranceLevel;
  readonly suite: string;
  readonly rows: readonly ProfileRowResult[];
  /** No row is an error. It does not say that the authority is accredited: that takes a trusted list. */
  readonly conforms: boolean;
}

/** Every row, in order. */
export const ESEAL_PROFILE_ROWS: readonly ProfileRow[] = [
  ...BASIC_FIELD_ROWS,
  ...SUBJECT_ROWS,
  ...KEY_ROWS,
  ...POLICY_ROWS,
  ...FURTHER_EXTENSION_ROWS,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * Holds a certificate against the profile for electronic seals. Never throws for what a certificate says.
 *
 * @example
 * ```ts
 * import { parseCertificate } from '@eseal/core/x509';
 * import { checkEsealCertificate } from '@eseal/validator';
 *
 * export function complaints(der: Uint8Array): readonly string[] {
 *   const { rows } = checkEsealCertificate(parseCertificate(der), { assuranceLevel: 2 });
 *   return rows.filter(({ status }) => status === 'error').map(({ id, message }) => `${id} ${message.ja}`);
 * }
 * ```
 *
 * @see Guidelines on e-Seal (MIC, 2nd edition) Fig. 14
 */
export function checkEsealCertificate(
  certificate: Certificate,
  options: CheckEsealCertificateOptions,
): ProfileResult {
  const { assuranceLevel, issuer, at = new Date(), commonPolicyOid, schemeStart } = options;
  const suite = options.suite ?? JP_CRYPTREC_LS0003_2022R1;
  const edition = profileEditionAt(certificate.notBefore, schemeStart);
  const identity = organizationOf(certificate);
  const context = { certificate, issuer, at, edition, suite, commonPolicyOid, identity };
  const rows = ESEAL_PROFILE_ROWS.map((row) => rowResult(row, outcomeOf(row, context), assuranceLevel));
  const conforms = rows.every(({ status }) => status !== 'error');
  return { edition: edition.id, assuranceLevel, suite: suite.id, rows, conforms };
}

function outcomeOf(row: ProfileRow, context: ProfileContext): RowOutcome {
  try {
    return row.check(context);
  } catch (error) {
    if (!isEsealError(error)) throw error;
    const message = {
      ja: `${row.field}を読めません。`,
      en: `The field ${row.field} cannot be read: ${error.message}`,
    };
    const informs = row.severity[2] === 'information';
    const problem: ProfileProblem = { message, ...(informs && { severity: ALWAYS_WARNING }) };
    return { kind: 'judged', ok: message, problems: [problem], facts: { readable: false } };
  }
}

const GRAVITY: readonly ProfileSeverity[] = ['error', 'warning', 'information'];

function rowResult(row: ProfileRow, outcome: RowOutcome, level: ProfileAssuranceLevel): ProfileRowResult {
  const { id, field, oid, citation } = row;
  const result = (
    status: ProfileRowResult['status'],
    messages: readonly LocalizedText[],
  ): ProfileRowResult => ({
    id,
    field,
    oid,
    status,
    message: joined(messages),
    citation,
    facts: outcome.facts,
  });
  if (outcome.kind === 'not-checked') return result('not-checked', [outcome.message]);
  const problems = outcome.problems
    .map(({ message, severity }) => ({ message, severity: (severity ?? row.severity)[level] }))
    .sort((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
  const [gravest] = problems;
  if (gravest === undefined) return result('ok', [outcome.ok]);
  return result(
    gravest.severity,
    problems.map(({ message }) => message),
  );
}

/** Longest message: a name in a certificate may be as long as its issuer likes. */
const LONGEST = 1000;

function joined(messages: readonly LocalizedText[]): LocalizedText {
  return {
    ja: displayText(messages.map(({ ja }) => ja).join(''), LONGEST),
    en: displayText(messages.map(({ en }) => en).join(' '), LONGEST),
  };
}
