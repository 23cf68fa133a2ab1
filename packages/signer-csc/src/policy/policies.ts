/**
 * The policies that are shipped. A policy of the caller's own is made by spreading one of them.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6, §2.7.1, §2.7.2
 * @module
 */
import type { RemotePolicy } from './policy.ts';

/** Whatever the service allows, with both steps kept apart. */
export const DEFAULT_POLICY: RemotePolicy = Object.freeze({
  name: 'default',
  separateSteps: true,
  refuseServiceApproval: false,
  refuseFactorsOfOthers: false,
  minFactors: 0,
  designatedOnly: true,
});

/**
 * What an accredited (level 2) e-seal by the remote method needs: use authentication and key authorisation performed
 * separately, one factor for the latter, held by the generator; nothing but designated documents.
 */
export const JP_MIC_LEVEL2: RemotePolicy = Object.freeze({
  name: 'jp-mic-level2',
  separateSteps: true,
  refuseServiceApproval: true,
  refuseFactorsOfOthers: true,
  minFactors: 1,
  designatedOnly: true,
});

/** As {@link JP_MIC_LEVEL2} with two factors for the key, which the Guidelines allow and do not ask for. */
export const JP_MIC_LEVEL2_MFA: RemotePolicy = Object.freeze({
  ...JP_MIC_LEVEL2,
  name: 'jp-mic-level2-mfa',
  minFactors: 2,
});
