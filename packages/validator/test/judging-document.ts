/** Seals and timestamps made by hand, judged as the parts of one document. */
import type { ParsedContainer, ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import type { JudgementContext } from '../src/blocks/context.ts';
import { openContainerFacts } from '../src/facts/container-facts.ts';
import type { ExternalProof } from '../src/poe/proof-of-existence.ts';
import { type JudgedDocument, type JudgedSeal, judgeDocument } from '../src/processes/document.ts';
import type { ValidationLevel } from '../src/processes/seal.ts';
import { CONTENT } from './parsed-seal.ts';

/** How to judge. */
export interface JudgingDocument {
  /** Default `archive`. */
  readonly level?: ValidationLevel;
  /** Timestamps of the document itself. Default none. */
  readonly timestamps?: readonly ParsedTimestamp[];
  readonly external?: readonly ExternalProof[];
}

/** Everything in a document over {@link CONTENT}. */
export async function judgeAll(
  signatures: readonly ParsedSignature[],
  context: JudgementContext,
  { level = 'archive', timestamps = [], external = [] }: JudgingDocument = {},
): Promise<JudgedDocument> {
  const { pool, checkpoint } = context;
  const container: ParsedContainer = { format: 'cades', signatures, timestamps, findings: [] };
  const documentDigests = external.map(({ digestAlgorithm }) => digestAlgorithm);
  const facts = await openContainerFacts(container, CONTENT, {
    pool,
    supplied: [],
    checkpoint,
    documentDigests,
  });
  const rethrowIfAborted = (): void => undefined;
  return judgeDocument(container, facts, { context, level, external, rethrowIfAborted });
}

/** The only seal of a document. */
export async function judgeSeal(
  parsed: ParsedSignature,
  context: JudgementContext,
  options: JudgingDocument = {},
): Promise<JudgedSeal> {
  const [seal] = (await judgeAll([parsed], context, options)).seals;
  if (seal?.kind !== 'done') throw seal?.error;
  return seal.outcome;
}
