/**
 * The expired world: the seal certificate ended 30 days ago, after two years; everything else is as in the good world.
 * Move the clock back to be within its time.
 *
 * @module
 */
import { addDays } from '../../clock.ts';
import { type GoodWorldOptions, goodEntities } from './good.ts';
import { createWorld, type World } from './world.ts';

/** A world whose seal certificate has expired. */
export function createExpiredWorld(options: GoodWorldOptions = {}): Promise<World> {
  return createWorld(
    (now) =>
      goodEntities(now, options).map((entity) =>
        entity.name === 'seal'
          ? { ...entity, notBefore: addDays(now, -760), notAfter: addDays(now, -30) }
          : entity,
      ),
    options,
  );
}
