/**
 * The timestamps of a document in the long term (EN 319 102-1 §5.6.3.4 (5)): the newest first, each of which may prove that
 * an older one was good while its authority still was.
 *
 * @module
 */
import type { ParsedTimestamp } from '@eseal/core/container';
import type { JudgementContext } from '../blocks/context.ts';
import { checkImprint } from '../blocks/timestamp-checks.ts';
import type { EvidenceGraph } from '../poe/evidence-graph.ts';
import { objectsCovered } from '../poe/extract.ts';
import { stampedBy } from '../poe/proof-of-existence.ts';
import { earliestProof, type Proofs, withProof } from '../poe/proofs.ts';
import { PASSED } from '../report/conclusion.ts';
import { mayBeRepaired, validatePastSignature } from './past-signature.ts';
import type { TimestampValidation } from './timestamp.ts';

/** What the timestamps of a document prove together. */
export interface KnownPast {
  readonly proofs: Proofs;
  /** Each as it is judged with the proofs by the newer ones. */
  readonly timestamps: ReadonlyMap<ParsedTimestamp, TimestampValidation>;
}

/** Judges timestamps again, and takes from those that pass what they prove. */
export async function provePast(
  present: readonly TimestampValidation[],
  initial: Proofs,
  graph: EvidenceGraph,
  context: JudgementContext,
): Promise<KnownPast> {
  const { policy } = context;
  const timestamps = new Map<ParsedTimestamp, TimestampValidation>();
  let proofs = initial;
  for (const one of newestFirst(present)) {
    context.checkpoint();
    const { parsed } = one.facts;
    const judged = await validatePastTimestamp(one, proofs, context);
    timestamps.set(parsed, judged);
    if (judged.proven === undefined) continue;
    const { time } = await earliestProof(proofs, parsed.token);
    proofs = await withProof(proofs, objectsCovered(parsed, graph, { policy, time }), judged.proven);
  }
  return { proofs, timestamps };
}

/** By their times; of the same time, those for the long term first, and what stands later in the document. */
function newestFirst(timestamps: readonly TimestampValidation[]): readonly TimestampValidation[] {
  return [...timestamps].reverse().sort((a, b) => timeOf(b) - timeOf(a) || rank(a) - rank(b));
}

function timeOf({ facts }: TimestampValidation): number {
  return facts.kind === 'read' ? facts.token.tstInfo.genTime.getTime() : 0;
}

const LATE: ReadonlySet<string> = new Set(['archive', 'document', 'container']);

function rank({ facts }: TimestampValidation): number {
  return LATE.has(facts.parsed.type) ? 0 : 1;
}

/** A token that fails only for what came after it may pass by proofs that it is older. */
async function validatePastTimestamp(
  present: TimestampValidation,
  proofs: Proofs,
  context: JudgementContext,
): Promise<TimestampValidation> {
  const { facts, basic, proven } = present;
  if (proven !== undefined || basic === undefined || facts.kind === 'unreadable') return present;
  const existed = await earliestProof(proofs, facts.parsed.token);
  const times = { now: context.time, existed: existed.time };
  const imprint = checkImprint(facts, basic.identification.certificate, times, context.policy);
  if (imprint.conclusion.indication !== 'PASSED') return present;
  const passed = { facts, conclusion: PASSED, proven: stampedBy(facts) };
  if (basic.conclusion.indication === 'PASSED')
    return { ...passed, basic, checks: [...imprint.checks, ...basic.checks] };
  if (!mayBeRepaired(basic, context)) return present;
  const subject = { basic, role: 'timestamp', object: facts.parsed.token } as const;
  const past = await validatePastSignature(subject, proofs, context);
  const checks = [...imprint.checks, ...past.checks];
  if (past.conclusion.indication !== 'PASSED') return { ...present, conclusion: past.conclusion, checks };
  return { ...passed, basic: { ...basic, certificate: past.certificate }, checks };
}
