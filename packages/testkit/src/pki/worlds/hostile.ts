/**
 * The hostile world: beside the good world's certificates it has one leaf for each way a path must fail (`cases` says what is odd
 * and which rule it breaks): outside of its validity, unknown critical extensions, wrong usages, broken or foreign signatures,
 * issuers that are no CA or too deep, name constraints, an impostor of the root, and TSA and OCSP certificates without the right
 * purpose. Present `world.entity(name).chain` to whatever judges paths, with `world.anchors` as trust.
 *
 * @module
 */
import { type GoodWorldOptions, goodEntities } from './good.ts';
import { type HostileCase, hostileDefinitions } from './hostile-cases.ts';
import { clockOf, createWorld, type World } from './world.ts';

/** A world with certificates nobody should accept. */
export interface HostileWorld extends World {
  readonly cases: readonly HostileCase[];
}

/** A world of certificates that must be refused. */
export async function createHostileWorld(options: GoodWorldOptions = {}): Promise<HostileWorld> {
  const clock = clockOf(options);
  const definitions = hostileDefinitions(clock.now(), options.key ?? 'p256');
  const entities = definitions.flatMap((definition) => definition.entities);
  const world = await createWorld((now) => [...goodEntities(now, options), ...entities], {
    ...options,
    now: clock,
  });
  return { ...world, cases: definitions.map(({ entity, odd, citation }) => ({ entity, odd, citation })) };
}
