import { augment, type MaterialSource, openSealedDocument, utf8 } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { asic, stampAsic } from '@eseal/formats/asic';
import { cades } from '@eseal/formats/cades';
import { pades, stampDocument } from '@eseal/formats/pades';
import { addDays, issueCrl, smallPdf, truncate, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import { JP_CRYPTREC_LS0003_2022R1, TS_119_312 } from '../policy/crypto-suites.ts';
import { policyOf } from '../policy/presets.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import { byUrgency, planRenewal, type RenewalPlan } from './plan.ts';
import { renewalToJson, renewalToText } from './to-text.ts';

const DOCUMENT = utf8('御請求書 合計 110,000円');
const day = (plan: Pick<RenewalPlan, 'before'>): string | undefined =>
  plan.before?.toISOString().slice(0, 10);

function timestampsOf(world: World) {
  return createTimestampClient({ url: world.urls.tsa, transport: world.transport, now: () => world.now });
}

/** The lists of both authorities of a world. */
async function materialOf(world: World): Promise<MaterialSource> {
  const nextUpdate = addDays(world.now, 7);
  const list = (issuer: World['root']) =>
    issueCrl({ issuer, revocations: [], thisUpdate: world.now, nextUpdate, number: 1 });
  const crls = [await list(world.root), await list(world.issuingCa)];
  return {
    collect: async ({ present }) =>
      present.crls.length > 0
        ? { certificates: [], crls: [], ocspResponses: [] }
        : { certificates: [world.issuingCa.certificate], crls, ocspResponses: [] },
  };
}

async function raised(world: World, adesLevel: 'B-LT' | 'B-LTA', format: 'cades' | 'pades' = 'cades') {
  const sealed =
    format === 'cades'
      ? await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), { adesLevel: 'B-T' })
      : await sealedBy(world, await smallPdf(), pades(), { adesLevel: 'B-T' });
  const timestamps = timestampsOf(world);
  const material = await materialOf(world);
  const own = { format: format === 'cades' ? cades() : pades(), adesLevel, timestamps, material };
  return (await augment(sealed, own)).toBytes();
}

const SEAL_ENDS = addDays(NOW, 700).toISOString().slice(0, 10);
const TSA_ENDS = addDays(NOW, 8 * 365)
  .toISOString()
  .slice(0, 10);

