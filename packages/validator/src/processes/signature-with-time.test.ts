import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import type { Certificate } from '@eseal/core/x509';
import { addDays, createTimestampAuthority, goodEntities, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import {
  GOOD,
  goodWorld,
  heldSince,
  judging,
  knowingRevocation,
  NOW,
  revokedAt,
} from '../../test/judging.ts';
import { judgeSeal } from '../../test/judging-document.ts';
import { CONTENT, parsedSeal, referenceTo, timestampOver } from '../../test/parsed-seal.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import type { JudgedSeal } from './document.ts';
import type { SealValidation } from './seal.ts';

/** A timestamp of the world's authority at a time. */
async function stampedAt(
  world: World,
  covered: Uint8Array,
  time: Date,
  type: ParsedTimestamp['type'] = 'signature',
) {
  const timestampAuthority = createTimestampAuthority({ authority: world.tsa, clock: { now: () => time } });
  return timestampOver({ timestampAuthority }, covered, { type, id: `T-${type}` });
}

async function judge(
  parsed: ParsedSignature,
  context: JudgementContext,
  level: 'basic' | 'time' = 'time',
): Promise<SealValidation & Pick<JudgedSeal, 'timestamps'>> {
  const { validation, timestamps } = await judgeSeal(parsed, context, { level });
  return { ...validation, timestamps };
}

interface Case {
  /** When the seal was stamped. */
  readonly stamped?: Date;
  readonly content?: Date;
  /** When it is validated. */
  readonly now?: Date;
  readonly statusOf?: (certificate: Certificate, world: World) => RevocationStatus;
  readonly level?: 'basic' | 'time';
}

async function outcomeOf({ stamped, content, now = NOW, statusOf = () => GOOD, level = 'time' }: Case) {
  const world = await goodWorld();
  const plain = await parsedSeal(world.seal);
  const timestamps = [
    ...(content === undefined ? [] : [await stampedAt(world, CONTENT, content, 'content')]),
    ...(stamped === undefined ? [] : [await stampedAt(world, plain.signature.value, stamped)]),
  ];
  const context = knowingRevocation(
    { ...judging(world, [world.seal, world.tsa]), time: now },
    (certificate) => statusOf(certificate, world),
  );
  const { outcome } = await judge({ ...plain, timestamps }, context, level);
  const { conclusion, bestSignatureTime, proof } = outcome;
  return { result: subIndicationOf(conclusion), bestSignatureTime, proof, checks: outcome.checks };
}

const isSeal = (certificate: Certificate, world: World): boolean =>
  certificate.raw.every((byte, at) => byte === world.seal.certificate[at]);
const isCa = (certificate: Certificate, world: World): boolean =>
  certificate.raw.every((byte, at) => byte === world.issuingCa.certificate[at]);

describe('validateWithTime', () => {
  it('takes the earliest timestamp for the best signature time', async () => {
    const stamped = addDays(NOW, -3);
    expect(await outcomeOf({ stamped })).toMatchObject({
      result: null,
      bestSignatureTime: stamped,
      proof: 'timestamp',
    });
    expect(await outcomeOf({})).toMatchObject({ result: null, bestSignatureTime: NOW, proof: 'now' });
    expect(await outcomeOf({ stamped, level: 'basic' })).toMatchObject({
      bestSignatureTime: NOW,
      proof: 'now',
    });
  });

  it('lets an expired certificate pass when the seal was stamped in time', async () => {
    const now = addDays(NOW, 1000);
    const passed = await outcomeOf({ stamped: NOW, now });
    expect(passed.result).toBeNull();
    expect(passed.checks).toContainEqual(
      expect.objectContaining({ id: 'PROVEN_BY_TIMESTAMP', status: 'informed' }),
    );
    expect(passed.checks.some(({ status }) => status === 'failed')).toBe(false);
    expect((await outcomeOf({ now })).result).toBe('OUT_OF_BOUNDS_NOT_REVOKED');
    expect((await outcomeOf({ now, stamped: addDays(NOW, 900) })).result).toBe('OUT_OF_BOUNDS_NOT_REVOKED');
    expect((await outcomeOf({ now, stamped: NOW, level: 'basic' })).result).toBe('OUT_OF_BOUNDS_NOT_REVOKED');
  });

  it('cannot tell about an expired certificate that nobody knows the status of', async () => {
    const statusOf = (certificate: Certificate, world: World): RevocationStatus =>
      isSeal(certificate, world) ? { kind: 'unknown', unused: [] } : GOOD;
    expect((await outcomeOf({ stamped: NOW, now: addDays(NOW, 1000), statusOf })).result).toBe(
      'OUT_OF_BOUNDS_NO_POE',
    );
  });

  it('fails a seal that is older than its certificate', async () => {
    expect((await outcomeOf({ stamped: addDays(NOW, -100) })).result).toBe('NOT_YET_VALID');
  });

  it('lets a revoked certificate pass when the seal was stamped before the revocation', async () => {
    const revocation = addDays(NOW, -2);
    const seal = (certificate: Certificate, world: World) =>
      isSeal(certificate, world) ? revokedAt(revocation) : GOOD;
    expect((await outcomeOf({ statusOf: seal })).result).toBe('REVOKED_NO_POE');
    expect((await outcomeOf({ statusOf: seal, stamped: addDays(NOW, -1) })).result).toBe('REVOKED_NO_POE');
    expect((await outcomeOf({ statusOf: seal, stamped: addDays(NOW, -3) })).result).toBeNull();
    expect((await outcomeOf({ statusOf: seal, stamped: addDays(NOW, -100) })).result).toBe('NOT_YET_VALID');
  });

  it('does not let a revoked seal pass because its timestamp is of a revoked authority too', async () => {
    const statusOf = (certificate: Certificate, world: World) =>
      isCa(certificate, world) ? revokedAt(addDays(NOW, -2)) : GOOD;
    // The timestamp's own path goes through the revoked authority: it proves nothing.
    expect(await outcomeOf({ statusOf, stamped: addDays(NOW, -3) })).toMatchObject({
      result: 'REVOKED_CA_NO_POE',
      proof: 'now',
    });
  });

  it('repairs nothing but what happened later: other failures remain', async () => {
    const world = await goodWorld();
    const statusOf = (certificate: Certificate): RevocationStatus => {
      if (isSeal(certificate, world)) return revokedAt(addDays(NOW, -2));
      return isCa(certificate, world) ? GOOD : { kind: 'unknown', unused: [] };
    };
    const plain = await parsedSeal(world.seal, {
      signingCertificateReferences: { count: 2, references: [await referenceTo(world.seal)] },
    });
    const stamp = await stampedAt(world, plain.signature.value, addDays(NOW, -3));
    // The authority of timestamps is trusted by itself, so that its own status is not asked for.
    const trust = [...world.anchors, world.tsa.certificate];
    const context = knowingRevocation(judging(world, [world.seal], { trust }), statusOf);
    const { outcome } = await judge({ ...plain, timestamps: [stamp] }, context);
    expect(outcome.proof).toBe('timestamp');
    expect(subIndicationOf(outcome.conclusion)).toBe('SIG_CONSTRAINTS_FAILURE');
  });

  it('needs the status of every authority although the seal was stamped before it was revoked', async () => {
    const world = await goodWorld();
    const statusOf = (certificate: Certificate): RevocationStatus =>
      isSeal(certificate, world) ? revokedAt(addDays(NOW, -2)) : { kind: 'unknown', unused: [] };
    const plain = await parsedSeal(world.seal);
    const stamp = await stampedAt(world, plain.signature.value, addDays(NOW, -3));
    const trust = [...world.anchors, world.tsa.certificate];
    const context = knowingRevocation(judging(world, [world.seal], { trust }), statusOf);
    const { outcome } = await judge({ ...plain, timestamps: [stamp] }, context);
    expect(subIndicationOf(outcome.conclusion)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
  });

  it('lets a certificate pass that was revoked and has expired since the seal was stamped', async () => {
    const world = await goodWorld();
    const statusOf = (certificate: Certificate): RevocationStatus =>
      isSeal(certificate, world) ? revokedAt(addDays(NOW, 5)) : GOOD;
    const plain = await parsedSeal(world.seal);
    const stamp = await stampedAt(world, plain.signature.value, NOW);
    const context = knowingRevocation(judging(world, [world.seal]), statusOf);
    const later = { ...context, time: addDays(NOW, 1000) };
    expect((await judge({ ...plain, timestamps: [stamp] }, later)).outcome.conclusion.indication).toBe(
      'PASSED',
    );
  });

  it('lets a seal pass that was stamped before its certificate was put on hold', async () => {
    const statusOf = (certificate: Certificate, world: World) =>
      isSeal(certificate, world) ? heldSince(addDays(NOW, -2)) : GOOD;
    expect((await outcomeOf({ statusOf })).result).toBe('TRY_LATER');
    expect((await outcomeOf({ statusOf, stamped: addDays(NOW, -1) })).result).toBe('TRY_LATER');
    expect((await outcomeOf({ statusOf, stamped: addDays(NOW, -3) })).result).toBeNull();
  });

  it('refuses content that was stamped after the seal over it, the accuracy of the clocks aside', async () => {
    const stamped = addDays(NOW, -3);
    expect((await outcomeOf({ stamped, content: addDays(NOW, -4) })).result).toBeNull();
    expect((await outcomeOf({ stamped, content: addDays(NOW, -2) })).result).toBe('TIMESTAMP_ORDER_FAILURE');
    // Both authorities are accurate to a second.
    const close = (milliseconds: number) => new Date(stamped.getTime() + milliseconds);
    expect((await outcomeOf({ stamped, content: close(2000) })).result).toBeNull();
    expect((await outcomeOf({ stamped, content: close(3000) })).result).toBe('TIMESTAMP_ORDER_FAILURE');
  });

  it('judges algorithms at the time the seal was stamped', async () => {
    const policy = { ...policyOf('strict'), suite: TS_119_312 };
    const seal = goodEntities(NOW).find(({ name }) => name === 'seal');
    if (seal === undefined) throw new Error('the good world has no seal');
    const world = await goodWorld({
      entities: [{ ...seal, name: 'long', key: 'rsa-2048', notAfter: addDays(NOW, 3000) }],
    });
    const long = world.entity('long');
    const plain = await parsedSeal(long);
    const context = {
      ...judging(world, [long, world.tsa], { policy }),
      time: new Date('2029-06-01T00:00:00Z'),
    };
    const result = async (timestamps: ParsedSignature['timestamps']) =>
      subIndicationOf((await judge({ ...plain, timestamps }, context)).outcome.conclusion);
    const { value } = plain.signature;
    expect(await result([])).toBe('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
    expect(await result([await stampedAt(world, value, new Date('2029-01-02T00:00:00Z'))])).toBe(
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    );
    expect(await result([await stampedAt(world, value, new Date('2028-12-01T00:00:00Z'))])).toBeNull();
    // A timestamp of the content from after the algorithm's end proves the seal to be made too late.
    const late = await stampedAt(world, CONTENT, new Date('2029-01-02T00:00:00Z'), 'content');
    expect(await result([late])).toBe('CRYPTO_CONSTRAINTS_FAILURE');
    const early = await stampedAt(world, CONTENT, new Date('2028-12-01T00:00:00Z'), 'content');
    expect(await result([early])).toBe('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  });

  it('believes no timestamp that was lifted from another seal', async () => {
    const world = await goodWorld();
    const plain = await parsedSeal(world.seal);
    const stolen = await stampedAt(world, CONTENT, addDays(NOW, -3));
    const lifted = { ...stolen, input: { kind: 'bytes', pieces: [plain.signature.value] } } as const;
    const context = judging(world, [world.seal, world.tsa]);
    const { outcome, timestamps } = await judge({ ...plain, timestamps: [lifted] }, context);
    expect(timestamps[0]?.conclusion).toEqual({ indication: 'FAILED', subIndication: 'HASH_FAILURE' });
    expect(timestamps[0]?.proven).toBeUndefined();
    expect(outcome).toMatchObject({ proof: 'now', bestSignatureTime: NOW });
  });

  it('does not go on for failures that no time can repair', async () => {
    const statusOf = (): RevocationStatus => ({ kind: 'unknown', unused: [] });
    expect((await outcomeOf({ stamped: addDays(NOW, -1), statusOf })).result).toBe(
      'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    );
  });
});
