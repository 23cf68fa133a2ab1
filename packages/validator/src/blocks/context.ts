/**
 * What judging needs beside the facts. One context serves all seals of a document.
 *
 * @module
 */
import type { CertificatePool } from '../path/certificate-pool.ts';
import type { IssuerSource } from '../path/issuer-source.ts';
import type { PathPolicyInputs } from '../path/policy-inputs.ts';
import type { VerifyCertificate } from '../path/signature-cache.ts';
import type { RevocationMode, ValidationPolicy } from '../policy/policy.ts';
import type { CheckRevocation, CollectStatuses } from '../revocation/check-status.ts';
import type { TrustSource } from '../trust/source.ts';

/** Inputs that the building blocks have in common. */
export interface JudgementContext {
  /** The control time: now, or the time the caller asks about. */
  readonly time: Date;
  readonly policy: ValidationPolicy;
  readonly revocation: RevocationMode;
  readonly trust: TrustSource;
  readonly pool: CertificatePool;
  /** Where issuers are found that nobody sent along. Absent: nowhere. */
  readonly issuers?: IssuerSource;
  readonly signal?: AbortSignal;
  /** What the relying party asks of the policies and names of paths. Absent: nothing. */
  readonly pathPolicies?: PathPolicyInputs;
  readonly verify: VerifyCertificate;
  readonly checkRevocation: CheckRevocation;
  /** For the past: everything that is known of a certificate, not only what decides now. */
  readonly collectStatuses: CollectStatuses;
  /** Throws when the validation was aborted or its time is used up. */
  readonly checkpoint: () => void;
}
