/**
 * What a certificate is in the EU at one time, by the services that were listed then (ETSI TS 119 615 §4.4, §4.5).
 *
 * @module
 */
import type { CertificateQualification } from '../../report/determination.ts';
import {
  type Facts,
  type Finding,
  type FindingSeverity,
  findingOf,
  type Rule,
} from '../../report/finding.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import {
  type AppliedService,
  nameOf,
  type ServicesAtTime,
  type Subject,
  servicesAt,
} from './applied-service.ts';
import { coversType, typeByCertificate } from './certificate-type.ts';
import { isGranted, judgeService } from './judge-service.ts';
import {
  NOT_CA_QC,
  NOT_GRANTED,
  NOT_QUALIFIED_BY_CERTIFICATE,
  SERVICES_CONFLICT,
  TYPE_NOT_COVERED,
} from './rules.ts';
import { CA_QC } from './uris.ts';

/** The outcome at one time. */
export interface QualificationAtTime {
  /** `null` when services contradict each other. */
  readonly qualification: CertificateQualification | null;
  /** The services that the outcome rests on; without one that qualifies, the last that were left. */
  readonly services: readonly AppliedService[];
  readonly findings: readonly Finding[];
}

/** Services that do not satisfy it drop out; when none is left, the certificate is not qualified. */
interface Step {
  readonly rule: Rule;
  readonly keeps: (applied: AppliedService, issuance: Date, time: Date) => boolean;
}

/** Before services are compared. */
const RELEVANCE: readonly Step[] = [
  { rule: NOT_CA_QC, keeps: ({ state }) => state.type === CA_QC },
  { rule: TYPE_NOT_COVERED, keeps: coversType },
];

/** After that: services that were withdrawn are compared, too, but qualify nothing. */
const STATUS: readonly Step[] = [
  { rule: NOT_GRANTED, keeps: ({ state }, _issuance, time) => isGranted(state, time) },
];

/** Determines what the certificate was at a time. */
export function qualifyCertificate(
  subject: Subject,
  services: readonly ListedService[],
  time: Date,
): QualificationAtTime {
  const issuance = subject.certificate.notBefore;
  const listed = servicesAt(subject, services, time);
  const relevant = narrow(listed, RELEVANCE, issuance, time);
  if (relevant.complete && isConflict(relevant.applied, issuance, time)) {
    const conflict = findingOf(SERVICES_CONFLICT, 'warning', { time: time.toISOString() });
    return {
      qualification: null,
      services: relevant.applied,
      findings: [...relevant.findings, conflict],
    };
  }
  const granted = relevant.complete ? narrow(relevant, STATUS, issuance, time) : relevant;
  const [selected] = granted.applied;
  if (!granted.complete || selected === undefined) return notQualified(subject, granted, time);
  const { reason, ...judgement } = judgeService(selected, issuance);
  return {
    qualification: { time, ...judgement },
    services: granted.applied,
    findings: [...granted.findings, ...reasonFindings(reason, selected, time)],
  };
}

/** `complete`: services are left after every step. */
interface Narrowed extends ServicesAtTime {
  readonly complete: boolean;
}

/** Takes the steps until one leaves nothing; the services before that one are kept, to be shown. */
function narrow(from: ServicesAtTime, steps: readonly Step[], issuance: Date, time: Date): Narrowed {
  let { applied } = from;
  for (const { rule, keeps } of steps) {
    const kept = applied.filter((one) => keeps(one, issuance, time));
    if (kept.length === 0) {
      const because = applied.map((one) => findingOf(rule, 'warning', factsOf(one, issuance, time)));
      return { applied, findings: [...from.findings, ...because], complete: false };
    }
    applied = kept;
  }
  return { applied, findings: from.findings, complete: true };
}

function factsOf(applied: AppliedService, issuance: Date, time: Date): Facts {
  return {
    time: time.toISOString(),
    service: nameOf(applied),
    status: applied.original.status,
    type: typeByCertificate(applied.content, issuance),
  };
}

/**
 * Services contradict each other in what they make of the certificate; or lists of one territory, such as an older one beside
 * the present one, in whether its authority is granted.
 */
function isConflict(applied: readonly AppliedService[], issuance: Date, time: Date): boolean {
  const judgements = applied.map((one) => judgeService(one, issuance));
  const views = new Set(judgements.map(({ qualified, type, qscd }) => `${qualified} ${type} ${qscd}`));
  return views.size > 1 || areListsAtOdds(applied, time);
}

function areListsAtOdds(applied: readonly AppliedService[], time: Date): boolean {
  const lists = new Map<string, { readonly territory: string; readonly granted: boolean }>();
  for (const { service, state } of applied) {
    const { sha256, territory } = service.list;
    lists.set(sha256, { territory, granted: lists.get(sha256)?.granted === true || isGranted(state, time) });
  }
  const answers = new Set([...lists.values()].map(({ territory, granted }) => `${territory} ${granted}`));
  const territories = new Set([...lists.values()].map(({ territory }) => territory));
  return answers.size > territories.size;
}

/** A certificate that no service qualifies still has the type that it states. */
function notQualified(
  { certificate, content }: Subject,
  { applied, findings }: ServicesAtTime,
  time: Date,
): QualificationAtTime {
  const type = typeByCertificate(applied[0]?.content ?? content, certificate.notBefore);
  return { qualification: { time, qualified: false, type, qscd: false }, services: applied, findings };
}

function reasonFindings(rule: Rule | undefined, applied: AppliedService, time: Date): readonly Finding[] {
  if (rule === undefined) return [];
  const severity: FindingSeverity = rule === NOT_QUALIFIED_BY_CERTIFICATE ? 'information' : 'warning';
  return [findingOf(rule, severity, { service: nameOf(applied), time: time.toISOString() })];
}
