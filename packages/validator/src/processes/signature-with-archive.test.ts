import { digestBytes } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { addDays, createTimestampAuthority, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { GOOD, goodWorld, judging, knowingRevocation, NOW, revokedAt } from '../../test/judging.ts';
import { judgeSeal } from '../../test/judging-document.ts';
import { CONTENT, parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import type { ValidationLevel } from './seal.ts';

let world: World;
beforeAll(async () => {
  world = await goodWorld();
});

const isSeal = ({ raw }: Certificate): boolean =>
  raw.every((byte, at) => byte === world.seal.certificate[at]);

interface Case {
  readonly seal?: RevocationStatus;
  /** Days on which the seal was stamped. */
  readonly stamped?: number;
  /** Day for which the caller vouches. */
  readonly vouched?: number;
  readonly claimed?: number;
  readonly level?: ValidationLevel;
  readonly maxDelay?: number;
  readonly broken?: boolean;
}

/** What becomes of a seal, with the ids of the checks that failed. */
async function outcome({ seal = GOOD, stamped, vouched, claimed, level, maxDelay, broken }: Case) {
  const strict = policyOf('strict');
  const policy = maxDelay === undefined ? strict : { ...strict, timestamp: { maxDelay } };
  const context = knowingRevocation(judging(world, [world.seal, world.tsa], { policy }), (certificate) =>
    isSeal(certificate) ? seal : GOOD,
  );
  const plain = await parsedSeal(world.seal, {
    claimedTime: claimed === undefined ? undefined : day(claimed),
  });
  const clock = { now: () => day(stamped ?? 0) };
  const timestampAuthority = createTimestampAuthority({ authority: world.tsa, clock });
  const stamp = await timestampOver({ timestampAuthority }, plain.signature.value, {
    covers: [{ kind: 'signature', id: plain.id }],
  });
  const digest = (await digestBytes('SHA-256', CONTENT)).map((byte) => (broken === true ? byte ^ 1 : byte));
  const parsed = { ...plain, timestamps: stamped === undefined ? [] : [stamp] };
  const { validation } = await judgeSeal(parsed, context, {
    ...(level !== undefined && { level }),
    external: vouched === undefined ? [] : [{ digestAlgorithm: 'SHA-256', digest, time: day(vouched) }],
  });
  const { conclusion, proof, bestSignatureTime, checks } = validation.outcome;
  const days = (bestSignatureTime.getTime() - NOW.getTime()) / 86_400_000;
  const failed = checks.filter(({ status }) => status === 'failed').map(({ id }) => id);
  return { result: subIndicationOf(conclusion), by: `${proof} ${days}`, failed };
}

const day = (days: number): Date => addDays(NOW, days);

/** Revoked five days ago. */
const REVOKED = revokedAt(addDays(NOW, -5));

describe('a seal in the long term', () => {
  it('keeps the verdict that its own timestamps prove, whatever the caller knows beside', async () => {
    expect(await outcome({ seal: REVOKED, stamped: -6, vouched: -8 })).toMatchObject({
      result: null,
      by: 'timestamp -6',
    });
  });

  it('has the earliest proof of all for its best time, where its timestamps do not suffice', async () => {
    expect(await outcome({ seal: REVOKED, stamped: -2, vouched: -8 })).toMatchObject({
      result: null,
      by: 'external -8',
    });
    expect(await outcome({ seal: REVOKED, stamped: -3, vouched: -2 })).toMatchObject({
      result: 'REVOKED_NO_POE',
      by: 'timestamp -3',
    });
  });

  it('passes by the caller where its own timestamp is too late, and by nothing at a lower level', async () => {
    expect(await outcome({ seal: REVOKED, stamped: -2, vouched: -6 })).toMatchObject({ result: null });
    expect(await outcome({ seal: REVOKED, stamped: -2 })).toMatchObject({ result: 'REVOKED_NO_POE' });
    expect(await outcome({ seal: REVOKED, vouched: -6, level: 'time' })).toMatchObject({
      result: 'REVOKED_NO_POE',
      by: 'now 0',
    });
  });

  it('is not proven by another document that the caller vouches for', async () => {
    expect(await outcome({ seal: REVOKED, vouched: -6, broken: true })).toMatchObject({
      result: 'REVOKED_NO_POE',
      by: 'now 0',
    });
  });

  it('is held to the delay that the policy allows from its claimed time to what proves it', async () => {
    const late = { seal: REVOKED, vouched: -6, claimed: -9 };
    expect(await outcome({ ...late, maxDelay: 3 * 86_400_000 })).toEqual({
      result: null,
      by: 'external -6',
      failed: [],
    });
    expect(await outcome({ ...late, maxDelay: 2 * 86_400_000 })).toEqual({
      result: 'SIG_CONSTRAINTS_FAILURE',
      by: 'external -6',
      failed: ['TIMESTAMP_DELAY'],
    });
  });
});
