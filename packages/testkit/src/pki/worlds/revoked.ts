/**
 * The revoked world: one certificate, usually the seal's, was revoked a day ago because its key is in other hands. CRL and OCSP
 * say so; asked with the clock set back before that time, they know nothing of it yet.
 *
 * @module
 */
import { addDays } from '../../clock.ts';
import type { ReasonName } from '../../services/revocation.ts';
import { createGoodWorld, type GoodWorldOptions } from './good.ts';
import { clockOf, type World } from './world.ts';

/** Options of {@link createRevokedWorld}. */
export interface RevokedWorldOptions extends GoodWorldOptions {
  /** Name of the entity that is revoked. Default `seal`. */
  readonly revoked?: string;
  /** Default a day ago. */
  readonly revokedAt?: Date;
  /** Default `keyCompromise`. */
  readonly reason?: ReasonName;
}

/** A world with a revoked certificate. */
export function createRevokedWorld(options: RevokedWorldOptions = {}): Promise<World> {
  const clock = clockOf(options);
  const { revoked = 'seal', revokedAt = addDays(clock.now(), -1), reason = 'keyCompromise' } = options;
  const revocations = [...(options.revocations ?? []), { entity: revoked, at: revokedAt, reason }];
  return createGoodWorld({ ...options, now: clock, revocations });
}
