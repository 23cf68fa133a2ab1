/**
 * Indications and sub-indications, exactly as EN 319 102-1 §5.1.3 spells them.
 *
 * @module
 */

/** Proofs that a seal is bad, which no later evidence can repair. */
export const FAILED_SUB_INDICATIONS = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
] as const;

/** Why a seal is bad. */
export type FailedSubIndication = (typeof FAILED_SUB_INDICATIONS)[number];

/** Reasons why evidence is missing or contradicts itself. */
export const INDETERMINATE_SUB_INDICATIONS = [
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'POLICY_PROCESSING_ERROR',
  'SIGNATURE_POLICY_NOT_AVAILABLE',
  'TIMESTAMP_ORDER_FAILURE',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND_NO_POE',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'OUT_OF_BOUNDS_NO_POE',
  'REVOCATION_OUT_OF_BOUNDS_NO_POE',
  'NO_POE',
  'TRY_LATER',
  'SIGNED_DATA_NOT_FOUND',
] as const;

/** Why nothing certain can be said. */
export type IndeterminateSubIndication = (typeof INDETERMINATE_SUB_INDICATIONS)[number];

/** Outcome of a building block or of the validation of a timestamp. */
export type BlockConclusion =
  | { readonly indication: 'PASSED' }
  | { readonly indication: 'FAILED'; readonly subIndication: FailedSubIndication }
  | { readonly indication: 'INDETERMINATE'; readonly subIndication: IndeterminateSubIndication | null };

/** A block's outcome that is not PASSED. */
export type BlockFailure = Exclude<BlockConclusion, { readonly indication: 'PASSED' }>;

/**
 * The verdict on a seal or a document. `subIndication` is `null` only where the standard has no name for the reason: no
 * seal was found, or the validator itself failed, as a finding says.
 */
export type Conclusion =
  | { readonly indication: 'TOTAL-PASSED' }
  | { readonly indication: 'TOTAL-FAILED'; readonly subIndication: FailedSubIndication }
  | { readonly indication: 'INDETERMINATE'; readonly subIndication: IndeterminateSubIndication | null };

/** The block found nothing against it. */
export const PASSED: BlockConclusion = { indication: 'PASSED' };

/** The block proved it bad. */
export function failed(subIndication: FailedSubIndication): BlockFailure {
  return { indication: 'FAILED', subIndication };
}

/** The block could not decide. */
export function indeterminate(subIndication: IndeterminateSubIndication | null): BlockFailure {
  return { indication: 'INDETERMINATE', subIndication };
}

/** The sub-indication, `null` for PASSED. */
export function subIndicationOf(
  conclusion: BlockConclusion | Conclusion,
): FailedSubIndication | IndeterminateSubIndication | null {
  return 'subIndication' in conclusion ? conclusion.subIndication : null;
}

/** The verdict of a whole process from its last block (EN 319 102-1 §5.1.3). */
export function totalConclusion(conclusion: BlockConclusion): Conclusion {
  switch (conclusion.indication) {
    case 'PASSED':
      return { indication: 'TOTAL-PASSED' };
    case 'FAILED':
      return { indication: 'TOTAL-FAILED', subIndication: conclusion.subIndication };
    case 'INDETERMINATE':
      return conclusion;
  }
}

/** The verdict on a document with several seals: the worst of theirs, the first of equally bad ones. */
export function worstConclusion(conclusions: readonly Conclusion[]): Conclusion {
  return (
    conclusions.find(({ indication }) => indication === 'TOTAL-FAILED') ??
    conclusions.find(({ indication }) => indication === 'INDETERMINATE') ??
    conclusions[0] ?? { indication: 'INDETERMINATE', subIndication: null }
  );
}
