/**
 * What may be done again, and how long an answer may take, for each method.
 *
 * @module
 */
import type { MethodCall, RetryRule } from '../model/requests.ts';
import type { ServiceProfile } from '../profile/profile.ts';

/** Rules of a method. */
export interface MethodRule {
  readonly retry: RetryRule;
  /** Something is used up or counted at the service: without an answer nobody knows whether it was. */
  readonly spends: boolean;
  readonly timeoutMs: number;
  /** Works without a token, and before it is known which methods there are. */
  readonly isOpen?: true;
}

/** Nothing is different after the second time. */
const repeatable: MethodRule = { retry: 'safe', spends: false, timeoutMs: 15_000 };

/** Factors are counted or used up, or somebody's telephone rings. */
const approves: MethodRule = { retry: 'never', spends: true, timeoutMs: 30_000 };

/** Counted or paid for at the service. */
const counts: MethodRule = { retry: 'not-sent', spends: true, timeoutMs: 30_000 };

/** The rules. A method that is not here belongs to an extension and is never sent again by itself. */
export const METHOD_RULES: Readonly<Record<string, MethodRule>> = {
  info: { ...repeatable, isOpen: true },
  'credentials/list': repeatable,
  'credentials/info': repeatable,
  'credentials/authorize': approves,
  'credentials/authorizeCheck': repeatable,
  'credentials/getChallenge': approves,
  'credentials/sendOTP': approves,
  'credentials/extendTransaction': approves,
  'signatures/signHash': counts,
  'signatures/signDoc': { ...counts, timeoutMs: 120_000 },
  'signatures/signPolling': repeatable,
  // Asked for again only with another nonce, by whoever chose the first.
  'signatures/timestamp': { retry: 'not-sent', spends: false, timeoutMs: 30_000 },
  'timestamps/list': repeatable,
  'timestamps/info': repeatable,
  // The caller's `requestID` makes them safe: the same again is answered the same.
  'manages/generateKey': { ...repeatable, timeoutMs: 60_000 },
  'manages/deleteKey': { ...repeatable, timeoutMs: 30_000 },
  'manages/linkEid': counts,
  'manages/linkCert': counts,
  'manages/authorize': approves,
  'validates/validSign': { ...repeatable, timeoutMs: 120_000 },
  'validates/validCert': { ...repeatable, timeoutMs: 60_000 },
};

/** The rule of a call at a service. */
export function methodRule(
  { method, retry }: Pick<MethodCall, 'method' | 'retry'>,
  { authorizeTimeoutMs, listIsSafe }: Pick<ServiceProfile, 'authorizeTimeoutMs' | 'listIsSafe'>,
): MethodRule {
  const rule = Object.hasOwn(METHOD_RULES, method) ? (METHOD_RULES[method] ?? approves) : approves;
  if (retry !== undefined) return { ...rule, retry, spends: retry !== 'safe' };
  if (method === 'credentials/authorize') return { ...rule, timeoutMs: authorizeTimeoutMs };
  if (method === 'credentials/list' && !listIsSafe) return { ...rule, retry: 'never', spends: true };
  return rule;
}

/** Time for a call that signs so many hashes: a key in an HSM takes its time for each. */
export function signTimeoutMs(count: number): number {
  return counts.timeoutMs + 200 * count;
}
