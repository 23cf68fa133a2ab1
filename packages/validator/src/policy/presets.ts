/**
 * The policies that come with the SDK.
 *
 * @module
 */
import { JP_CRYPTREC_LS0003_2022R1, TS_119_312 } from './crypto-suites.ts';
import type { ValidationPolicy } from './policy.ts';

/** Names of the policies that come with the SDK. */
export type PolicyPreset = 'strict' | 'compat';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Every check at its own level. */
const STRICT: ValidationPolicy = {
  id: 'strict',
  levels: {},
  suite: JP_CRYPTREC_LS0003_2022R1,
  clockTolerance: 5 * MINUTE,
  revocationFreshness: { maxAge: null, withoutNextUpdate: DAY },
};

/** Rules of the profile of certificates that deployed authorities break (RFC 5280 §4). */
const CERTIFICATE_PROFILE = [
  'CERTIFICATE_SERIAL_NOT_POSITIVE',
  'CERTIFICATE_SERIAL_TOO_LONG',
  'CERTIFICATE_ISSUER_EMPTY',
  'CERTIFICATE_AUTHORITY_WITHOUT_SUBJECT',
  'CERTIFICATE_AUTHORITY_KEY_CRITICAL',
  'CERTIFICATE_SUBJECT_KEY_CRITICAL',
  'CERTIFICATE_KEY_USAGE_EMPTY',
  'CERTIFICATE_SIGNS_WITHOUT_AUTHORITY',
  'CERTIFICATE_PURPOSES_EMPTY',
  'CERTIFICATE_ALTERNATIVE_NAMES_MALFORMED',
  'CERTIFICATE_ALTERNATIVE_NAMES_NOT_CRITICAL',
  'CERTIFICATE_NAME_CONSTRAINTS_MISPLACED',
  'CERTIFICATE_ACCESS_CRITICAL',
] as const;

/**
 * Comparable with the policy that the validators of the European Union have by default: lenient where deployed software departs
 * from the standards, and by the European suite, the ends of whose algorithms after its edition are forecasts.
 */
const COMPAT: ValidationPolicy = {
  ...STRICT,
  id: 'compat',
  suite: TS_119_312,
  forecastExpiry: 'warn',
  acceptsUnsortedAttributes: true,
  revocation: { invalidityDate: 'informs' },
  levels: {
    ...Object.fromEntries(CERTIFICATE_PROFILE.map((id) => [id, 'warn' as const])),
    SIGNING_CERTIFICATE_REFERENCE_PRESENT: 'warn',
    SIGNING_CERTIFICATE_REFERENCES_IN_PATH: 'inform',
    SIGNING_CERTIFICATE_DIGESTS_RELIABLE: 'warn',
    TIMESTAMP_AUTHORITY_NAMED: 'warn',
    SIGNATURE_POLICY_READABLE: 'warn',
    SIGNATURE_POLICY_INTACT: 'warn',
    PDF_LATER_CHANGES_PERMITTED: 'warn',
    PDF_LATER_CHANGES_KNOWN: 'warn',
    PDF_ANNOTATIONS_COVER_NOTHING: 'warn',
    REVOCATION_DATA_FRESH: 'warn',
  },
};

/** The policy of a name, or the caller's own. */
export function policyOf(choice: PolicyPreset | ValidationPolicy): ValidationPolicy {
  if (typeof choice !== 'string') return choice;
  return choice === 'strict' ? STRICT : COMPAT;
}
