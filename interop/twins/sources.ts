/**
 * Timestamps and material as somebody would give them who checks nothing: what is wrong with them goes into the seal.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import type { MaterialSource, ValidationMaterial } from '@eseal/core';
import type { TimestampSource } from '@eseal/core/timestamp';
import {
  addDays,
  type CrlTemplate,
  certificateId,
  createTimestampAuthority,
  type Entity,
  flipBit,
  issueCrl,
  issueOcspResponse,
  type OcspResponseTemplate,
  type World,
} from '@eseal/testkit';

/** What a seal is raised with. */
export interface Sources {
  readonly timestamps: TimestampSource;
  readonly material: MaterialSource;
}

/** The services of a world, and another world whose names are the same and whose keys are others. */
export interface Worlds {
  readonly world: World;
  readonly other: World;
}

/** A way to make sources; the first is right, each of the others wrong in one thing. */
export interface Making {
  readonly name: string;
  /** What is broken is not raised: wrong timestamps stand in seals that are made with them. */
  readonly adesLevel: 'B-T' | 'B-LT';
  readonly sources: (worlds: Worlds) => Promise<Sources>;
}

/** What is right: CRLs of the issuers, timestamps by the authority. */
export const right: Making = {
  name: 'as it should be',
  adesLevel: 'B-LT',
  sources: async (worlds) => ({
    timestamps: stampingBy(worlds.world.tsa, worlds.world),
    material: given(await rightMaterial(worlds)),
  }),
};

/** What is wrong. */
export const wrong: readonly Making[] = [
  withTimestamps('a timestamp over other bytes', ({ world }) => ({
    stamp: (digest) => world.timestampAuthority.stamp(flipBit(digest, 0)),
  })),
  withTimestamps('a timestamp copied from elsewhere', ({ world }) => {
    const token = world.timestampAuthority.stamp(new Uint8Array(randomBytes(32)));
    return { stamp: () => token };
  }),
  withTimestamps('a timestamp by a certificate without the purpose', ({ world }) =>
    stampingBy(world.seal, world),
  ),
  withTimestamps('a timestamp by an authority of the same name and another key', ({ other }) =>
    stampingBy(other.tsa, other),
  ),
  withMaterial('no revocation data', async (material) => ({ ...material, crls: [], ocspResponses: [] })),
  withMaterial('no CRL of the issuing CA', async (material, { world }) => ({
    ...material,
    crls: [await listOf(world.root, world)],
  })),
  withIssuerList('a CRL of an issuer of the same name and another key', ({ world, other }) =>
    listOf(other.issuingCa, world),
  ),
  withIssuerList('a CRL that ended before the seal was made', ({ world }) =>
    listOf(world.issuingCa, world, {
      thisUpdate: addDays(world.now, -20),
      nextUpdate: addDays(world.now, -13),
    }),
  ),
  withIssuerList('a CRL with an altered signature', ({ world }) =>
    listOf(world.issuingCa, world, { brokenSignature: true }),
  ),
  withIssuerList('a CRL that has the seal’s certificate', ({ world }) =>
    listOf(world.issuingCa, world, {
      revocations: [{ serialNumber: world.seal.serialNumber, at: addDays(world.now, -1) }],
    }),
  ),
  withAnswers('an OCSP answer about other certificates', {
    entities: ({ world }) => [world.issuingCa, world.root],
  }),
  withAnswers('OCSP answers that ended before the seal was made', {
    template: ({ world }) => ({ producedAt: addDays(world.now, -20) }),
  }),
  withAnswers('OCSP answers with an altered signature', { template: () => ({ brokenSignature: true }) }),
  withAnswers('OCSP answers by somebody who may not answer', {
    template: ({ world }) => ({ responder: world.tsa, certificates: [world.tsa.certificate] }),
  }),
  withAnswers('OCSP answers by a responder of the same name and another key', {
    template: ({ other }) => ({ responder: other.ocsp, certificates: [other.ocsp.certificate] }),
  }),
];

function withTimestamps(name: string, source: (worlds: Worlds) => Pick<TimestampSource, 'stamp'>): Making {
  return {
    name,
    adesLevel: 'B-T',
    sources: async (worlds) => {
      const sources = await right.sources(worlds);
      return { ...sources, timestamps: { ...sources.timestamps, ...source(worlds) } };
    },
  };
}

function withMaterial(
  name: string,
  change: (material: ValidationMaterial, worlds: Worlds) => Promise<ValidationMaterial>,
): Making {
  return {
    name,
    adesLevel: 'B-LT',
    sources: async (worlds) => ({
      ...(await right.sources(worlds)),
      material: given(await change(await rightMaterial(worlds), worlds)),
    }),
  };
}

/** The list of the CA that issued all certificates of end entities, in another way. */
function withIssuerList(name: string, list: (worlds: Worlds) => Promise<Uint8Array>): Making {
  return withMaterial(name, async (material, worlds) => ({
    ...material,
    crls: [await listOf(worlds.world.root, worlds.world), await list(worlds)],
  }));
}

interface Answers {
  readonly entities?: (worlds: Worlds) => readonly Entity[];
  readonly template?: (worlds: Worlds) => Partial<OcspResponseTemplate>;
}

/** Answers about the seal's and the authority's certificates in place of the CA's list. */
function withAnswers(name: string, { entities, template }: Answers): Making {
  return withMaterial(name, async (material, worlds) => {
    const { world } = worlds;
    const asked = entities?.(worlds) ?? [world.seal, world.tsa];
    return {
      ...material,
      crls: [await listOf(world.root, world)],
      ocspResponses: await Promise.all(asked.map((one) => answerAbout(one, world, template?.(worlds)))),
    };
  });
}

async function rightMaterial({ world }: Worlds): Promise<ValidationMaterial> {
  return {
    certificates: [world.issuingCa.certificate, world.root.certificate],
    crls: [await listOf(world.root, world), await listOf(world.issuingCa, world)],
    ocspResponses: [],
  };
}

/** A source that gives the same to everybody. */
function given(material: ValidationMaterial): MaterialSource {
  return { collect: async () => material };
}

/** Timestamps by a key, whatever its certificate says. */
function stampingBy(authority: Entity, { clock }: World): TimestampSource {
  const { stamp } = createTimestampAuthority({ authority, clock });
  return { digestAlgorithm: 'SHA-256', tokenSize: async () => 6000, stamp };
}

function listOf(issuer: Entity, world: World, change: Partial<CrlTemplate> = {}): Promise<Uint8Array> {
  const { now } = world;
  return issueCrl({
    issuer,
    revocations: [],
    thisUpdate: now,
    nextUpdate: addDays(now, 7),
    number: 1,
    ...change,
  });
}

async function answerAbout(
  entity: Entity,
  { now, ocsp }: World,
  change: Partial<OcspResponseTemplate> = {},
): Promise<Uint8Array> {
  const { producedAt = now } = change;
  const answer = { thisUpdate: producedAt, nextUpdate: addDays(producedAt, 1) };
  return issueOcspResponse({
    responder: ocsp,
    producedAt,
    answers: [{ certificate: await certificateId(entity), status: { kind: 'good' }, ...answer }],
    extensions: [],
    certificates: [ocsp.certificate],
    ...change,
  });
}
