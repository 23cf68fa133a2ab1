/**
 * Several time-stamping authorities as one source: rates that contracts allow, and a way round those that fail.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import type { CallOptions } from '../seal/signer.ts';
import { systemTimer, type Timer } from '../util/timer.ts';
import { untilAborted } from '../util/until-aborted.ts';
import { type BackOffPolicy, createBackOff } from './back-off.ts';
import { createTimestampClient, type TimestampClientOptions } from './client.ts';
import { allFailed } from './failures.ts';
import { createPoolQueue, type PoolQueue, type QueuedMember } from './pool-queue.ts';
import { createRateLimiter, isRateLimit, type RateLimit } from './rate-limit.ts';
import type { TimestampSource } from './source.ts';

/** An authority of a pool. */
export interface TimestampPoolMember {
  /** A source of timestamps, or the options of a client. */
  readonly source: TimestampSource | TimestampClientOptions;
  /** What its contract allows: one limit, or several that hold together. Default none. */
  readonly rateLimit?: RateLimit | readonly RateLimit[];
  /** Size in bytes that its tokens do not exceed. Default: found out by one request. */
  readonly tokenSize?: number;
}

/** Options of {@link createTimestampPool}. */
export interface TimestampPoolOptions {
  /** How long an authority that failed is not asked. */
  readonly backOff?: BackOffPolicy;
  /** The clock that limits and rests are counted by. Default the platform's. */
  readonly timer?: Timer;
}

/** Size assumed of tokens of an authority that cannot be asked: larger than any token with its chain in practice. */
const UNKNOWN_SIZE = 16_384;

/**
 * One {@link TimestampSource} over several authorities, in the order of preference. A request goes to the first authority
 * that works and whose limits allow it now; when the limits of all are reached it waits for the one that is free first,
 * in the order of the callers. An authority that fails is passed over: the same call asks the next one, and later calls
 * leave the failed one alone for a while, then let one request find out whether it works again.
 *
 * For a timestamp of each of two authorities, give both as `timestamps` instead.
 *
 * @throws CoreError `INVALID_ARGUMENT` for no member, a limit that is none, or members with different digest algorithms
 * @example
 * ```ts
 * import { createTimestampPool } from '@eseal/core/timestamp';
 *
 * export const timestamps = createTimestampPool([
 *   { source: { url: 'https://tsa.example/tsr' }, rateLimit: { requests: 1, perMs: 15_000 } },
 *   { source: { url: 'https://tsa2.example/tsr' }, rateLimit: { requests: 100, perMs: 86_400_000 } },
 * ]);
 * ```
 */
export function createTimestampPool(
  members: readonly TimestampPoolMember[],
  options: TimestampPoolOptions = {},
): TimestampSource {
  const pool = members.map((member) => openMember(member, options));
  const timer = options.timer ?? systemTimer;
  const queue = createPoolQueue<PoolMember>(timer);
  const [digestAlgorithm, ...others] = new Set(pool.map(({ source }) => source.digestAlgorithm));
  if (digestAlgorithm === undefined || others.length > 0) {
    throw new CoreError('INVALID_ARGUMENT', 'a pool has authorities, all with the same digest algorithm');
  }
  return {
    digestAlgorithm,
    stamp: (digest, call) =>
      askInTurn(queue, timer, pool, call?.signal, (member) => member.source.stamp(digest, call)),
    async tokenSize(call) {
      const sizes = await Promise.all(pool.map((member) => sizeOfMember(queue, timer, member, call)));
      const failures = sizes.filter((size) => typeof size !== 'number');
      if (failures.length === sizes.length) throw allFailed(failures);
      return Math.max(...sizes.map((size) => (typeof size === 'number' ? size : UNKNOWN_SIZE)));
    },
  };
}

/** An authority with how it fares. */
interface PoolMember extends QueuedMember {
  readonly source: TimestampSource;
  /** The size of its tokens once somebody asked for it. */
  measured?: Promise<number>;
}

function openMember(
  { source, rateLimit = [], tokenSize }: TimestampPoolMember,
  options: TimestampPoolOptions,
): PoolMember {
  const limits = 'perMs' in rateLimit ? [rateLimit] : rateLimit;
  if (!limits.every(isRateLimit)) {
    throw new CoreError(
      'INVALID_ARGUMENT',
      'a rate limit is a whole number of requests in some milliseconds',
    );
  }
  return {
    source: 'stamp' in source ? source : createTimestampClient(source),
    limiter: createRateLimiter(limits),
    backOff: createBackOff(options.backOff),
    ...(tokenSize !== undefined && { measured: Promise.resolve(tokenSize) }),
  };
}

/** Asks authorities one after the other until one answers. */
async function askInTurn<T>(
  queue: PoolQueue<PoolMember>,
  timer: Timer,
  among: readonly PoolMember[],
  signal: AbortSignal | undefined,
  ask: (member: PoolMember) => Promise<T>,
): Promise<T> {
  const failures = new Map<PoolMember, CoreError>();
  for (;;) {
    const member = await queue.acquire({ among, failures, signal });
    try {
      const answer = await ask(member);
      member.backOff.succeed();
      return answer;
    } catch (error) {
      if (!(error instanceof CoreError) || error.code === 'ABORTED') {
        member.backOff.withdraw();
        throw error;
      }
      member.backOff.fail(error, timer.now());
      failures.set(member, error);
    } finally {
      queue.released();
    }
  }
}

/** The size of one authority's tokens, or why it is not known; asked for once, which counts as a request. */
async function sizeOfMember(
  queue: PoolQueue<PoolMember>,
  timer: Timer,
  member: PoolMember,
  call: CallOptions | undefined,
): Promise<number | CoreError> {
  // Shared by all callers, so without the signal of one of them.
  member.measured ??= askInTurn(queue, timer, [member], undefined, ({ source }) => source.tokenSize()).catch(
    (error: unknown) => {
      delete member.measured;
      throw error;
    },
  );
  try {
    return await untilAborted(member.measured, call?.signal);
  } catch (error) {
    if (error instanceof CoreError && error.code !== 'ABORTED') return error;
    throw error;
  }
}
