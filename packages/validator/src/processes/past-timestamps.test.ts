/**
 * Timestamps that prove one another: the newest is good now, the older ones only by it.
 *
 * @module
 */
import type { CoveredObject, ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import type { CrlReason } from '@eseal/core/revocation';
import type { Certificate } from '@eseal/core/x509';
import { addDays, createTimestampAuthority, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { GOOD, judging, knowingRevocation, NOW, revokedAt } from '../../test/judging.ts';
import { judgeSeal } from '../../test/judging-document.ts';
import { longWorld, YEAR } from '../../test/long-life.ts';
import { parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import type { RevocationStatus } from '../revocation/status.ts';

let world: World;
let plain: ParsedSignature;
beforeAll(async () => {
  world = await longWorld();
  plain = await parsedSeal(world.seal);
});

async function stamped(
  day: number,
  {
    by = 'tsa',
    over,
    ...changes
  }: Partial<ParsedTimestamp> & { readonly by?: string; readonly over: Uint8Array },
): Promise<ParsedTimestamp> {
  const authority = world.entity(by);
  const timestampAuthority = createTimestampAuthority({ authority, clock: { now: () => addDays(NOW, day) } });
  return timestampOver({ timestampAuthority }, over, changes);
}

const ofSeal = async (day: number): Promise<ParsedTimestamp> =>
  stamped(day, { over: plain.signature.value, covers: [{ kind: 'signature', id: plain.id }] });

/** A timestamp over another and what proves it. */
async function overIt(
  first: ParsedTimestamp,
  day: number,
  { by = 'tsa-2', more = certificatesOf(world) } = {},
): Promise<ParsedTimestamp> {
  const covers: readonly CoveredObject[] = [
    { kind: 'timestamp', id: first.id },
    { kind: 'signature', id: plain.id },
  ];
  const changes = { id: 'T-archive', type: 'archive', covers: [...covers, ...more] } as const;
  return stamped(day, { by, over: first.token, ...changes });
}

const certificatesOf = ({ seal, tsa, issuingCa }: World): readonly CoveredObject[] =>
  [seal, tsa, issuingCa].map(({ certificate }) => ({ kind: 'certificate', encoding: certificate }));

const isOf = (name: string, { raw }: Certificate): boolean =>
  raw.every((byte, at) => byte === world.entity(name).certificate[at]);

interface Case {
  readonly timestamps: readonly ParsedTimestamp[];
  readonly judged: number;
  readonly statusOf?: (certificate: Certificate) => RevocationStatus;
}

async function judge({ timestamps, judged, statusOf = goodOn(judged) }: Case) {
  const context = judging(world, [world.seal, world.tsa, world.entity('tsa-2')], {
    validationTime: addDays(NOW, judged),
  });
  const known = knowingRevocation(context, statusOf);
  const { validation, timestamps: final } = await judgeSeal({ ...plain, timestamps }, known);
  const { conclusion, bestSignatureTime, proof } = validation.outcome;
  return {
    result: subIndicationOf(conclusion),
    timestamps: final.map((one) => subIndicationOf(one.conclusion)),
    bestSignatureTime,
    proof,
  };
}

/** The status of those of the first days is known as of then, of the others as of the judgement. */
const goodOn =
  (judged: number) =>
  (certificate: Certificate): RevocationStatus => {
    const isOld = ['seal', 'tsa', 'issuing-ca'].some((name) => isOf(name, certificate));
    const thisUpdate = addDays(NOW, isOld ? 5 * YEAR - 1 : judged);
    const ofSeal = isOf('seal', certificate) ? addDays(NOW, 1) : thisUpdate;
    return {
      kind: 'good',
      source: { kind: 'crl', thisUpdate: ofSeal, nextUpdate: undefined, decidedBy: [] },
    };
  };

describe('timestamps of the past', () => {
  it('prove the seal after their authority expired when a newer one covers them in time', async () => {
    const first = await ofSeal(0);
    const judged = 10 * YEAR;
    const alone = await judge({ timestamps: [first], judged });
    expect(alone).toMatchObject({ result: 'OUT_OF_BOUNDS_NO_POE', proof: 'now' });
    const second = await overIt(first, 5 * YEAR - 2);
    expect(await judge({ timestamps: [first, second], judged })).toEqual({
      result: null,
      timestamps: [null, null],
      bestSignatureTime: NOW,
      proof: 'timestamp',
    });
    const late = await overIt(first, 8 * YEAR + 1);
    expect((await judge({ timestamps: [first, late], judged })).timestamps).toEqual([
      'OUT_OF_BOUNDS_NO_POE',
      null,
    ]);
  });

  it('K18: lifted from another seal prove nothing, whatever covers them', async () => {
    const stolen = await stamped(0, { over: new Uint8Array(32) });
    const input = { kind: 'bytes', pieces: [plain.signature.value] } as const;
    const lifted = { ...stolen, input, covers: [{ kind: 'signature', id: plain.id }] } as const;
    const archive = await overIt(lifted, 0.8, { by: 'tsa', more: [] });
    const judged = 2;
    const statusOf = (certificate: Certificate) =>
      isOf('seal', certificate) ? revokedAt(addDays(NOW, 0.5)) : GOOD;
    const without = await judge({ timestamps: [lifted], judged, statusOf });
    expect(without).toMatchObject({ result: 'REVOKED_NO_POE', timestamps: ['HASH_FAILURE'], proof: 'now' });
    const covered = await judge({ timestamps: [lifted, archive], judged, statusOf });
    expect(covered).toMatchObject({ result: 'REVOKED_NO_POE' });
    expect(covered.timestamps).toEqual(['HASH_FAILURE', null]);
  });

  it.each<CrlReason>(['keyCompromise', 'superseded'])(
    'K19: of an authority that was revoked (%s) are doubtful unless they are proven to be older',
    async (reason) => {
      const first = await ofSeal(0);
      const judged = 5 * YEAR;
      const revocation = addDays(NOW, 4.5 * YEAR);
      const statusOf = (certificate: Certificate): RevocationStatus =>
        isOf('tsa', certificate) ? revokedAt(revocation, reason) : goodOn(judged)(certificate);
      expect((await judge({ timestamps: [first], judged, statusOf })).timestamps).toEqual(['REVOKED_NO_POE']);
      const before = await overIt(first, 4.4 * YEAR);
      expect((await judge({ timestamps: [first, before], judged, statusOf })).timestamps).toEqual([
        null,
        null,
      ]);
      const after = await overIt(first, 4.6 * YEAR);
      expect((await judge({ timestamps: [first, after], judged, statusOf })).timestamps).toEqual([
        'REVOKED_NO_POE',
        null,
      ]);
    },
  );

  it('K19: of the future fail for their order', async () => {
    const first = await ofSeal(2);
    const second = await overIt(first, 1, { by: 'tsa' });
    expect((await judge({ timestamps: [first, second], judged: 3 })).result).toBe('TIMESTAMP_ORDER_FAILURE');
    expect((await judge({ timestamps: [await ofSeal(4)], judged: 3 })).timestamps).toEqual([
      'TIMESTAMP_ORDER_FAILURE',
    ]);
  });
});