describe('a renewal plan', () => {
  it('asks for a timestamp on a seal without one, before its certificate expires', async () => {
    const world = await goodWorld();
    const plan = await planRenewal(await sealedBy(world, DOCUMENT, cades()), { now: NOW });
    expect(plan).toMatchObject({ format: 'cades', policy: 'strict', action: 'timestamp' });
    expect(day(plan)).toBe(SEAL_ENDS);
    expect(plan.proofs[0]?.events.find(({ breaksProof }) => breaksProof)).toMatchObject({
      kind: 'certificate-ends',
      message: { en: expect.stringContaining('株式会社サンプル') },
    });
  });

  it('asks for the material where only a timestamp is there, while the status of the seal is published', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades(), { adesLevel: 'B-T' });
    const plan = await planRenewal(sealed, { now: NOW });
    expect(plan.action).toBe('material');
    expect(day(plan)).toBe(SEAL_ENDS);
    const [first] = plan.proofs[0]?.events ?? [];
    expect(first).toMatchObject({ kind: 'status-ends', breaksProof: true, citation: 'RFC 5280 §3.3' });
  });

  it.each(['cades', 'pades'] as const)(
    'asks for an archive timestamp on %s with its material, before the authority’s certificate expires',
    async (format) => {
      const plan = await planRenewal(await raised(await goodWorld(), 'B-LT', format), { now: NOW });
      expect(plan.action).toBe('archive-timestamp');
      expect(day(plan)).toBe(TSA_ENDS);
    },
  );

  it.each(['cades', 'pades'] as const)('counts the last archive timestamp of %s', async (format) => {
    const old = await goodWorld();
    const young = await goodWorld({ now: addDays(NOW, 4 * 365) });
    const sealed = await raised(old, 'B-LTA', format);
    const instance = format === 'cades' ? cades() : pades();
    const renewed = await augment(sealed, {
      format: instance,
      adesLevel: 'B-LTA',
      timestamps: timestampsOf(young),
      material: await materialOf(old),
    });
    const [before, after] = [
      await planRenewal(sealed, { now: NOW }),
      await planRenewal(await renewed.toBytes(), { now: NOW }),
    ];
    expect([day(before), day(after)]).toEqual([
      TSA_ENDS,
      addDays(young.now, 8 * 365)
        .toISOString()
        .slice(0, 10),
    ]);
    expect([before.action, after.action]).toEqual(['archive-timestamp', 'archive-timestamp']);
  });

  it('says that only a new seal helps when it is too late', async () => {
    const world = await goodWorld();
    const bare = await sealedBy(world, DOCUMENT, cades());
    const stamped = await raised(world, 'B-LTA');
    expect(await planRenewal(bare, { now: addDays(NOW, 701) })).toMatchObject({
      action: 'reseal',
      before: undefined,
    });
    expect(await planRenewal(stamped, { now: addDays(NOW, 701) })).toMatchObject({
      action: 'archive-timestamp',
    });
    expect(await planRenewal(stamped, { now: addDays(NOW, 9 * 365) })).toMatchObject({ action: 'reseal' });
  });

  it('goes by the dates of algorithms when they end before the certificates', async () => {
    const weak = await goodWorld({ keyOf: { tsa: 'rsa-2048' } });
    const sealed = await raised(weak, 'B-LTA');
    const strict = await planRenewal(sealed, { now: NOW });
    const eu = await planRenewal(sealed, { now: NOW, policy: { ...policyOf('strict'), suite: TS_119_312 } });
    expect([day(strict), day(eu)]).toEqual(['2030-12-31', '2028-12-31']);
    expect(strict.proofs[0]?.events[0]).toMatchObject({
      kind: 'algorithm-ends',
      message: { en: `The last day of rsa-pkcs1 2048 by ${JP_CRYPTREC_LS0003_2022R1.citation}.` },
    });
    const refusing = {
      ...TS_119_312,
      rows: TS_119_312.rows.filter(({ algorithm }) => algorithm !== 'SHA-256'),
    };
    const refused = await planRenewal(sealed, {
      now: NOW,
      policy: { ...policyOf('strict'), suite: refusing },
    });
    expect(refused.action).toBe('reseal');
    expect(refused.proofs[0]?.events[0]?.kind).toBe('algorithm-refused');
  });

  it('needs nothing when everything lasts as long as the proof is needed', async () => {
    const sealed = await raised(await goodWorld(), 'B-LTA');
    const soon = await planRenewal(sealed, { now: NOW, neededUntil: addDays(NOW, 7 * 365) });
    expect(soon).toMatchObject({ action: 'none', before: undefined });
    expect(await planRenewal(sealed, { now: NOW, neededUntil: addDays(NOW, 10 * 365) })).toMatchObject({
      action: 'archive-timestamp',
    });
  });

  it('does not count the dates of anchors', async () => {
    const world = await goodWorld();
    const sealed = await raised(world, 'B-LTA');
    const events = async (trust?: readonly Uint8Array[]) => {
      const plan = await planRenewal(sealed, { now: NOW, ...(trust && { trust: createPinnedTrust(trust) }) });
      return plan.proofs[0]?.events.filter(({ kind }) => kind === 'certificate-ends').length;
    };
    expect([await events(), await events([world.issuingCa.certificate])]).toEqual([2, 1]);
  });

  it('plans for timestamps over files without seals', async () => {
    const world = await goodWorld();
    const stamped = await (await stampDocument(await smallPdf(), timestampsOf(world))).toBytes();
    const plan = await planRenewal(stamped, { now: NOW });
    expect(plan).toMatchObject({ action: 'archive-timestamp', proofs: [{ kind: 'timestamp' }] });
    expect(day(plan)).toBe(TSA_ENDS);
  });

  it('does not count a document timestamp for a seal that was made after it', async () => {
    const world = await goodWorld();
    const stamped = await openSealedDocument(await stampDocument(await smallPdf(), timestampsOf(world)));
    const plan = await planRenewal(await sealedBy(world, stamped, pades()), { now: NOW });
    expect(plan.action).toBe('timestamp');
  });

  it('does not count a timestamp over the documents of a container for its seals', async () => {
    const world = await goodWorld();
    const documents = [{ name: 'a.txt', source: DOCUMENT }] as const;
    const stamped = await openSealedDocument(
      await stampAsic(documents, timestampsOf(world), { type: 'asic-e' }),
    );
    const sealed = await sealedBy(
      world,
      stamped,
      asic({ type: 'asic-e', container: 'cades', parallelTo: 'document' }),
    );
    const plan = await planRenewal(sealed, { now: NOW });
    expect(plan.proofs.map(({ kind }) => kind)).toEqual(['seal']);
    expect(plan.action).toBe('timestamp');
    expect(day(plan)).toBe(SEAL_ENDS);
  });

  it('builds on no timestamp that is broken', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades(), { adesLevel: 'B-T' });
    const plan = await planRenewal(breakToken(sealed), { now: NOW });
    expect(plan.action).toBe('timestamp');
  });

  it('says of a file without anything that there is nothing to do, and refuses a broken one', async () => {
    expect(await planRenewal(DOCUMENT, { now: NOW })).toMatchObject({
      format: 'unknown',
      action: 'none',
      proofs: [],
    });
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades());
    await expect(planRenewal(truncate(sealed, sealed.length - 5), { now: NOW })).rejects.toMatchObject({
      code: expect.any(String),
    });
  });
});

