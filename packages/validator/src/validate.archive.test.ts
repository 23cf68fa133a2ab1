/**
 * Seals for the long term, judged after their certificates, their authorities and those of their timestamps have expired.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { addDays, smallPdf, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { NOW } from '../test/judging.ts';
import { listsOn, longWorld, type Revocations, renewedOn, sealedForLong, YEAR } from '../test/long-life.ts';
import { sealedBy } from '../test/sealed.ts';
import { policyOf } from './policy/presets.ts';
import { subIndicationOf } from './report/conclusion.ts';
import type { ValidationReport } from './report/report.ts';
import { type ValidateOptions, validate } from './validate.ts';

const FORMATS = [
  ['CAdES', cades({ packaging: 'attached' }), async () => utf8('御請求書')],
  ['PAdES', pades(), () => smallPdf()],
  ['XAdES', xades(), async () => utf8('<invoice/>')],
] as const;

/** The verdict in so many days, with the lists of that day at hand and nothing else from outside. */
async function judgedOn(
  world: World,
  sealed: Uint8Array,
  day: number,
  options: Partial<ValidateOptions> & { readonly revocations?: Revocations } = {},
): Promise<ValidationReport> {
  const { revocations, ...others } = options;
  const crls = await listsOn(world, day, revocations);
  return validate(sealed, {
    trust: world.anchors,
    validationTime: addDays(NOW, day + 0.01),
    revocationData: { crls },
    ...others,
  });
}

const verdict = ({ conclusion }: ValidationReport): string =>
  `${conclusion.indication} ${subIndicationOf(conclusion) ?? ''}`.trim();

describe.each(FORMATS)('a seal in %s at B-LTA', (_, format, document) => {
  it('passes as long as the authority of its last timestamp is valid, and not after that', async () => {
    const world = await longWorld();
    const sealed = await sealedForLong(world, await document(), format as ReturnType<typeof cades>);
    expect(verdict(await judgedOn(world, sealed, 3 * YEAR))).toBe('TOTAL-PASSED');
    expect(verdict(await judgedOn(world, sealed, 10 * YEAR))).toBe('INDETERMINATE OUT_OF_BOUNDS_NO_POE');
  });

  it('passes in thirty years when it was renewed in time', async () => {
    const world = await longWorld();
    const plain = format as ReturnType<typeof cades>;
    const sealed = await sealedForLong(world, await document(), plain);
    const once = await renewedOn(world, sealed, plain, { day: 5 * YEAR, by: 'tsa-2' });
    const ten = await judgedOn(world, once, 10 * YEAR);
    expect(verdict(ten)).toBe('TOTAL-PASSED');
    expect(ten.seals[0]).toMatchObject({ bestSignatureTime: NOW, proofOfExistence: 'timestamp' });
    const twice = await renewedOn(world, once, plain, { day: 15 * YEAR, by: 'tsa-3' });
    const thirty = await judgedOn(world, twice, 30 * YEAR);
    expect(verdict(thirty)).toBe('TOTAL-PASSED');
    expect(thirty.seals[0]?.bestSignatureTime).toEqual(NOW);
    expect(verdict(await judgedOn(world, once, 30 * YEAR))).toContain('INDETERMINATE');
    expect(verdict(await judgedOn(world, twice, 30 * YEAR, { level: 'time' }))).toContain('INDETERMINATE');
  });
});

describe('a seal that was not renewed', () => {
  it('passes for a caller who knows that the document existed in time, by any digest', async () => {
    const world = await longWorld();
    const document = await smallPdf();
    const sealed = await sealedForLong(world, document, pades());
    const judged = async (day: number, digestAlgorithm: 'SHA-256' | 'SHA-512' = 'SHA-256') => {
      const digest = await digestBytes(digestAlgorithm, sealed);
      const proofs = [{ digestAlgorithm, digest, time: addDays(NOW, day) }];
      return judgedOn(world, sealed, 10 * YEAR, { proofs });
    };
    expect(verdict(await judged(1))).toBe('TOTAL-PASSED');
    expect(verdict(await judged(20, 'SHA-512'))).toBe('TOTAL-PASSED');
    // The lists in it are good for 30 days: what was kept later may have been made with keys of others.
    expect(verdict(await judged(31))).toBe('INDETERMINATE OUT_OF_BOUNDS_NO_POE');
    const others = [{ digestAlgorithm: 'SHA-256', digest: new Uint8Array(32), time: NOW }] as const;
    expect(verdict(await judgedOn(world, sealed, 10 * YEAR, { proofs: others }))).toContain('INDETERMINATE');
  });

  it('says so of the proof', async () => {
    const world = await longWorld();
    const sealed = await sealedBy(world, utf8('御請求書'), cades({ packaging: 'attached' }));
    const proofs = [
      { digestAlgorithm: 'SHA-256', digest: await digestBytes('SHA-256', sealed), time: NOW },
    ] as const;
    const report = await judgedOn(world, sealed, 1, { proofs });
    expect(report.process).toBe('archive');
    expect(report.seals[0]).toMatchObject({ proofOfExistence: 'external', bestSignatureTime: NOW });
  });
});

describe('revocations in the long term', () => {
  const twice = async (world: World) => {
    const format = cades({ packaging: 'attached' });
    const sealed = await sealedForLong(world, utf8('御請求書'), format);
    return renewedOn(world, sealed, format, { day: 5 * YEAR, by: 'tsa-2' });
  };
  const revoked = (world: World, name: string, day: number) => [
    { serialNumber: world.entity(name).serialNumber, at: addDays(NOW, day) },
  ];

  it('K19: by an authority whose key was lost later, a timestamp is proven by a newer one of another', async () => {
    const world = await longWorld();
    const sealed = await twice(world);
    const judgedWith = async (day: number) =>
      judgedOn(world, sealed, 6 * YEAR, { revocations: { 'issuing-ca': revoked(world, 'tsa', day) } });
    const after = await judgedWith(5.5 * YEAR);
    expect(verdict(after)).toBe('TOTAL-PASSED');
    expect(after.seals[0]?.timestamps.map(({ conclusion }) => conclusion.indication)).toEqual(
      after.seals[0]?.timestamps.map(() => 'PASSED'),
    );
    expect(verdict(await judgedWith(4 * YEAR))).toContain('INDETERMINATE');
  });

  it('passes when the authority of the seal was revoked after the seal was renewed, and not when before it was made', async () => {
    const world = await longWorld();
    const sealed = await twice(world);
    const judgedWith = async (day: number) =>
      judgedOn(world, sealed, 6 * YEAR, { revocations: { root: revoked(world, 'issuing-ca', day) } });
    expect(verdict(await judgedWith(5.5 * YEAR))).toBe('TOTAL-PASSED');
    expect(verdict(await judgedWith(-1))).toBe('INDETERMINATE REVOKED_CA_NO_POE');
  });

  it('passes by data of who is not valid any more only with a proof of it, where the policy asks for one', async () => {
    const world = await longWorld();
    const sealed = await twice(world);
    const policy = { ...policyOf('strict'), levels: { REVOCATION_SIGNER_VALID: 'fail' } } as const;
    expect(verdict(await judgedOn(world, sealed, 6 * YEAR, { policy }))).toBe('TOTAL-PASSED');
  });
});
