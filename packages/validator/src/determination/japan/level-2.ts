/**
 * The conditions of assurance level 2, each of which has to hold (Guidelines on e-Seal, MIC, 2nd edition, §1.3).
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { type Finding, findingOf, type Rule } from '../../report/finding.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { AccreditationAt } from './accreditation.ts';
import { isListedAsAccredited } from './authorities.ts';
import { RULES } from './rules.ts';
import type { SealFacts } from './seal-facts.ts';

interface Condition {
  readonly holds: (facts: SealFacts) => boolean;
  /** What to say where it does not hold; nothing where the axis itself says it. */
  readonly explain: (facts: SealFacts) => readonly Finding[];
}

const CONDITIONS: readonly Condition[] = [
  { holds: ({ policy }) => policy.standing === 'valid', explain: explainPolicy },
  { holds: ({ authorities }) => isListedAsAccredited(authorities), explain: explainService },
  { holds: ({ authorities }) => !authorities.pilot, explain: () => [findingOf(RULES.pilot, 'warning')] },
  { holds: ({ atIssuance }) => atIssuance.status === 'active', explain: explainIssuance },
  { holds: ({ atBestSignatureTime }) => atBestSignatureTime.status === 'active', explain: explainBestTime },
  { holds: ({ kind }) => kind.kind === 'eseal', explain: () => [] },
  { holds: ({ identity }) => identity.identity === 'verified-format', explain: () => [] },
  { holds: ({ departures }) => departures[2].length === 0, explain: explainProfile },
];

/** Whether all of them hold. What the seal itself is worth, its verdict says. */
export function meetsLevel2(facts: SealFacts): boolean {
  return CONDITIONS.every(({ holds }) => holds(facts));
}

/** What keeps the seal from level 2. */
export function obstaclesToLevel2(facts: SealFacts): readonly Finding[] {
  return CONDITIONS.flatMap(({ holds, explain }) => (holds(facts) ? [] : explain(facts)));
}

function explainPolicy({ policy: { standing } }: SealFacts): readonly Finding[] {
  switch (standing) {
    case 'valid':
      return [];
    case 'any-policy':
      return [findingOf(RULES.policyByAnyPolicy, 'warning')];
    case 'absent':
      return [findingOf(RULES.policyAbsent, 'information')];
    case 'not-configured':
      return [findingOf(RULES.policyNotConfigured, 'information')];
    default:
      return assertNever(standing);
  }
}

function explainService({ authorities: { issuing, superior } }: SealFacts): readonly Finding[] {
  if (issuing.length > 0) return [findingOf(RULES.notAccredited, 'warning')];
  return superior.length > 0 ? [findingOf(RULES.superiorOnly, 'warning')] : [];
}

function explainIssuance({ input, atIssuance, authorities }: SealFacts): readonly Finding[] {
  if (!isListedAsAccredited(authorities)) return [];
  const time = input.certificate.notBefore;
  return [
    notActive(RULES.notActiveAtIssuance, atIssuance, time),
    ...unknownExtensions(authorities.issuing, time),
  ];
}

function explainBestTime({ input, atBestSignatureTime, authorities }: SealFacts): readonly Finding[] {
  if (!isListedAsAccredited(authorities)) return [];
  const time = input.bestSignatureTime;
  return [
    notActive(RULES.notActiveAtBestTime, atBestSignatureTime, time),
    ...unknownExtensions(authorities.issuing, time),
  ];
}

function notActive(rule: Rule, { status, conflict }: AccreditationAt, time: Date): Finding {
  const at = time.toISOString();
  if (conflict) return findingOf(RULES.servicesConflict, 'warning', { time: at });
  return findingOf(rule, 'warning', { status, time: at });
}

function unknownExtensions(services: SealFacts['authorities']['issuing'], time: Date): readonly Finding[] {
  const extensions = services.flatMap((service) => stateAt(service, time)?.unknownCriticalExtensions ?? []);
  return extensions.length === 0 ? [] : [findingOf(RULES.criticalExtension, 'warning', { extensions })];
}

function explainProfile({ departures, authorities }: SealFacts): readonly Finding[] {
  if (!isListedAsAccredited(authorities)) return [];
  return departures[2].map(({ id, field, message, citation }) => ({
    ...findingOf(RULES.profileRow, 'warning', { row: id, field }),
    citation,
    message: {
      ja: `証明書がレベル2のプロファイルに適合しません(${id})。${message.ja}`,
      en: `The certificate does not meet the profile of level 2 (${id}). ${message.en}`,
    },
  }));
}
