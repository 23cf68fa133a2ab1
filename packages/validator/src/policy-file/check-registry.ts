/**
 * Every check of the validation, gathered from the files that define them: what a policy may weigh, and what the list of checks
 * in the documentation is made from.
 *
 * @module
 */
import { CERTIFICATE_CHECKS } from '../blocks/certificate-checks.ts';
import { CERTIFICATE_CONSTRAINT_CHECKS } from '../blocks/certificate-constraints.ts';
import { PURPOSE_CHECKS } from '../blocks/certificate-purposes.ts';
import { type CheckDefinition, defineCheck } from '../blocks/check.ts';
import { CRYPTOGRAPHY_CHECKS } from '../blocks/cryptographic-verification.ts';
import { FORMAT_CHECKS } from '../blocks/format-checking.ts';
import { brokenRule, PATH_CHECKS, remark } from '../blocks/path-checks.ts';
import { REVOCATION_CHECKS } from '../blocks/revocation-checks.ts';
import { REVOCATION_REMARKS } from '../blocks/revocation-remarks.ts';
import { ACCEPTANCE_CHECKS } from '../blocks/signature-acceptance.ts';
import { IDENTIFICATION_CHECKS } from '../blocks/signing-certificate.ts';
import { TIMESTAMP_CHECKS } from '../blocks/timestamp-checks.ts';
import { CONTEXT_CHECKS } from '../blocks/validation-context.ts';
import { PATH_REMARKS } from '../path/remark-rules.ts';
import { PATH_RULES } from '../path/rules.ts';
import { PAST_SIGNATURE_CHECKS } from '../processes/past-signature.ts';
import { TIMED_CHECKS } from '../processes/signature-with-time.ts';
import { TIMESTAMP_DELAY_CHECKS } from '../processes/timestamp-delay.ts';
import { TIMESTAMP_ORDER_CHECKS } from '../processes/timestamp-order.ts';
import { indeterminate } from '../report/conclusion.ts';
import { EVIDENCE_PROBLEMS } from '../revocation/evidence-problem.ts';

/** Checks of one building block or process. */
export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly CheckDefinition[];
}

/** Every check by the block that judges it, in the order of EN 319 102-1 §5. */
export const CHECK_GROUPS: readonly CheckGroup[] = [
  { title: 'Format checking (EN 319 102-1 §5.2.2)', checks: FORMAT_CHECKS },
  { title: 'Identification of the signing certificate (§5.2.3)', checks: IDENTIFICATION_CHECKS },
  { title: 'Validation context initialisation (§5.2.4)', checks: CONTEXT_CHECKS },
  { title: 'Certificate validation: finding a path (§5.2.6)', checks: PATH_CHECKS },
  {
    title: 'Certificate validation: the path (§5.2.6, RFC 5280 §6.1)',
    checks: Object.values(PATH_RULES).map((rule) => brokenRule({ rule, facts: {} }).check),
  },
  {
    title: 'Certificate validation: oddities of certificates (RFC 5280 §4)',
    checks: Object.values(PATH_REMARKS).map((rule) => remark({ rule, facts: {} }).check),
  },
  {
    title: 'Certificate validation: the certificate (§5.2.6)',
    checks: [...CERTIFICATE_CHECKS, ...CERTIFICATE_CONSTRAINT_CHECKS, ...PURPOSE_CHECKS],
  },
  {
    title: 'Certificate validation: revocation (§5.2.6, §5.2.5)',
    checks: [...REVOCATION_CHECKS, ...REVOCATION_REMARKS],
  },
  {
    title: 'Certificate validation: revocation data that was not used (RFC 5280 §6.3, RFC 6960)',
    checks: Object.values(EVIDENCE_PROBLEMS).map((rule) =>
      defineCheck({
        ...rule,
        level: 'warn',
        failure: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
      }),
    ),
  },
  { title: 'Cryptographic verification (§5.2.7)', checks: CRYPTOGRAPHY_CHECKS },
  { title: 'Signature acceptance validation (§5.2.8)', checks: ACCEPTANCE_CHECKS },
  { title: 'Timestamps (§5.4)', checks: TIMESTAMP_CHECKS },
  {
    title: 'Time and long-term material (§5.5, §5.6)',
    checks: [...TIMED_CHECKS, ...TIMESTAMP_ORDER_CHECKS, ...TIMESTAMP_DELAY_CHECKS, ...PAST_SIGNATURE_CHECKS],
  },
];

/** Every check. */
export const ALL_CHECKS: readonly CheckDefinition[] = CHECK_GROUPS.flatMap(({ checks }) => checks);
