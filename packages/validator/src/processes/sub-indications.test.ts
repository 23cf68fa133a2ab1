/**
 * Every sub-indication of EN 319 102-1 §5.1.3, reached by a document that a caller may hand to `validate`.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { cades } from '@eseal/formats/cades';
import {
  addDays,
  certificateId,
  createHostileWorld,
  flipBit,
  goodEntities,
  replaceBytes,
  type World,
} from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { responseOf } from '../../test/asking-status.ts';
import { NOW } from '../../test/judging.ts';
import { listsOn, longWorld, type Revocations, timestampsOn, YEAR } from '../../test/long-life.ts';
import { sealedBy } from '../../test/sealed.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import { policyOf } from '../policy/presets.ts';
import {
  FAILED_SUB_INDICATIONS,
  type FailedSubIndication,
  INDETERMINATE_SUB_INDICATIONS,
  type IndeterminateSubIndication,
  subIndicationOf,
} from '../report/conclusion.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import type { TrustSource } from '../trust/source.ts';
import { type ValidateOptions, validate } from '../validate.ts';

const DOCUMENT = utf8('御請求書 合計 110,000円');
const ATTACHED = cades({ packaging: 'attached' });
const STRICT = policyOf('strict');

let world: World;
beforeAll(async () => {
  const seal = goodEntities(NOW).find(({ name }) => name === 'seal');
  if (seal === undefined) throw new Error('the good world has no seal');
  const long = { ...seal, name: 'long', key: 'rsa-2048', notAfter: addDays(NOW, 3000) } as const;
  world = await longWorld({ entities: [long] });
});

/** How a seal is made, and when and how it is judged. */
interface Story extends Partial<ValidateOptions> {
  readonly entity?: string;
  readonly format?: ReturnType<typeof cades>;
  /** Days of its timestamps; absent: it has none. */
  readonly stamped?: number;
  readonly contentStamped?: number;
  readonly change?: (sealed: Uint8Array) => Uint8Array;
  /** Day on which it is judged. Default the second. */
  readonly judged?: number;
  /** Day of the lists at hand. Default that of the judgement. */
  readonly listed?: number;
  readonly revocations?: Revocations;
}

async function tell(story: Story) {
  const { entity = 'seal', format = ATTACHED, stamped, contentStamped, change, ...others } = story;
  const { judged = 1, listed = judged, revocations, ...options } = others;
  const sealed = await sealedBy(world, DOCUMENT, format, {
    entity: world.entity(entity),
    ...(contentStamped !== undefined && { contentTimestamps: [timestampsOn(world, 'tsa', contentStamped)] }),
    ...(stamped !== undefined && { adesLevel: 'B-T', timestamps: timestampsOn(world, 'tsa', stamped) }),
  });
  return validate(change?.(sealed) ?? sealed, {
    trust: world.anchors,
    validationTime: addDays(NOW, judged),
    revocationData: { crls: await listsOn(world, listed, revocations) },
    ...options,
  });
}

const revoked = (name: string, day: number) => [
  { serialNumber: world.entity(name).serialNumber, at: addDays(NOW, day) },
];

/** An authority that is no longer trusted since some day. */
function trustedUntil(day: number): TrustSource {
  const pinned = createPinnedTrust(world.anchors);
  const anchorsNamed: TrustSource['anchorsNamed'] = async (name) =>
    (await pinned.anchorsNamed(name)).map((anchor) => ({ ...anchor, trustedUntil: addDays(NOW, day) }));
  return { size: pinned.size, anchorsNamed };
}

const withLevels = (levels: Readonly<Record<string, 'fail'>>) => ({ ...STRICT, levels });

/** A seal that names a policy. */
async function underPolicy(options: Partial<ValidateOptions>): Promise<Story> {
  const value = await digestBytes('SHA-256', utf8('the policy'));
  const signaturePolicy = { oid: '1.2.392.1', digest: { algorithm: 'SHA-256', value } } as const;
  return { format: cades({ packaging: 'attached', signaturePolicy }), ...options };
}

/** What a responder said on the first day, good for a year; its certificate lasts for 90 days. */
async function answeredOnce(): Promise<Uint8Array> {
  const times = { thisUpdate: NOW, nextUpdate: addDays(NOW, YEAR) };
  const certificate = await certificateId(world.seal);
  return (await responseOf(world, { certificate, ...times }, { producedAt: NOW })).encoded;
}

/** A certificate that may sign others is not for seals. */
async function sealedByAuthority() {
  const hostile = await createHostileWorld({ now: NOW });
  const sealed = await sealedBy(hostile, DOCUMENT, ATTACHED, { entity: hostile.entity('leaf-is-a-ca') });
  return validate(sealed, { trust: hostile.anchors, validationTime: NOW, revocation: 'none' });
}

type SubIndication = FailedSubIndication | IndeterminateSubIndication;

