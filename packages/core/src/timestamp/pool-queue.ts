/**
 * Who may ask which authority when: callers in the order they came, each served by the first authority that is free.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import type { Timer } from '../util/timer.ts';
import type { BackOff } from './back-off.ts';
import { allFailed } from './failures.ts';
import type { RateLimiter } from './rate-limit.ts';

/** What the queue knows of an authority. */
export interface QueuedMember {
  readonly limiter: RateLimiter;
  readonly backOff: BackOff;
}

/** One caller's way through the authorities. */
export interface Turn<Member> {
  /** Authorities that failed this caller, with the reasons. */
  readonly failures: ReadonlyMap<Member, CoreError>;
  /** Only these will do. */
  readonly among: readonly Member[];
  readonly signal?: AbortSignal | undefined;
}

/** A queue before authorities. */
export interface PoolQueue<Member> {
  /**
   * Waits for an authority that may be asked now; the request counts as begun. A caller who comes back after a failure is
   * served before those who came later.
   *
   * @throws CoreError the failures of all authorities when none is left that works, or `ABORTED`
   */
  acquire(turn: Turn<Member>): Promise<Member>;
  /** Says that an authority may have become free: a request to it ended. */
  released(): void;
}

interface Waiter<Member> {
  readonly turn: Turn<Member>;
  serve(member: Member): void;
  refuse(error: CoreError): void;
}

/** A queue with nobody in it. */
export function createPoolQueue<Member extends QueuedMember>(timer: Timer): PoolQueue<Member> {
  let waiting: readonly Waiter<Member>[] = [];
  let alarm: AbortController | undefined;

  function dispatch(): void {
    alarm?.abort();
    const now = timer.now();
    const left: Waiter<Member>[] = [];
    let wakeAt = Number.POSITIVE_INFINITY;
    for (const waiter of waiting) {
      const step = nextStep(waiter.turn, now);
      if (step.kind === 'serve') {
        step.member.limiter.take(now);
        step.member.backOff.begin();
        waiter.serve(step.member);
      } else if (step.kind === 'refuse') waiter.refuse(step.error);
      else {
        left.push(waiter);
        wakeAt = Math.min(wakeAt, step.until);
      }
    }
    waiting = left;
    if (Number.isFinite(wakeAt)) wakeAfter(wakeAt - now);
  }

  function wakeAfter(milliseconds: number): void {
    const own = new AbortController();
    alarm = own;
    timer.wait(milliseconds, own.signal).then(dispatch, () => undefined);
  }

  return {
    acquire: (turn) =>
      new Promise((resolve, reject) => {
        const { signal } = turn;
        const settle = (end: () => void): void => {
          signal?.removeEventListener('abort', giveUp);
          end();
        };
        const waiter: Waiter<Member> = {
          turn,
          serve: (member) => settle(() => resolve(member)),
          refuse: (error) => settle(() => reject(error)),
        };
        const giveUp = (): void => {
          waiting = waiting.filter((one) => one !== waiter);
          reject(new CoreError('ABORTED', 'the operation was aborted', { cause: signal?.reason }));
          dispatch();
        };
        if (signal?.aborted) return giveUp();
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting = turn.failures.size > 0 ? [waiter, ...waiting] : [...waiting, waiter];
        dispatch();
      }),
    released: dispatch,
  };
}

/** What happens to a caller now: served, refused, or told to wait until a time (for ever: until a request ends). */
type Step<Member> =
  | { readonly kind: 'serve'; readonly member: Member }
  | { readonly kind: 'refuse'; readonly error: CoreError }
  | { readonly kind: 'wait'; readonly until: number };

function nextStep<Member extends QueuedMember>(turn: Turn<Member>, now: number): Step<Member> {
  const untried = turn.among.filter((member) => !turn.failures.has(member));
  let until: number | undefined;
  for (const member of untried) {
    const state = member.backOff.state(now);
    if (state === 'resting') continue;
    const free = state === 'probing' ? Number.POSITIVE_INFINITY : member.limiter.nextFree(now);
    if (free <= now) return { kind: 'serve', member };
    until = Math.min(until ?? Number.POSITIVE_INFINITY, free);
  }
  if (until !== undefined) return { kind: 'wait', until };
  const resting = untried.flatMap(({ backOff }) => backOff.lastFailure() ?? []);
  return { kind: 'refuse', error: allFailed([...turn.failures.values(), ...resting]) };
}
