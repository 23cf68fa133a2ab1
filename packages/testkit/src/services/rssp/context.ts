/** What every method of one service shares. */
import type { Timer } from '@eseal/core';
import type { Clock } from '../../clock.ts';
import type { World } from '../../pki/worlds/world.ts';
import type { FaultState } from './faults/fault.ts';
import type { JapanState } from './japan/state.ts';
import type { RsspClient, RsspUser, SpecsVersion } from './model.ts';
import type { OAuthState } from './oauth/state.ts';
import type { Habit } from './presets/habit.ts';
import type { RandomBytes, Store } from './store.ts';

/** Where the service answers. */
export interface RsspUrls {
  /** Base of version 1: methods are appended, as in `…/csc/v1/info`. */
  readonly v1: string;
  /** Base of version 2. */
  readonly v2: string;
  /** What `info.oauth2` says: `/oauth2/authorize` and its like are appended. */
  readonly oauth: string;
}

/** A message that the service sent to a user, or that a user's device shows. */
export interface OutboxMessage {
  readonly kind: 'otp' | 'challenge-response';
  readonly credentialId: string;
  /** The factor it is for. */
  readonly factorId: string;
  /** What the user is to give. */
  readonly value: string;
}

/** Limits and habits of a service. Times in seconds. */
export interface RsspSettings {
  /** What `/csc/v2` speaks; `/csc/v1` speaks 1.0.4.0. */
  readonly version2: Exclude<SpecsVersion, '1.0.4.0'>;
  readonly strictness: 'strict' | 'lenient';
  readonly sadLifetime: number;
  readonly otpLifetime: number;
  /** Time between two one-time values for the same credential. */
  readonly otpSpacing: number;
  /** One-time values that are sent before the credential is locked. */
  readonly mostOtps: number;
  /** Checks after which an approval in another channel counts as given; `undefined`: only when the test gives it. */
  readonly checksUntilApproved: number | undefined;
  /** Wrong factors after which a credential is locked. */
  readonly mostTries: number;
  /** Entries of a page of `credentials/list` (v1). */
  readonly pageSize: number;
  /** Longest and usual time that an asynchronous result is kept. */
  readonly mostValidity: number;
  /** Polls that an asynchronous result answers with 202 first. */
  readonly pollsUntilDone: number;
  /** How ECDSA values are written. */
  readonly ecdsaOutput: 'der' | 'raw';
  /** What `clientData` of `credentials/list` has to be, or the list is empty; `undefined`: anything. */
  readonly listClientData: string | undefined;
  /** A SAD is taken as bearer token too, in place of both. */
  readonly sadAsBearer: boolean;
  /** Calls of one application within some seconds; `undefined`: any number. */
  readonly rateLimit: { readonly calls: number; readonly seconds: number } | undefined;
}

/** One service from inside. */
export interface RsspContext {
  readonly baseUrl: string;
  readonly urls: RsspUrls;
  readonly world: World;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly settings: RsspSettings;
  readonly users: readonly RsspUser[];
  readonly clients: readonly RsspClient[];
  readonly store: Store;
  readonly outbox: OutboxMessage[];
  /** What it does otherwise than the specification says. */
  readonly habits: readonly Habit[];
  readonly faults: FaultState;
  /** Waits where a fault delays answers. */
  readonly timer: Timer;
  /** The authorisation server's own. */
  readonly oauth: OAuthState;
  /** The Japanese extension's own. */
  readonly japan: JapanState;
}
