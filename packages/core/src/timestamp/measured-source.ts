/**
 * What every source of timestamps does alike: how large its tokens are is found out once, by asking.
 *
 * @module
 */
import { type DigestAlgorithm, digestRow } from '../crypto/algorithms.ts';
import { throwIfAborted } from '../crypto/digest.ts';
import { randomBytes } from '../crypto/random.ts';
import { untilAborted } from '../util/until-aborted.ts';
import type { TimestampSource } from './source.ts';

/** Room for what a later token of the same authority may have more than the one measured (a longer serial number or time). */
const TOKEN_SIZE_RESERVE = 512;

/**
 * A {@link TimestampSource} of what stamps a digest.
 *
 * @param stamp - gives a token that was checked against the request
 */
export function createMeasuredSource(
  digestAlgorithm: DigestAlgorithm,
  stamp: TimestampSource['stamp'],
): TimestampSource {
  let measured: Promise<number> | undefined;
  const measure = async (): Promise<number> => {
    const token = await stamp(randomBytes(digestRow(digestAlgorithm).length));
    return token.length + TOKEN_SIZE_RESERVE;
  };
  return {
    digestAlgorithm,
    stamp,
    async tokenSize(call) {
      throwIfAborted(call?.signal);
      // Shared by all callers, so without the signal of one of them.
      measured ??= measure().catch((error: unknown) => {
        measured = undefined;
        throw error;
      });
      return untilAborted(measured, call?.signal);
    },
  };
}
