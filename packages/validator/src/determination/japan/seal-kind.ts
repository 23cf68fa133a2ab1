/**
 * Whether a certificate is for seals, by policy, service and its own statement (Guidelines on e-Seal, MIC, 2nd edition,
 * §2.3).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { type JudgedKind, judgeKind, type KindStatement, qcTypeStatements } from '../../profile/kind.ts';
import { personalAttributes } from '../../profile/personal-attributes.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { SealAuthorities } from './authorities.ts';
import type { CommonPolicy } from './policy.ts';
import { RULES } from './rules.ts';
import { kindsOf, meaningOf, roleOf } from './scheme-terms.ts';

/** The kind with its findings. */
export interface SealKind extends JudgedKind {
  /** Whether the subject is a natural person. */
  readonly person: boolean;
  readonly findings: readonly Finding[];
}

/** What kind of certificate it is. */
export function sealKind(
  certificate: Certificate,
  { policy, authorities }: { readonly policy: CommonPolicy; readonly authorities: SealAuthorities },
): SealKind {
  const attributes = personalAttributes(certificate);
  const statements: readonly KindStatement[] = [
    ...(policy.standing === 'valid' ? [{ evidence: 'policy', kind: 'eseal' } as const] : []),
    ...serviceStatements(authorities, certificate.notBefore),
    ...qcTypeStatements(certificate),
  ];
  const person = attributes.length > 0;
  const judged = judgeKind(statements, person);
  const { kind, contradictory, evidence } = judged;
  const findings = [
    ...(contradictory ? [findingOf(RULES.kindContradictory, 'warning', { evidence })] : []),
    ...(person ? [findingOf(RULES.personNamed, 'warning', { attributes })] : []),
    ...(kind === 'unknown' && evidence.length === 0 ? [findingOf(RULES.kindUnknown, 'information')] : []),
  ];
  return { ...judged, person, findings };
}

/** What the authority's services issued when the certificate was issued; one that issues both kinds tells nothing. */
function serviceStatements({ issuing }: SealAuthorities, time: Date): readonly KindStatement[] {
  const kinds = new Set(
    issuing.flatMap((service) => {
      const { scheme } = service.list;
      const state = stateAt(service, time);
      const speaks =
        state !== undefined &&
        roleOf(scheme, state)?.purpose === 'certificates' &&
        meaningOf(scheme, state) !== 'ended' &&
        state.unknownCriticalExtensions.length === 0;
      return speaks ? kindsOf(scheme, state) : [];
    }),
  );
  const [only] = kinds;
  if (kinds.size !== 1 || only === undefined || only === 'website') return [];
  return [{ evidence: 'service', kind: only }];
}
