/**
 * Records of LEIs as a caller's function looks them up, such as in the index of GLEIF: data from elsewhere, of which nothing
 * is taken for granted.
 *
 * @module
 */
import { isEsealError, untilAborted } from '@eseal/core';
import { displayText } from '@eseal/core/identity';

/** What a record says, in the terms of GLEIF's Common Data Format (LEI-CDF). */
export interface LeiRecord {
  readonly lei: string;
  /** Such as `ISSUED`, `LAPSED`, `RETIRED` or `ANNULLED`. */
  readonly registrationStatus: string;
  /** `ACTIVE` or `INACTIVE`. */
  readonly entityStatus: string;
  /** Such as `FULLY_CORROBORATED` or `ENTITY_SUPPLIED_ONLY`. */
  readonly corroboration: string;
  readonly legalName: string;
}

/** Asks for the record of an LEI; `undefined` when there is none. Whatever it throws means that nothing is known. */
export type LeiLookUp = (
  lei: string,
  options: { readonly signal: AbortSignal | undefined },
) => Promise<LeiRecord | undefined>;

/** Outcome of a look-up. */
export type LookedUpRecord =
  | { readonly kind: 'found'; readonly record: LeiRecord }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed' }
  /** Something was given that is no record of this LEI. */
  | { readonly kind: 'unusable' };

/** Most characters of a text that is taken over. */
const LONGEST = 500;

const FIELDS = ['lei', 'registrationStatus', 'entityStatus', 'corroboration', 'legalName'] as const;

/**
 * Looks a record up. Only what the signal says is thrown.
 *
 * @throws CoreError `ABORTED`
 */
export async function lookUpRecord(
  lei: string,
  lookUp: LeiLookUp,
  signal: AbortSignal | undefined,
): Promise<LookedUpRecord> {
  let answer: unknown;
  try {
    answer = await untilAborted(Promise.resolve(lookUp(lei, { signal })), signal);
  } catch (error) {
    if (signal?.aborted === true && isEsealError(error) && error.code === 'ABORTED') throw error;
    return { kind: 'failed' };
  }
  if (answer === undefined) return { kind: 'absent' };
  const record = readRecord(answer);
  return record?.lei === lei ? { kind: 'found', record } : { kind: 'unusable' };
}

/** The texts of a record, made safe to show; `undefined` for what is none. */
function readRecord(answer: unknown): LeiRecord | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const texts = FIELDS.map((field) => [field, Reflect.get(answer, field)] as const);
  if (!texts.every(([, text]) => typeof text === 'string')) return undefined;
  const [lei, registrationStatus, entityStatus, corroboration, legalName] = texts.map(([, text]) =>
    displayText(String(text), LONGEST),
  );
  if (lei === undefined || registrationStatus === undefined || entityStatus === undefined) return undefined;
  if (corroboration === undefined || legalName === undefined) return undefined;
  return { lei, registrationStatus, entityStatus, corroboration, legalName };
}
