/**
 * What a row of a certificate profile is made of: a rule as data, with a function that judges one certificate by it.
 *
 * @module
 */
import type { LocalizedText, OrganizationIdentity } from '@eseal/core/identity';
import type { Certificate } from '@eseal/core/x509';
import type { CryptoSuite } from '../policy/crypto-suites.ts';
import type { ProfileEdition } from './editions.ts';

/** Level of assurance a certificate is held against: 2 comes from an accredited certification authority. */
export type ProfileAssuranceLevel = 1 | 2;

/** How much a departure from a row matters. */
export type ProfileSeverity = 'error' | 'warning' | 'information';

/** A severity for each level of assurance. */
export type SeverityByLevel = Readonly<Record<ProfileAssuranceLevel, ProfileSeverity>>;

/** An error at level 2, one step less at level 1. */
export const ERROR: SeverityByLevel = { 1: 'warning', 2: 'error' };
/** An error at either level: the certificate cannot serve at all. */
export const ALWAYS_ERROR: SeverityByLevel = { 1: 'error', 2: 'error' };
/** A warning at level 2, one step less at level 1. */
export const WARNING: SeverityByLevel = { 1: 'information', 2: 'warning' };
/** A warning at either level. */
export const ALWAYS_WARNING: SeverityByLevel = { 1: 'warning', 2: 'warning' };
/** Worth knowing. */
export const INFORMATION: SeverityByLevel = { 1: 'information', 2: 'information' };

/** Values of the certificate that a row looked at. */
export type ProfileFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What a row is given. */
export interface ProfileContext {
  readonly certificate: Certificate;
  /** Certificate of the authority that issued it, when the caller has it. */
  readonly issuer: Certificate | undefined;
  /** Time for which the certificate is judged. */
  readonly at: Date;
  readonly edition: ProfileEdition;
  readonly suite: CryptoSuite;
  /** Common policy of accredited seals; unknown as long as the authorities have not published it. */
  readonly commonPolicyOid: string | undefined;
  readonly identity: OrganizationIdentity | undefined;
}

/** One departure from a row. */
export interface ProfileProblem {
  readonly message: LocalizedText;
  /** Default: the row's. */
  readonly severity?: SeverityByLevel;
}

/** Outcome of a row before its severity is chosen. */
export type RowOutcome =
  | {
      readonly kind: 'judged';
      /** Empty when the certificate follows the row. */
      readonly problems: readonly ProfileProblem[];
      /** What to say when it does. */
      readonly ok: LocalizedText;
      readonly facts: ProfileFacts;
    }
  | { readonly kind: 'not-checked'; readonly message: LocalizedText; readonly facts: ProfileFacts };

/** A row of the profile. */
export interface ProfileRow {
  /** `F-01` to `F-24`. */
  readonly id: string;
  /** Name of the field as the standards spell it. */
  readonly field: string;
  /** Object identifier of the field, if it has one. */
  readonly oid: string | undefined;
  readonly severity: SeverityByLevel;
  readonly citation: string;
  /** Judges; may throw DecodeError for an extension that cannot be read, which the caller turns into a finding. */
  readonly check: (context: ProfileContext) => RowOutcome;
}

/** Outcome of a row that was judged. */
export function judged(
  ok: LocalizedText,
  problems: readonly (ProfileProblem | undefined)[],
  facts: ProfileFacts = {},
): RowOutcome {
  return { kind: 'judged', ok, problems: problems.filter((problem) => problem !== undefined), facts };
}

/** Outcome of a row that could not be judged. */
export function notChecked(message: LocalizedText, facts: ProfileFacts = {}): RowOutcome {
  return { kind: 'not-checked', message, facts };
}

/** A departure, when the condition holds. */
export function problemIf(
  condition: boolean,
  ja: string,
  en: string,
  severity?: SeverityByLevel,
): ProfileProblem | undefined {
  if (!condition) return undefined;
  return { message: { ja, en }, ...(severity !== undefined && { severity }) };
}

/** Outcome of an optional field that is absent. */
export function absent(ja: string, en: string): RowOutcome {
  return judged({ ja, en }, [], { present: false });
}

/** The figure every row comes from. */
export const FIGURE_14 = 'Guidelines on e-Seal (MIC, 2nd edition) Fig. 14';
