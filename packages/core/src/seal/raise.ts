/**
 * From a signature value to a sealed document of any level: what is sealed is raised, at once or step by step.
 *
 * @module
 */
import { throwIfAborted } from '../crypto/digest.ts';
import { openSealedDocument, type SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import { isEsealError } from '../errors.ts';
import type { TimestampSource } from '../timestamp/source.ts';
import { type AdesLevel, includesLevel } from './ades-level.ts';
import type { AssembleContext, AugmentContext, PreparedDocument, SealFormat } from './format.ts';
import type { MaterialSource } from './material.ts';

/** Options about levels that sealing, completing and augmenting have in common. */
export interface LevelOptions {
  /** Needed from B-T on. Several: one timestamp of each wherever one is needed. */
  readonly timestamps?: TimestampSource | readonly TimestampSource[];
  /** Needed from B-LT on: `createMaterialSource` of `@eseal/validator`. */
  readonly material?: MaterialSource;
  /**
   * When a service fails, gives what was reached until then, with its `shortfall`, instead of throwing. Default false: a
   * document of a lower level than the one that was asked for is never given.
   */
  readonly acceptLowerLevel?: boolean;
  readonly signal?: AbortSignal;
}

/** What assembling may use, from the options of sealing. */
export function createAssembleContext(
  options: LevelOptions & { readonly adesLevel?: AdesLevel },
): AssembleContext {
  const { adesLevel = 'B-B', material, signal } = options;
  const timestamps = timestampSources(options.timestamps);
  return {
    adesLevel,
    ...(timestamps.length > 0 && { timestamps }),
    ...(material && { material }),
    ...(signal && { signal }),
  };
}

/** The sources of timestamps as a list. */
export function timestampSources(timestamps: LevelOptions['timestamps']): readonly TimestampSource[] {
  if (timestamps === undefined) return [];
  return 'stamp' in timestamps ? [timestamps] : timestamps;
}

/** Puts a verified signature value in place and raises the seal to the level that was asked for. */
export async function assembleAtLevel<Prepared extends PreparedDocument>(
  format: SealFormat<Prepared>,
  prepared: Prepared,
  signatureValue: Uint8Array,
  options: LevelOptions & { readonly adesLevel?: AdesLevel },
): Promise<SealedDocument> {
  const context = createAssembleContext(options);
  const assemble = (adesLevel: AdesLevel): Promise<SealedDocument> =>
    format.assemble(prepared, signatureValue, { ...context, adesLevel });
  if (context.adesLevel === 'B-B') return assemble('B-B');
  let sealed: SealedDocument;
  try {
    sealed = await assemble('B-T');
  } catch (error) {
    if (options.acceptLowerLevel !== true || !isEsealError(error)) throw error;
    throwIfAborted(context.signal);
    return { ...(await assemble('B-B')), shortfall: { reached: 'B-B', error } };
  }
  const contents = prepared.detachedContents ?? [];
  return raiseFrom('B-T', sealed, format, { ...context, contents }, options);
}

/** Raises what is sealed at a level; step by step when a lower level is better than nothing. */
async function raiseFrom(
  level: 'B-T',
  assembled: SealedDocument,
  format: Pick<SealFormat, 'augment'>,
  context: AugmentContext,
  { acceptLowerLevel }: LevelOptions,
): Promise<SealedDocument> {
  let reached: 'B-T' | 'B-LT' = level;
  let sealed = assembled;
  for (const adesLevel of stepsTo(context.adesLevel, acceptLowerLevel === true)) {
    try {
      sealed = await format.augment(await openSealedDocument(sealed), { ...context, adesLevel });
    } catch (error) {
      if (acceptLowerLevel !== true || !isEsealError(error)) throw error;
      throwIfAborted(context.signal);
      return { ...sealed, shortfall: { reached, error } };
    }
    if (adesLevel === 'B-LT') reached = adesLevel;
  }
  return sealed;
}

/** The levels above B-T on the way to one: each, or the last alone. */
function stepsTo(level: AdesLevel, each: boolean): readonly AdesLevel[] {
  if (!includesLevel(level, 'B-LT')) return [];
  return each && level === 'B-LTA' ? ['B-LT', 'B-LTA'] : [level];
}

/** Raises a sealed document of whatever level. */
export async function augmentToLevel(
  sealed: DocumentSource,
  format: Pick<SealFormat, 'augment'>,
  context: AugmentContext,
  { acceptLowerLevel }: LevelOptions,
): Promise<SealedDocument> {
  if (acceptLowerLevel !== true || !includesLevel(context.adesLevel, 'B-LT'))
    return format.augment(sealed, context);
  const first = await format.augment(sealed, { ...context, adesLevel: 'B-T' });
  return raiseFrom('B-T', first, format, context, { acceptLowerLevel });
}
