/**
 * When the proof of a sealed file ends, and what keeps it.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import type { ContainerFormat } from '@eseal/core/container';
import { type ParseContainerOptions, parseContainer } from '@eseal/formats/detect';
import type { ValidationPolicy } from '../policy/policy.ts';
import { type PolicyPreset, policyOf } from '../policy/presets.ts';
import type { TrustSource } from '../trust/source.ts';
import { collectProofs } from './collect-proofs.ts';
import { type ProofPlan, planProof, type RenewalAction } from './decide.ts';

/** Options of {@link planRenewal}. */
export interface PlanRenewalOptions extends ParseContainerOptions {
  /** Anchors, whose own dates do not count. Default: chains are followed as far as the file has them. */
  readonly trust?: TrustSource;
  /** Whose suite says until when algorithms hold. Default `strict`. */
  readonly policy?: PolicyPreset | ValidationPolicy;
  /** Default the system's time. */
  readonly now?: Date;
  /** Until when the proof is needed, such as the end of a period of retention. Default: for ever. */
  readonly neededUntil?: Date;
}

/** The plan for one file. */
export interface RenewalPlan {
  readonly format: ContainerFormat;
  readonly time: Date;
  /** Name of the policy. */
  readonly policy: string;
  /** What is most urgent among the proofs. */
  readonly action: RenewalAction;
  readonly before: Date | undefined;
  /** The plan for each seal; for a file without seals, for each of its timestamps. */
  readonly proofs: readonly ProofPlan[];
}

/**
 * Says until when the proof of each seal of a file lasts, what ends it, and the cheapest repair. Nothing is fetched, and
 * nothing is judged: a plan assumes that the seal is valid today, which is for `validate` to say.
 *
 * @throws FormatsError when the file has a known format but cannot be read
 * @example
 * ```ts
 * import { planRenewal } from '@eseal/validator';
 *
 * export async function isDue(pdf: Blob, withinDays: number): Promise<boolean> {
 *   const { before } = await planRenewal(pdf);
 *   return before !== undefined && before.getTime() - Date.now() < withinDays * 86_400_000;
 * }
 * ```
 * @see EN 319 102-1 §5.6.2; CRYPTREC LS-0003
 */
export async function planRenewal(
  document: DocumentSource,
  options: PlanRenewalOptions = {},
): Promise<RenewalPlan> {
  const { neededUntil, now = new Date(), policy = 'strict', trust } = options;
  const { id, suite } = policyOf(policy);
  const container = await parseContainer(document, options);
  const conditions = { suite, now, ...(neededUntil && { neededUntil }) };
  const proofs = (await collectProofs(container, trust)).map((proof) => planProof(proof, conditions));
  const [first] = [...proofs].sort(byUrgency);
  return {
    format: container.format,
    time: now,
    policy: id,
    action: first?.action ?? 'none',
    before: first?.before,
    proofs,
  };
}

/** Order of plans, the most urgent first: what is too late already, then by the last day, then what needs nothing. */
export function byUrgency(
  a: Pick<RenewalPlan, 'action' | 'before'>,
  b: Pick<RenewalPlan, 'action' | 'before'>,
): number {
  return urgency(a) - urgency(b);
}

function urgency({ action, before }: Pick<RenewalPlan, 'action' | 'before'>): number {
  if (action === 'reseal') return Number.MIN_SAFE_INTEGER;
  return before?.getTime() ?? Number.MAX_SAFE_INTEGER;
}
