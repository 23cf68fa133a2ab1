/**
 * What a seal is in the scheme of Japan, as axes that do not depend on each other (Guidelines on e-Seal, MIC, 2nd edition,
 * §1.3, §2).
 *
 * @module
 */
import type {
  JapaneseDetermination,
  JapaneseSealLevel,
  ReportedService,
} from '../../report/determination.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import { reportService } from '../../trust/reported-service.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { DeterminationInput } from '../input.ts';
import type { JapaneseRules } from '../japanese-rules.ts';
import { isListedAsAccredited, keyProtectionAt } from './authorities.ts';
import { meetsLevel2, obstaclesToLevel2 } from './level-2.ts';
import { RULES } from './rules.ts';
import { collectSealFacts, type SealFacts } from './seal-facts.ts';

/**
 * Determines what a seal is in the scheme of Japan. It has nothing to do with the verdict, save that a level of assurance is
 * only told of a seal that passed.
 *
 * @see Guidelines on e-Seal (MIC, 2nd edition) §1.3, §2.1, §2.3, Fig. 14
 */
export function determineJapaneseSeal(
  input: DeterminationInput,
  rules: JapaneseRules,
): JapaneseDetermination {
  const facts = collectSealFacts(input, rules);
  const level = sealLevel(facts);
  return {
    level,
    assuranceLevel: assuranceLevel(level, facts),
    kind: facts.kind.kind,
    kindEvidence: facts.kind.evidence,
    identity: facts.identity.identity,
    statusAtIssuance: facts.atIssuance.status,
    statusAtBestSignatureTime: facts.atBestSignatureTime.status,
    time: timeAxis(input.timestamp),
    keyProtection: keyProtectionAt(facts.authorities, input.bestSignatureTime),
    services: reportServices(facts),
    recognition:
      facts.authorities.issuing.find(({ recognition }) => recognition !== null)?.recognition ?? null,
    findings: [
      ...levelFindings(level, facts),
      ...recognitionFindings(facts),
      ...facts.authorities.findings,
      ...facts.kind.findings,
      ...facts.identity.findings,
    ],
  };
}

/** The first that holds; a claim that nobody confirms comes before everything that could hide it. */
function sealLevel(facts: SealFacts): JapaneseSealLevel {
  const { authorities, kind, policy, input } = facts;
  if (meetsLevel2(facts)) return 'accredited';
  const confirmable = isListedAsAccredited(authorities) || authorities.outOfDate;
  if (policy.claimed && !confirmable) return 'claims-accreditation';
  if (kind.kind === 'esign' || kind.person) return 'not-a-seal';
  // Without a valid path nobody trusted has issued the certificate.
  if (input.policies === undefined || authorities.outOfDate) return 'undetermined';
  return isListed(facts) ? 'listed' : 'private';
}

function isListed({ authorities }: SealFacts): boolean {
  return authorities.issuing.length > 0 || authorities.superior.length > 0;
}

/** Level 1 is every other seal of an organisation under a trusted authority (§1.3); more is not established. */
function assuranceLevel(level: JapaneseSealLevel, facts: SealFacts): JapaneseDetermination['assuranceLevel'] {
  const { input, kind, identity, departures } = facts;
  if (input.conclusion.indication !== 'TOTAL-PASSED') return null;
  if (level === 'accredited') return 2;
  if (level === 'undetermined' || input.policies === undefined) return null;
  const isPersonal = kind.kind === 'esign' || kind.contradictory || kind.person;
  return !isPersonal && identity.named && departures[1].length === 0 ? 1 : null;
}

function timeAxis(timestamp: DeterminationInput['timestamp']): JapaneseDetermination['time'] {
  if (timestamp === undefined) return 'claimed-only';
  return timestamp.japan === 'accredited' ? 'accredited-timestamp' : 'other-timestamp';
}

function levelFindings(level: JapaneseSealLevel, facts: SealFacts): readonly Finding[] {
  const claim = level === 'claims-accreditation' ? [findingOf(RULES.claimUnconfirmed, 'warning')] : [];
  // Nobody expects level 2 of a seal that neither claims it nor comes from somebody listed.
  const concerned = facts.policy.claimed || isListed(facts);
  return [...claim, ...(concerned ? obstaclesToLevel2(facts) : [])];
}

function recognitionFindings({ authorities: { issuing } }: SealFacts): readonly Finding[] {
  return issuing.flatMap(({ recognition }) => {
    if (recognition === null) return [];
    const { territory, legalIdentifier } = recognition;
    return [findingOf(RULES.recognised, 'information', { territory, legalIdentifier })];
  });
}

/** Each by its own list, in its state at the time of the seal, or the nearest before. */
function reportServices({ authorities, input }: SealFacts): readonly ReportedService[] {
  const services = new Set([...authorities.issuing, ...authorities.superior].map(({ original }) => original));
  return [...services].flatMap((service) => {
    const state =
      stateAt(service, input.bestSignatureTime) ??
      stateAt(service, input.certificate.notBefore) ??
      service.states[0];
    return state === undefined ? [] : [reportService(service, state)];
  });
}
