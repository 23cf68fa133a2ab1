/**
 * Whether what came of an input is as it should be: a result or an error with a code, within the limits.
 *
 * @module
 */
import { isEsealError } from '../packages/core/src/index.ts';
import { collectGarbage } from './collect-garbage.ts';
import { isTooMuch, type Measurement, measure } from './measure.ts';
import type { Target } from './targets/target.ts';

/** What is wrong with what came of an input. */
export type Problem =
  | { readonly kind: 'exception'; readonly message: string }
  | { readonly kind: 'too-slow'; readonly message: string }
  | { readonly kind: 'too-much-memory'; readonly message: string }
  | { readonly kind: 'never-ended'; readonly message: string };

/** How often an input is tried again that cost too much: compilers and collectors of garbage take turns. */
const ATTEMPTS = 3;

/** Runs a target on an input; tells what is wrong with what came of it. */
export async function judgeInput(
  target: Pick<Target, 'run'>,
  input: Uint8Array,
): Promise<Problem | undefined> {
  let measured = await measure(() => target.run(input));
  for (let left = ATTEMPTS - 1; left > 0 && isTooMuch(measured); left--) {
    await collectGarbage();
    measured = cheaper(measured, await measure(() => target.run(input)));
  }
  return problemOf(measured);
}

function cheaper(one: Measurement, other: Measurement): Measurement {
  return {
    error: one.error ?? other.error,
    milliseconds: Math.min(one.milliseconds, other.milliseconds),
    bytes: Math.min(one.bytes, other.bytes),
  };
}

function problemOf(measured: Measurement): Problem | undefined {
  const { error, milliseconds, bytes } = measured;
  if (error !== undefined && !isEsealError(error)) {
    return {
      kind: 'exception',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  if (!isTooMuch(measured)) return undefined;
  return milliseconds > bytes / 200_000
    ? { kind: 'too-slow', message: `${Math.round(milliseconds)} ms` }
    : { kind: 'too-much-memory', message: `${Math.round(bytes / 1e6)} MB` };
}
