/** What the service remembers between calls, in memory. */
import { toHex } from '@eseal/core';
import type { Clock } from '../../clock.ts';
import type { Activation, ActivationTerms } from './activation.ts';
import type { RsspCredential } from './model.ts';

/** A token that was issued. */
export interface AccessToken {
  readonly value: string;
  readonly kind: 'access' | 'refresh';
  /** `credential` carries an activation; `manage` is for CAs and RAs. */
  readonly scope: 'service' | 'credential' | 'manage';
  readonly clientId: string;
  /** Whose it is; `undefined`: the application's own. */
  readonly user: string | undefined;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Tokens of one grant end together. */
  readonly grant: string;
  /** What may be signed with it, of scope `credential`. */
  readonly activation?: Activation;
}

/** What is to be authorised once somebody approves. */
export type ApprovalTerms = Omit<ActivationTerms, 'expiresAt'>;

/** A call that was accepted and waits for a decision in another channel. */
export interface PendingApproval {
  readonly terms: ApprovalTerms;
  /** What whoever approves is told. */
  readonly description: string | undefined;
  decision: 'pending' | 'approved' | 'refused';
  /** Checks so far. */
  checks: number;
  /** Called once it is decided. */
  readonly waiting: (() => void)[];
}

/** A result that is kept until it is asked for. */
export interface StoredResponse {
  readonly clientId: string;
  readonly user: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Polls that are answered 202 before the result. */
  pollsLeft: number;
  readonly expiresAt: number;
}

/** Wrong tries and one-time values of one credential. */
export interface FactorState {
  wrongTries: number;
  isLocked: boolean;
  /** One-time value or challenge by factor, with its end. */
  readonly issued: Map<string, { readonly value: string; readonly expiresAt: number }>;
  /** When one was last sent, in milliseconds since 1970, and how many since the last success. */
  readonly sent: number[];
  /** Last time step of RFC 6238 that was used. */
  lastStep: number;
}

/** The memory of one service. */
export interface Store {
  readonly credentials: Map<string, RsspCredential>;
  readonly tokens: Map<string, AccessToken>;
  /** By SAD. */
  readonly activations: Map<string, Activation>;
  /** By handle. */
  readonly approvals: Map<string, PendingApproval>;
  /** By `responseID`. */
  readonly responses: Map<string, StoredResponse>;
  readonly factors: Map<string, FactorState>;
  /** Times of recent calls by application, in milliseconds since 1970. */
  readonly calls: Map<string, readonly number[]>;
}

/** An empty memory. */
export function createStore(): Store {
  return {
    credentials: new Map(),
    tokens: new Map(),
    activations: new Map(),
    approvals: new Map(),
    responses: new Map(),
    factors: new Map(),
    calls: new Map(),
  };
}

/** Random bytes; tests may give their own. */
export type RandomBytes = (length: number) => Uint8Array;

/** A handle that nobody guesses: 32 random bytes in hexadecimal digits. */
export function newHandle(random: RandomBytes): string {
  return toHex(random(32));
}

/** What a token is issued from. */
export interface TokenTerms extends Omit<AccessToken, 'value' | 'expiresAt' | 'grant'> {
  /** Seconds. Default 3600. */
  readonly expiresIn?: number;
  /** Default a grant of its own. */
  readonly grant?: string;
}

/** Issues and remembers a token. */
export function issueToken(
  { store, random, clock }: { readonly store: Store; readonly random: RandomBytes; readonly clock: Clock },
  { expiresIn = 3600, grant, ...terms }: TokenTerms,
): AccessToken {
  const token: AccessToken = {
    ...terms,
    value: newHandle(random),
    grant: grant ?? newHandle(random),
    expiresAt: clock.now().getTime() + expiresIn * 1000,
  };
  store.tokens.set(token.value, token);
  return token;
}