/** Spoils the value of the token's signature: the last bytes of the file, where the timestamp stands. */
function breakToken(sealed: Uint8Array): Uint8Array {
  const altered = sealed.slice();
  const last = altered.length - 1;
  altered[last] = (altered[last] ?? 0) ^ 1;
  return altered;
}

describe('an archive of plans', () => {
  it('is sorted by urgency: too late, then by the last day, then what needs nothing', () => {
    const plans = [
      { action: 'none', before: undefined },
      { action: 'timestamp', before: new Date('2030-01-01') },
      { action: 'reseal', before: undefined },
      { action: 'material', before: new Date('2027-01-01') },
    ] as const;
    expect([...plans].sort(byUrgency).map(({ action }) => action)).toEqual([
      'reseal',
      'material',
      'timestamp',
      'none',
    ]);
  });
});

describe('a renewal plan in words', () => {
  it('says what to do until when, and marks what breaks the proof', async () => {
    const world = await goodWorld();
    const plan = await planRenewal(await sealedBy(world, DOCUMENT, cades()), { now: NOW });
    const text = renewalToText(plan);
    expect(text).toContain(`add a timestamp (B-T) before ${SEAL_ENDS}`);
    expect(text).toMatch(/^ {2}! 2028-10-01 .*expires\.$/m);
    expect(renewalToText(plan, { language: 'ja' })).toContain(
      `タイムスタンプを付ける（B-T）（${SEAL_ENDS}まで）`,
    );
  });

  it('says that there is nothing where nothing is', async () => {
    const plan = await planRenewal(DOCUMENT, { now: NOW });
    expect(renewalToText(plan)).toBe('There is neither a seal nor a timestamp.');
  });

  it('has stable names as JSON', async () => {
    const world = await goodWorld();
    const plan = await planRenewal(await sealedBy(world, DOCUMENT, cades()), { now: NOW });
    const json = renewalToJson(plan, { language: 'ja' });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json).toMatchObject({
      format: 'cades',
      time: NOW.toISOString(),
      policy: 'strict',
      action: 'timestamp',
      before: `${SEAL_ENDS}T00:00:00.000Z`,
      proofs: [
        {
          kind: 'seal',
          action: 'timestamp',
          events: [{ kind: 'certificate-ends', breaksProof: true }, {}, {}, {}],
        },
      ],
    });
  });
});
