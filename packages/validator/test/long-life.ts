/** Seals that live for decades: sealed, renewed and judged in a world whose authorities come and go. */
import {
  augment,
  type DocumentSource,
  type MaterialSource,
  type PreparedDocument,
  type SealFormat,
  type ValidationMaterial,
} from '@eseal/core';
import type { TimestampSource } from '@eseal/core/timestamp';
import {
  addDays,
  createTimestampAuthority,
  type EntityDefinition,
  issueCrl,
  type Revocation,
  type World,
} from '@eseal/testkit';
import { goodWorld, NOW } from './judging.ts';
import { sealedBy } from './sealed.ts';

/** A year in days. */
export const YEAR = 365;

/** Later authorities of timestamps, under the root: the good world's own lasts for 8 years, its issuer for 9. */
const LATER: readonly EntityDefinition[] = [
  { name: 'tsa-2', from: 4, to: 16 },
  { name: 'tsa-3', from: 14, to: 40 },
].map(({ name, from, to }) => ({
  name,
  issuer: 'root',
  subject: [{ C: 'JP' }, { O: 'eSeal Test' }, { CN: name }],
  profile: { kind: 'timestamping' },
  notBefore: addDays(NOW, from * YEAR),
  notAfter: addDays(NOW, to * YEAR),
}));

/** The good world with authorities for the future. */
export function longWorld(options: Parameters<typeof goodWorld>[0] = {}): Promise<World> {
  return goodWorld({ ...options, entities: [...LATER, ...(options.entities ?? [])] });
}

/** What is revoked, by the name of who issued it. */
export type Revocations = Readonly<Partial<Record<'root' | 'issuing-ca', readonly Revocation[]>>>;

/** Lists of both authorities as they are on some day, good for 30 days. */
export async function listsOn(
  world: World,
  day: number,
  revocations: Revocations = {},
): Promise<readonly Uint8Array[]> {
  const times = {
    thisUpdate: addDays(NOW, day),
    nextUpdate: addDays(NOW, day + 30),
    number: 1 + Math.floor(day),
  };
  return Promise.all(
    (['root', 'issuing-ca'] as const).map((name) =>
      issueCrl({ issuer: world.entity(name), revocations: revocations[name] ?? [], ...times }),
    ),
  );
}

/** The material of a day: both authorities' lists, and their certificates. */
async function materialOn(
  world: World,
  day: number,
  revocations: Revocations = {},
): Promise<ValidationMaterial> {
  return {
    certificates: [world.issuingCa.certificate],
    crls: await listsOn(world, day, revocations),
    ocspResponses: [],
  };
}

/** A source that gives this material to whoever asks. */
const giving = (material: ValidationMaterial): MaterialSource => ({ collect: async () => material });

/** An authority of timestamps on some day. */
export function timestampsOn(world: World, name: string, day: number): TimestampSource {
  const clock = { now: () => addDays(NOW, day) };
  const { stamp } = createTimestampAuthority({ authority: world.entity(name), clock });
  return { digestAlgorithm: 'SHA-256', tokenSize: async () => 6000, stamp };
}

/** A document sealed at B-LTA on the first day. */
export async function sealedForLong<Prepared extends PreparedDocument>(
  world: World,
  document: DocumentSource,
  format: SealFormat<Prepared>,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealedBy(world, document, format, {
    adesLevel: 'B-LTA',
    material: giving(await materialOn(world, 0)),
  });
}

/** The same with a further archive timestamp of a later day, over the material of that day. */
export async function renewedOn<Prepared extends PreparedDocument>(
  world: World,
  sealed: Uint8Array,
  format: SealFormat<Prepared>,
  { day, by }: { readonly day: number; readonly by: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const renewed = await augment(sealed, {
    format,
    adesLevel: 'B-LTA',
    timestamps: timestampsOn(world, by, day),
    material: giving(await materialOn(world, day)),
  });
  return Uint8Array.from(await renewed.toBytes());
}
