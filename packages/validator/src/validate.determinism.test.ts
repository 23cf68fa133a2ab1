/** The same bytes, times and rules give the same report to the last byte, in whatever order and how often. */
import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { certificateId, smallPdf } from '@eseal/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { crlOf, responseOf } from '../test/asking-status.ts';
import { goodWorld, NOW } from '../test/judging.ts';
import { sealedBy } from '../test/sealed.ts';
import { toJson } from './report/to-json.ts';
import { type ValidateOptions, validate } from './validate.ts';

const DOCUMENT = utf8('御請求書 合計 110,000円');

afterEach(() => vi.useRealTimers());

/** A seal without certificates beside its own, and data that proves it, some of it twice over. */
async function sealedWithEvidence() {
  const world = await goodWorld();
  const answer = async (name: string) => {
    const certificate = await certificateId(world.entity(name));
    return (await responseOf(world, { certificate }, {})).encoded;
  };
  const crl = async (issuer: typeof world.root) => (await crlOf(world, { issuer })).encoded;
  const certificates = world.pki.entities.map(({ certificate }) => certificate);
  const crls = [await crl(world.root), await crl(world.issuingCa), await crl(world.root)];
  const ocspResponses = [await answer('seal'), await answer('tsa'), await answer('seal')];
  const options = { trust: world.anchors, validationTime: NOW, now: NOW } as const;
  return { world, options, certificates, crls, ocspResponses };
}

const jsonOf = async (document: Uint8Array, options: ValidateOptions): Promise<string> =>
  JSON.stringify(toJson(await validate(document, options)));

describe('the report of a validation', () => {
  it('is the same again, and with certificates, CRLs and OCSP responses in another order', async () => {
    const { world, options, certificates, crls, ocspResponses } = await sealedWithEvidence();
    const format = cades({ packaging: 'attached', includeCertificates: 'seal' });
    const sealed = await sealedBy(world, DOCUMENT, format, { adesLevel: 'B-T' });
    const given = { ...options, certificates, revocationData: { crls, ocspResponses } };
    const first = await jsonOf(sealed, given);
    expect(JSON.parse(first).conclusion.indication).toBe('TOTAL-PASSED');
    expect(await jsonOf(sealed, given)).toBe(first);
    const reversed = <T>(all: readonly T[]): readonly T[] => [...all].reverse();
    const rotated = <T>([one, ...others]: readonly T[]): readonly T[] => (one ? [...others, one] : []);
    for (const other of [reversed, rotated]) {
      const revocationData = { crls: other(crls), ocspResponses: other(ocspResponses) };
      expect(await jsonOf(sealed, { ...options, certificates: other(certificates), revocationData })).toBe(
        first,
      );
    }
  });

  it('is the same in other years when both times are given', async () => {
    const { world, options, certificates, crls, ocspResponses } = await sealedWithEvidence();
    const sealed = await sealedBy(world, await smallPdf(), pades(), { adesLevel: 'B-T' });
    const given = { ...options, certificates, revocationData: { crls, ocspResponses } };
    const first = await jsonOf(sealed, given);
    for (const year of ['1999', '2026', '2999']) {
      vi.useFakeTimers({ now: new Date(`${year}-01-01T00:00:00Z`), toFake: ['Date'] });
      expect(await jsonOf(sealed, given)).toBe(first);
    }
  });

  it('reads the clock once when no time is given', async () => {
    const { world, certificates } = await sealedWithEvidence();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
    let read = 0;
    vi.stubGlobal(
      'Date',
      new Proxy(Date, {
        construct: (target, values: readonly number[]) => {
          if (values.length === 0) read++;
          return Reflect.construct(target, values);
        },
      }),
    );
    try {
      await validate(sealed, { trust: world.anchors, certificates, revocation: 'none' });
    } finally {
      vi.unstubAllGlobals();
    }
    expect(read).toBe(1);
  });
});
