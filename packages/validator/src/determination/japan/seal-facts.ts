/**
 * What is known of a seal before it is decided what it is.
 *
 * @module
 */
import { organizationOf } from '@eseal/core/identity';
import { checkEsealCertificate, type ProfileRowResult } from '../../profile/eseal-certificate.ts';
import type { ProfileAssuranceLevel } from '../../profile/profile-row.ts';
import type { DeterminationInput } from '../input.ts';
import type { JapaneseRules } from '../japanese-rules.ts';
import { type AccreditationAt, accreditationAt } from './accreditation.ts';
import { type SealAuthorities, sealAuthorities } from './authorities.ts';
import { type JudgedIdentity, judgeIdentity } from './identity.ts';
import { type CommonPolicy, commonPolicyOf } from './policy.ts';
import { type SealKind, sealKind } from './seal-kind.ts';

/** The axes, and what they rest on. */
export interface SealFacts {
  readonly input: DeterminationInput;
  readonly authorities: SealAuthorities;
  readonly policy: CommonPolicy;
  readonly kind: SealKind;
  readonly identity: JudgedIdentity;
  readonly atIssuance: AccreditationAt;
  readonly atBestSignatureTime: AccreditationAt;
  /** Rows of the certificate profile that are errors at the level. */
  readonly departures: Readonly<Record<ProfileAssuranceLevel, readonly ProfileRowResult[]>>;
}

/** Collects them. */
export function collectSealFacts(input: DeterminationInput, rules: JapaneseRules): SealFacts {
  const { certificate, bestSignatureTime } = input;
  const authorities = sealAuthorities(input);
  const policy = commonPolicyOf(input, rules);
  return {
    input,
    authorities,
    policy,
    kind: sealKind(certificate, { policy, authorities }),
    identity: judgeIdentity(organizationOf(certificate)),
    atIssuance: accreditationAt(authorities.issuing, certificate.notBefore),
    atBestSignatureTime: accreditationAt(authorities.issuing, bestSignatureTime),
    departures: {
      1: departuresFrom(1, { input, rules, policy }),
      2: departuresFrom(2, { input, rules, policy }),
    },
  };
}

interface ProfileInputs {
  readonly input: DeterminationInput;
  readonly rules: JapaneseRules;
  readonly policy: CommonPolicy;
}

function departuresFrom(
  assuranceLevel: ProfileAssuranceLevel,
  { input, rules: { schemeStart }, policy }: ProfileInputs,
): readonly ProfileRowResult[] {
  const issuer = input.path[1];
  const { rows } = checkEsealCertificate(input.certificate, {
    assuranceLevel,
    at: input.bestSignatureTime,
    ...(issuer !== undefined && { issuer }),
    // F-15 looks for the policy as written; one that is reached by mapping was found by path validation.
    ...(policy.asserted !== undefined && { commonPolicyOid: policy.asserted }),
    ...(schemeStart !== undefined && { schemeStart }),
  });
  return rows.filter(({ status }) => status === 'error');
}
