/**
 * Factors as they were given, checked as far as that costs no attempt at the service.
 *
 * @module
 */
import { CscError } from '../errors.ts';
import type { FactorDescription } from '../model/credential.ts';
import type { FactorValue } from '../model/requests.ts';
import { isSecret, type Secret, secret } from '../util/secret.ts';

/** One value. Bytes are UTF-8. */
export type FactorText = string | Secret | Uint8Array;

/** A value where exactly one is wanted, else values by identifier. */
export type FactorAnswer = FactorText | Readonly<Record<string, FactorText>>;

/** What was asked. */
export interface AskedFactors {
  readonly factors: readonly FactorDescription[];
  readonly optional: readonly FactorDescription[];
}

/**
 * The values in the order in which they were asked for.
 *
 * @throws CscError `SIGNER_UNAUTHORIZED` for a refusal, `INVALID_ARGUMENT` for anything but the values that were asked for
 */
export function readFactors(
  answer: FactorAnswer | undefined,
  asked: AskedFactors,
): readonly Required<FactorValue>[] {
  if (answer === undefined) {
    throw new CscError('SIGNER_UNAUTHORIZED', 'the use of the key was not approved', { outcome: 'not-sent' });
  }
  const values = byId(answer, asked);
  const known = [...asked.factors, ...asked.optional];
  const stranger = Object.keys(values).find((id) => !known.some((factor) => factor.id === id));
  if (stranger !== undefined) throw invalid('a value was given for a factor that was not asked for');
  const missing = asked.factors.find(({ id }) => !Object.hasOwn(values, id));
  if (missing !== undefined) throw invalid(`no value was given for the factor ${missing.id}`);
  return known.flatMap((factor) => {
    const value = Object.hasOwn(values, factor.id) ? values[factor.id] : undefined;
    return value === undefined ? [] : [{ id: factor.id, value: checked(asSecretText(value), factor) }];
  });
}

function byId(answer: FactorAnswer, { factors }: AskedFactors): Readonly<Record<string, FactorText>> {
  if (!isText(answer)) return answer;
  const [only, ...others] = factors;
  if (only === undefined) throw invalid('no value is wanted here: give an empty object to approve');
  if (others.length > 0) {
    throw invalid('several factors are wanted: give their values by identifier');
  }
  return { [only.id]: answer };
}

function isText(answer: FactorAnswer): answer is FactorText {
  return typeof answer === 'string' || answer instanceof Uint8Array || isSecret(answer);
}

/** Bytes are overwritten once read, since a text of the runtime cannot be. */
function asSecretText(value: FactorText): Secret {
  if (typeof value === 'string') return secret(value);
  if (!(value instanceof Uint8Array)) return value;
  const text = new TextDecoder().decode(value);
  value.fill(0);
  return secret(text);
}

/** A value that the service is sure to refuse would cost an attempt. */
function checked(value: Secret, factor: FactorDescription): Secret {
  const text = value.reveal();
  if (text === '') throw invalid(`the value of the factor ${factor.id} is empty`);
  if (factor.format === 'numeric' && !/^\d+$/.test(text)) {
    throw invalid(`the factor ${factor.id} takes digits only`);
  }
  return value;
}

function invalid(message: string): CscError {
  return new CscError('INVALID_ARGUMENT', message, { outcome: 'not-sent' });
}
