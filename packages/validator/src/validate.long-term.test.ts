/**
 * Seals with the data that proves them, judged without network long after they were made.
 *
 * @module
 */
import { type MaterialSource, utf8, type ValidationMaterial } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { addDays, certificateId, smallPdf, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { crlOf, responseOf } from '../test/asking-status.ts';
import { goodWorld, NOW } from '../test/judging.ts';
import { sealedBy } from '../test/sealed.ts';
import { subIndicationOf } from './report/conclusion.ts';
import type { ValidationReport } from './report/report.ts';
import { type ValidateOptions, validate } from './validate.ts';

/** Data of the time of the seal, good for one day, unless moved. */
async function materialOf(world: World, days = 0): Promise<ValidationMaterial> {
  const times = { thisUpdate: addDays(NOW, days), nextUpdate: addDays(NOW, days + 1) };
  const about = async (name: string) => {
    const certificate = await certificateId(world.entity(name));
    return (await responseOf(world, { certificate, ...times }, { producedAt: times.thisUpdate })).encoded;
  };
  return {
    certificates: [world.issuingCa.certificate],
    crls: [(await crlOf(world, { issuer: world.root, ...times })).encoded],
    ocspResponses: [await about('seal'), await about('tsa')],
  };
}

const giving = (material: ValidationMaterial): MaterialSource => ({ collect: async () => material });

/** A seal at B-LT with this material, or at B-T without any. */
async function sealedAs(kind: 'CAdES' | 'PAdES' | 'XAdES', world: World, material?: ValidationMaterial) {
  const options =
    material === undefined
      ? ({ adesLevel: 'B-T' } as const)
      : ({ adesLevel: 'B-LT', material: giving(material) } as const);
  switch (kind) {
    case 'CAdES':
      return sealedBy(world, utf8('御請求書'), cades({ packaging: 'attached' }), options);
    case 'PAdES':
      return sealedBy(world, await smallPdf(), pades(), options);
    case 'XAdES':
      return sealedBy(world, utf8('<invoice/>'), xades(), options);
  }
}

/** Without network; revocation is required, as by default. */
async function judge(sealed: Uint8Array, world: World, options: Partial<ValidateOptions> = {}) {
  return validate(sealed, { trust: world.anchors, validationTime: addDays(NOW, 0.01), ...options });
}

const verdict = ({ conclusion }: ValidationReport): string =>
  `${conclusion.indication} ${subIndicationOf(conclusion) ?? ''}`.trim();

const KINDS = ['CAdES', 'PAdES', 'XAdES'] as const;

describe.each(KINDS)('a seal in %s at B-LT', (kind) => {
  it('passes by what it carries, soon after and when all of that is stale', async () => {
    const world = await goodWorld();
    const sealed = await sealedAs(kind, world, await materialOf(world));
    const soon = await judge(sealed, world);
    expect(verdict(soon)).toBe('TOTAL-PASSED');
    expect(soon.seals[0]).toMatchObject({ adesLevel: 'B-LT', proofOfExistence: 'timestamp' });
    expect(soon.seals[0]?.path.revocation).toMatchObject([
      { source: 'ocsp', status: 'good' },
      { source: 'crl', status: 'good' },
    ]);
    const later = await judge(sealed, world, { validationTime: addDays(NOW, 80) });
    expect(verdict(later)).toBe('TOTAL-PASSED');
    expect(later.seals[0]?.bestSignatureTime).toEqual(NOW);
    expect(later.seals[0]?.timestamps[0]?.checks).toContainEqual(
      expect.objectContaining({ id: 'REVOCATION_DATA_FRESH', status: 'warned' }),
    );
  });

  it('is not sure once the certificate of a responder has expired, which nothing proves to be older', async () => {
    const world = await goodWorld();
    const sealed = await sealedAs(kind, world, await materialOf(world));
    const later = await judge(sealed, world, { validationTime: addDays(NOW, 91) });
    // Newer data would do as well, which is what is said first.
    expect(verdict(later)).toBe('INDETERMINATE TRY_LATER');
    expect(later.seals[0]?.checks).toContainEqual(
      expect.objectContaining({ id: 'REVOCATION_SIGNER_VALID', status: 'failed' }),
    );
  });

  it('passes after its certificate expired by the list of an authority that has not', async () => {
    const world = await goodWorld();
    const list = await crlOf(world, { thisUpdate: NOW, nextUpdate: addDays(NOW, 1) });
    const material = await materialOf(world);
    const lists = { ...material, crls: [...material.crls, list.encoded], ocspResponses: [] };
    const sealed = await sealedAs(kind, world, lists);
    expect(verdict(await judge(sealed, world, { validationTime: addDays(NOW, 701) }))).toBe('TOTAL-PASSED');
    const answers = await sealedAs(kind, world, material);
    expect(verdict(await judge(answers, world, { validationTime: addDays(NOW, 701) }))).toContain(
      'INDETERMINATE',
    );
  });

  it('is not sure of an expired certificate that nobody knows the status of, even when none is demanded', async () => {
    const world = await goodWorld();
    const bare = await sealedAs(kind, world);
    const options = { validationTime: addDays(NOW, 701), revocation: 'if-available' } as const;
    expect(verdict(await judge(bare, world, options))).toBe('INDETERMINATE OUT_OF_BOUNDS_NO_POE');
    expect(verdict(await judge(bare, world, { ...options, validationTime: addDays(NOW, 699) }))).toBe(
      'TOTAL-PASSED',
    );
  });

  it('is not sure without the material, or with material of before it was made', async () => {
    const world = await goodWorld();
    const bare = await sealedAs(kind, world);
    expect(verdict(await judge(bare, world))).toBe('INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE');
    const stale = await sealedAs(kind, world, await materialOf(world, -3));
    expect(verdict(await judge(stale, world))).not.toContain('PASSED');
    const without = { ...(await materialOf(world)), crls: [] };
    expect(verdict(await judge(await sealedAs(kind, world, without), world))).toBe(
      'INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE',
    );
  });

  it('K22: passes when the certificate was revoked after its timestamp, and not when before', async () => {
    const world = await goodWorld();
    const sealed = await sealedAs(kind, world, await materialOf(world));
    const judgedWith = async (days: number) => {
      const validationTime = addDays(NOW, 30);
      const revocations = [{ serialNumber: world.seal.serialNumber, at: addDays(NOW, days) }];
      const { encoded } = await crlOf(world, {
        revocations,
        thisUpdate: addDays(NOW, 29),
        nextUpdate: addDays(NOW, 31),
      });
      return judge(sealed, world, { validationTime, revocationData: { crls: [encoded] } });
    };
    const after = await judgedWith(2);
    expect(verdict(after)).toBe('TOTAL-PASSED');
    expect(after.seals[0]?.path.revocation[0]).toMatchObject({
      status: 'revoked',
      revocationTime: addDays(NOW, 2),
    });
    expect(verdict(await judgedWith(-2))).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('is believed no more than what proves it: a timestamp by a revoked authority proves nothing', async () => {
    const world = await goodWorld();
    const sealed = await sealedAs(kind, world, await materialOf(world));
    const revocations = [{ serialNumber: world.tsa.serialNumber, at: addDays(NOW, 1) }];
    const validationTime = addDays(NOW, 30);
    const times = { thisUpdate: addDays(NOW, 29), nextUpdate: addDays(NOW, 31) };
    const { encoded } = await crlOf(world, { revocations, ...times });
    const report = await judge(sealed, world, { validationTime, revocationData: { crls: [encoded] } });
    expect(report.seals[0]?.timestamps[0]?.conclusion).toMatchObject({ subIndication: 'REVOKED_NO_POE' });
    expect(report.seals[0]?.proofOfExistence).toBe('now');
  });
});
