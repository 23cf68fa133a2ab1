/** Structures in encodings that some readers take: BER is for the envelope of a CMS, and for nothing that is signed. */
import { concatBytes, utf8 } from '@eseal/core';
import { DerReader, encode, setOf } from '@eseal/core/asn1';
import { parseSignedData, spliceSignedData } from '@eseal/core/cms';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { flipBit, indexOfBytes, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { validateCertificate } from '../../src/certificate.ts';
import { subIndicationOf } from '../../src/report/conclusion.ts';
import { validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { cmsOf } from './made-cms.ts';

const CONTENT = utf8('領収書');

const optionsOf = (world: World) => ({
  trust: world.anchors,
  revocation: 'none' as const,
  validationTime: NOW,
  certificates: world.chain.slice(1),
});

/** Content of the outermost element, whose length takes two further octets. */
const contentOf = (der: Uint8Array): Uint8Array => DerReader.over(der, 'DER').content(der[0] ?? 0, 'all');

const indefinite = (der: Uint8Array): Uint8Array =>
  concatBytes([Uint8Array.of(der[0] ?? 0, 0x80), contentOf(der), new Uint8Array(2)]);

const longer = (der: Uint8Array): Uint8Array => {
  const { length } = contentOf(der);
  return concatBytes([Uint8Array.of(der[0] ?? 0, 0x83, 0, length >> 8, length & 0xff), contentOf(der)]);
};

/** Some bytes in place of others of the same length. */
function replaced(der: Uint8Array, old: readonly number[], other: readonly number[]): Uint8Array {
  const at = indexOfBytes(der, Uint8Array.from(old));
  if (at < 0) throw new Error('the bytes are not there');
  const copy = der.slice();
  copy.set(other, at);
  return copy;
}

const CERTIFICATES: Readonly<Record<string, (der: Uint8Array) => Uint8Array>> = {
  'an indefinite length': indefinite,
  'a length longer than it needs to be': longer,
  'bytes behind it': (der) => concatBytes([der, Uint8Array.of(0)]),
  'another certificate behind it': (der) => concatBytes([der, der]),
  'a BOOLEAN that is not FF': (der) => replaced(der, [0x01, 0x01, 0xff], [0x01, 0x01, 0x01]),
  'an OBJECT IDENTIFIER with a leading zero': (der) =>
    replaced(der, [0x06, 0x03, 0x55, 0x04], [0x06, 0x03, 0x80, 0x04]),
  'a version that is not the shortest INTEGER': (der) =>
    replaced(der, [0xa0, 0x03, 0x02, 0x01, 0x02], [0xa0, 0x03, 0x02, 0x81, 0x02]),
  'an end that is cut off': (der) => der.subarray(0, -1),
};

describe('a certificate', () => {
  it('is judged in DER', async () => {
    const world = await goodWorld();
    const { conclusion } = await validateCertificate(world.issuingCa.certificate, optionsOf(world));
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
  });

  it.each(Object.entries(CERTIFICATES))('C8: with %s is no certificate', async (_, change) => {
    const world = await goodWorld();
    const report = await validateCertificate(change(world.issuingCa.certificate), optionsOf(world));
    expect(subIndicationOf(report.conclusion)).toBe('FORMAT_FAILURE');
    expect(report.findings.map(({ id }) => id)).toContain('CERTIFICATE_UNREADABLE');
  });

  it('C8: with set bits that do not count is good for nothing', async () => {
    const world = await goodWorld();
    const { certificate } = world.issuingCa;
    const at = indexOfBytes(certificate, Uint8Array.of(0x03, 0x02, 0x01, 0x06));
    const report = await validateCertificate(flipBit(certificate, at + 3), optionsOf(world));
    expect(report.conclusion.indication).not.toBe('TOTAL-PASSED');
  });

  it.each(['an indefinite length', 'a length longer than it needs to be', 'bytes behind it'])(
    'C8: with %s seals nothing, though its key and the seal are good',
    async (name) => {
      const world = await goodWorld();
      const received = parseSignedData(await cmsOf(world, CONTENT));
      const changed = CERTIFICATES[name]?.(world.seal.certificate) ?? CONTENT;
      const certificates = encode(setOf([changed, world.issuingCa.certificate], 0xa0));
      const cms = encode(spliceSignedData(received, { certificates }));
      const report = await validate(cms, optionsOf(world));
      expect(report.conclusion.indication).not.toBe('TOTAL-PASSED');
    },
  );
});

describe('the envelope of a CMS', () => {
  it('C8: may have lengths of BER, and passes', async () => {
    const world = await goodWorld();
    const cms = await cmsOf(world, CONTENT);
    for (const change of [indefinite, longer]) {
      const { conclusion } = await validate(change(cms), optionsOf(world));
      expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    }
  });

  it('C8: with something behind it is reported as such', async () => {
    const world = await goodWorld();
    const cms = await cmsOf(world, CONTENT);
    const { findings } = await validate(concatBytes([cms, Uint8Array.of(1)]), optionsOf(world));
    expect(findings).toContainEqual(expect.objectContaining({ id: 'TRAILING_DATA', severity: 'warning' }));
    expect((await validate(cms, optionsOf(world))).findings).toEqual([]);
  });
});

describe('a timestamp token', () => {
  it('C8: whose content is not in DER gives no time', async () => {
    const world = await goodWorld();
    const token = await world.timestampAuthority.stamp(new Uint8Array(32));
    const { signedData } = parseTimestampToken(token);
    const info = concatBytes([...(signedData.content ?? [])]);
    // The same length, so that nothing around it changes: a BOOLEAN or INTEGER that is not the shortest.
    const at = indexOfBytes(token, info) + 2;
    const broken = flipBit(token, at + 1, 7);
    const { conclusion, timestamps } = await validate(broken, optionsOf(world));
    expect(conclusion.indication).not.toBe('TOTAL-PASSED');
    expect(timestamps.filter(({ time }) => time !== null)).toEqual([]);
  });
});