/** By each name, how it comes about. */
const REACHED: Readonly<Record<SubIndication, () => ReturnType<typeof validate>>> = {
  FORMAT_FAILURE: () => validate(utf8('no seal'), { trust: world.anchors }),
  HASH_FAILURE: () => tell({ format: cades(), contents: [{ source: flipBit(DOCUMENT) }] }),
  SIG_CRYPTO_FAILURE: () => tell({ change: (sealed) => flipBit(sealed, -1) }),
  REVOKED: () => tell({ contentStamped: 0.5, revocations: { 'issuing-ca': revoked('seal', 0.4) } }),
  EXPIRED: () => tell({ contentStamped: 701, judged: 702 }),
  NOT_YET_VALID: () => tell({ stamped: -31 }),
  SIG_CONSTRAINTS_FAILURE: () => tell({ policy: { ...STRICT, timestamp: { maxDelay: 1000 } } }),
  CHAIN_CONSTRAINTS_FAILURE: sealedByAuthority,
  CERTIFICATE_CHAIN_GENERAL_FAILURE: () => tell({ revocationData: {} }),
  CRYPTO_CONSTRAINTS_FAILURE: () =>
    tell({ entity: 'long', contentStamped: 800, judged: 900, policy: { ...STRICT, suite: TS_119_312 } }),
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: () =>
    tell({ entity: 'long', judged: 900, policy: { ...STRICT, suite: TS_119_312 } }),
  POLICY_PROCESSING_ERROR: async () =>
    tell(await underPolicy({ signaturePolicies: [{ document: utf8('another'), names: ['1.2.392.1'] }] })),
  SIGNATURE_POLICY_NOT_AVAILABLE: async () =>
    tell(await underPolicy({ policy: withLevels({ SIGNATURE_POLICY_AVAILABLE: 'fail' }) })),
  TIMESTAMP_ORDER_FAILURE: () => tell({ contentStamped: 0.6, stamped: 0.5 }),
  NO_SIGNING_CERTIFICATE_FOUND: () =>
    tell({
      change: (sealed) => replaceBytes(sealed, world.seal.certificate, flipBit(world.seal.certificate, -1)),
    }),
  NO_CERTIFICATE_CHAIN_FOUND: () => tell({ trust: [] }),
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: () => tell({ trust: trustedUntil(0.5) }),
  REVOKED_NO_POE: () => tell({ revocations: { 'issuing-ca': revoked('seal', -1) } }),
  REVOKED_CA_NO_POE: () => tell({ revocations: { root: revoked('issuing-ca', -1) } }),
  OUT_OF_BOUNDS_NOT_REVOKED: () => tell({ judged: 701, listed: 699 }),
  OUT_OF_BOUNDS_NO_POE: () => tell({ judged: 701 }),
  REVOCATION_OUT_OF_BOUNDS_NO_POE: async () => {
    const [ofRoot = new Uint8Array()] = await listsOn(world, 100);
    const revocationData = { crls: [ofRoot], ocspResponses: [await answeredOnce()] };
    return tell({ judged: 100, revocationData, policy: withLevels({ REVOCATION_SIGNER_VALID: 'fail' }) });
  },
  NO_POE: () =>
    tell({ stamped: 0, judged: 10 * YEAR, policy: withLevels({ PAST_VALIDITY_NOT_PROVEN: 'fail' }) }),
  TRY_LATER: () => tell({ judged: 100, listed: 1 }),
  SIGNED_DATA_NOT_FOUND: () => tell({ format: cades() }),
};

describe('a sub-indication', () => {
  const names: readonly SubIndication[] = [...FAILED_SUB_INDICATIONS, ...INDETERMINATE_SUB_INDICATIONS];

  it.each(names)('%s is reached', async (name) => {
    const { conclusion } = await REACHED[name]();
    const isFailed = (FAILED_SUB_INDICATIONS as readonly string[]).includes(name);
    expect(subIndicationOf(conclusion)).toBe(name);
    expect(conclusion.indication).toBe(isFailed ? 'TOTAL-FAILED' : 'INDETERMINATE');
  });

  it('is not reached by a seal with nothing wrong', async () => {
    expect((await tell({})).conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect((await tell({ stamped: 0, contentStamped: 0 })).conclusion).toEqual({
      indication: 'TOTAL-PASSED',
    });
  });

  it('says of a certificate that was revoked when and why, and of data that is stale until when it was good', async () => {
    const { seals } = await REACHED.REVOKED_NO_POE();
    const facts = seals[0]?.checks.find(({ id }) => id === 'CERTIFICATE_NOT_REVOKED')?.facts;
    expect(facts).toMatchObject({ revocationTime: addDays(NOW, -1).toISOString(), reason: 'unspecified' });
    const stale = (await REACHED.TRY_LATER()).seals[0]?.checks.find(
      ({ id }) => id === 'REVOCATION_DATA_FRESH',
    );
    expect(stale?.facts.dates).toContain(addDays(NOW, 31).toISOString());
  });
});
