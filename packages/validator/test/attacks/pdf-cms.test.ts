/** PDFs whose seal is a CMS that PAdES does not allow, put in the place of one that it does. */
import { concatBytes, toHex, utf8 } from '@eseal/core';
import { type DerPart, OID, time } from '@eseal/core/asn1';
import { attribute } from '@eseal/core/cms';
import { pades } from '@eseal/formats/pades';
import { smallPdf, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { subIndicationOf } from '../../src/report/conclusion.ts';
import type { ValidationReport } from '../../src/report/report.ts';
import { validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';
import { type CmsDeviations, cmsOf, usualAttributes } from './made-cms.ts';

/** A sealed PDF, what its seal covers, and where the value stands. */
async function sealedPdf(world: World) {
  const pdf = await sealedBy(world, await smallPdf(), pades(), { adesLevel: 'B-T' });
  const text = new TextDecoder('latin1').decode(pdf);
  const [, first, second, length] = /\/ByteRange ?\[0 (\d+) (\d+) (\d+)/.exec(text) ?? [];
  const gap = { start: Number(first), end: Number(second) };
  expect(gap.end + Number(length)).toBe(pdf.length);
  return { pdf, gap, covered: concatBytes([pdf.subarray(0, gap.start), pdf.subarray(gap.end)]) };
}

/** The report on a PDF whose seal is a CMS made like this, and of the same size in the file. */
async function judged(
  deviate: (covered: Uint8Array, world: World) => CmsDeviations | Promise<CmsDeviations>,
): Promise<ValidationReport> {
  const world = await goodWorld();
  const { pdf, gap, covered } = await sealedPdf(world);
  const cms = await cmsOf(world, covered, { carried: undefined, ...(await deviate(covered, world)) });
  const digits = gap.end - gap.start - 2;
  expect(2 * cms.length).toBeLessThanOrEqual(digits);
  const value = utf8(`<${toHex(cms).padEnd(digits, '0')}>`);
  const changed = concatBytes([pdf.subarray(0, gap.start), value, pdf.subarray(gap.end)]);
  return validate(changed, { trust: world.anchors, revocation: 'none', validationTime: NOW });
}

const findingsOf = ({ seals, findings }: ValidationReport): readonly string[] =>
  [...findings, ...seals.flatMap((seal) => seal.findings)].map(({ id }) => id);

describe('a PDF whose seal is put in by hand', () => {
  it('passes when nothing is odd about it', async () => {
    expect((await judged(() => ({}))).conclusion).toEqual({ indication: 'TOTAL-PASSED' });
  });

  it('P24: is told from others when the CMS claims a time of its own, though everything holds', async () => {
    const report = await judged(async (covered, world) => ({
      signedAttributes: [
        ...(await usualAttributes(covered, world.seal)),
        attribute(OID.signingTime, [time(NOW)]),
      ] satisfies readonly DerPart[],
    }));
    expect(report.seals[0]?.cryptography).toMatchObject({ signatureIntact: true, referencesIntact: true });
    expect(findingsOf(report)).toContain('PDF_SIGNING_TIME_IN_CMS');
  });

  it('P24: does not pass when the CMS carries some content, though everything holds', async () => {
    const report = await judged(() => ({ carried: new Uint8Array(20) }));
    expect(report.seals[0]?.cryptography.signatureIntact).toBe(true);
    expect(subIndicationOf(report.conclusion)).toBe('FORMAT_FAILURE');
  });

  it('P24: does not pass when the CMS is over the content that it carries, and not over the file', async () => {
    const other = utf8('another document');
    const report = await judged(async (_, world) => ({
      carried: other,
      signedAttributes: await usualAttributes(other, world.seal),
    }));
    expect(report.conclusion.indication).toBe('TOTAL-FAILED');
    expect(report.seals[0]?.cryptography.referencesIntact).toBe(false);
  });

  it('P24: does not pass when the CMS has two signers', async () => {
    const report = await judged(() => ({ signers: 2 }));
    expect(report.conclusion.indication).not.toBe('TOTAL-PASSED');
  });
});
