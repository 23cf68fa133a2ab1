/**
 * The judgement on everything in a document: its timestamps first, for the control time, then each seal with what they
 * prove, then the timestamps once more where newer ones prove them. A fault in one part leaves the others as they are.
 *
 * @module
 */
import type { ParsedContainer, ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import type { JudgementContext } from '../blocks/context.ts';
import type { ContainerFacts, SealFacts } from '../facts/container-facts.ts';
import { isBinding } from '../facts/signature-facts.ts';
import type { TimestampFacts } from '../facts/timestamp-facts.ts';
import { evidenceGraph, unsoundTimestamps } from '../poe/evidence-graph.ts';
import { initialProofs } from '../poe/external-proofs.ts';
import type { ExternalProof } from '../poe/proof-of-existence.ts';
import { mayBeRepaired } from './past-signature.ts';
import { type KnownPast, provePast } from './past-timestamps.ts';
import { type DocumentTimes, type SealValidation, type ValidationLevel, validateSeal } from './seal.ts';
import { type TimestampValidation, validateTimestamp } from './timestamp.ts';

/** A part of a document, judged, or the fault that kept it from being judged. */
export type Attempt<Parsed, Outcome> =
  | { readonly kind: 'done'; readonly parsed: Parsed; readonly outcome: Outcome }
  | { readonly kind: 'faulty'; readonly parsed: Parsed; readonly error: unknown };

/** A seal with its facts and its own timestamps. */
export interface JudgedSeal {
  readonly facts: SealFacts;
  readonly validation: SealValidation;
  readonly timestamps: readonly TimestampValidation[];
}

/** Outcome for a document. */
export interface JudgedDocument {
  readonly seals: readonly Attempt<ParsedSignature, JudgedSeal>[];
  /** Timestamps of the document itself. */
  readonly timestamps: readonly Attempt<ParsedTimestamp, TimestampValidation>[];
}

/** How a document is judged. */
export interface DocumentJudgement {
  readonly context: JudgementContext;
  readonly level: ValidationLevel;
  readonly external: readonly ExternalProof[];
  /** Faults become results, except for what this throws again. */
  readonly rethrowIfAborted: (error: unknown) => void;
}

/** Judges a document. */
export async function judgeDocument(
  container: ParsedContainer,
  facts: Pick<ContainerFacts, 'collectSeal' | 'collectTimestamp' | 'tokens' | 'documentDigest'>,
  judgement: DocumentJudgement,
): Promise<JudgedDocument> {
  const { context, level } = judgement;
  const attempt = attempter(judgement);
  const collected = await attempt(container.signatures, (parsed) => facts.collectSeal(parsed));
  const ofSeals = collected.flatMap((one) => (one.kind === 'done' ? one.outcome.timestamps : []));
  const ofDocument = await attempt(container.timestamps, (parsed) => facts.collectTimestamp(parsed));
  const own = ofDocument.flatMap((one) => (one.kind === 'done' ? [one.outcome] : []));
  const present = await attempt([...ofSeals, ...own], (one) => validateTimestamp(one, context));
  const timestamps = new Map(
    present.flatMap((one) => (one.kind === 'done' ? [[one.parsed.parsed, one.outcome] as const] : [])),
  );
  const binding = collected.filter((one) => one.kind === 'done' && isBinding(one.outcome.signature));
  const unsound = unsoundTimestamps(container.signatures, (one) =>
    binding.some(({ parsed }) => parsed === one),
  );
  const past = openPast(container, facts, { timestamps, unsound }, judgement);
  const document = { level, timestamps, unsound, past };
  const judged = await attempt(collected, async (one) => {
    const found = outcomeOf(one);
    throwFault(found.timestamps, present);
    return validateSeal(one.parsed, found, document, context);
  });
  const final = await finalTimestamps(timestamps, past, judgement);
  return {
    seals: judged.map((one): JudgedDocument['seals'][number] => {
      const { parsed } = one.parsed;
      if (one.kind === 'faulty') return { kind: 'faulty', parsed, error: one.error };
      const found = outcomeOf(one.parsed);
      const validated = found.timestamps.flatMap((timestamp) => final.get(timestamp.parsed) ?? []);
      return {
        kind: 'done',
        parsed,
        outcome: { facts: found, validation: one.outcome, timestamps: validated },
      };
    }),
    timestamps: ofDocument.map((one) => withFinal(one, present, final)),
  };
}

type Attempter = <Parsed, Outcome>(
  all: readonly Parsed[],
  judge: (one: Parsed) => Promise<Outcome>,
) => Promise<readonly Attempt<Parsed, Outcome>[]>;

function attempter({ rethrowIfAborted }: Pick<DocumentJudgement, 'rethrowIfAborted'>): Attempter {
  return async <Parsed, Outcome>(all: readonly Parsed[], judge: (one: Parsed) => Promise<Outcome>) => {
    const attempts: Attempt<Parsed, Outcome>[] = [];
    for (const parsed of all) {
      try {
        attempts.push({ kind: 'done', parsed, outcome: await judge(parsed) });
      } catch (error) {
        rethrowIfAborted(error);
        attempts.push({ kind: 'faulty', parsed, error });
      }
    }
    return attempts;
  };
}

function outcomeOf<Outcome>(attempt: Attempt<unknown, Outcome>): Outcome {
  if (attempt.kind === 'faulty') throw attempt.error;
  return attempt.outcome;
}

type PresentTimestamp = Attempt<TimestampFacts, TimestampValidation>;

/** A seal whose own timestamps could not be judged cannot be judged either. */
function throwFault(own: readonly TimestampFacts[], present: readonly PresentTimestamp[]): void {
  const fault = present.find((one) => one.kind === 'faulty' && own.includes(one.parsed));
  if (fault !== undefined) outcomeOf(fault);
}

/** The past is proven once, when it is asked for first; `undefined` when there is nothing to prove any with. */
function openPast(
  container: ParsedContainer,
  { tokens, documentDigest }: Pick<ContainerFacts, 'tokens' | 'documentDigest'>,
  { timestamps, unsound }: Pick<DocumentTimes, 'timestamps' | 'unsound'>,
  { context, external, level }: DocumentJudgement,
): (() => Promise<KnownPast>) | undefined {
  if (level !== 'archive' || (timestamps.size === 0 && external.length === 0)) return undefined;
  let known: Promise<KnownPast> | undefined;
  const prove = async (): Promise<KnownPast> => {
    const graph = evidenceGraph(container, tokens, unsound);
    const initial = await initialProofs({ time: context.time, external, graph, documentDigest });
    return provePast([...timestamps.values()], initial, graph, context);
  };
  return () => {
    known ??= prove();
    return known;
  };
}

/** Timestamps as the long term shows them, where that may change anything. */
async function finalTimestamps(
  present: ReadonlyMap<ParsedTimestamp, TimestampValidation>,
  past: (() => Promise<KnownPast>) | undefined,
  { context, external, rethrowIfAborted }: DocumentJudgement,
): Promise<ReadonlyMap<ParsedTimestamp, TimestampValidation>> {
  const mayChange = [...present.values()].some(
    ({ proven, basic }) => proven === undefined && basic !== undefined && mayBeRepaired(basic, context),
  );
  if (past === undefined || !mayChange || present.size + external.length < 2) return present;
  try {
    return (await past()).timestamps;
  } catch (error) {
    rethrowIfAborted(error);
    return present;
  }
}

function withFinal(
  collected: Attempt<ParsedTimestamp, TimestampFacts>,
  present: readonly PresentTimestamp[],
  final: ReadonlyMap<ParsedTimestamp, TimestampValidation>,
): Attempt<ParsedTimestamp, TimestampValidation> {
  const { parsed } = collected;
  if (collected.kind === 'faulty') return collected;
  const outcome = final.get(parsed);
  if (outcome !== undefined) return { kind: 'done', parsed, outcome };
  const fault = present.find((one) => one.parsed === collected.outcome);
  return { kind: 'faulty', parsed, error: fault?.kind === 'faulty' ? fault.error : undefined };
}
