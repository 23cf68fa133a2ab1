import { createGoodWorld, flipBit, truncate } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { context, encode, sequence } from '../asn1/writer.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { encodeCrossCertificatePair, parseCrossCertificatePair } from './cross-certificate-pair.ts';

let root: Certificate;
let issuing: Certificate;

beforeAll(async () => {
  const world = await createGoodWorld();
  root = parseCertificate(world.root.certificate);
  issuing = parseCertificate(world.issuingCa.certificate);
});

const refused = expect.objectContaining({ code: 'DECODE_FAILED' });

describe('CertificatePair', () => {
  it('is read as it was written, with both halves or one', () => {
    const pairs = [
      { issuedToThisCa: root, issuedByThisCa: issuing },
      { issuedToThisCa: root },
      { issuedByThisCa: issuing },
    ];
    for (const pair of pairs)
      expect(parseCrossCertificatePair(encodeCrossCertificatePair(pair))).toEqual(pair);
  });

  it('keeps the certificates inside explicit tags', () => {
    expect(encodeCrossCertificatePair({ issuedToThisCa: root })).toEqual(
      encode(sequence([context(0, [root.raw])])),
    );
  });

  it('is refused without a certificate, with two of one kind, out of order, or with more behind', () => {
    const [to, by] = [context(0, [root.raw]), context(1, [issuing.raw])];
    for (const halves of [[], [to, to], [by, to], [to, by, by], [context(2, [root.raw])]])
      expect(() => parseCrossCertificatePair(encode(sequence(halves)))).toThrow(refused);
    const pair = encodeCrossCertificatePair({ issuedToThisCa: root });
    expect(() => parseCrossCertificatePair(Uint8Array.of(...pair, 0))).toThrow(refused);
    expect(() => parseCrossCertificatePair(encode(sequence([context(0, [root.raw, root.raw])])))).toThrow(
      refused,
    );
  });

  it('is no certificate, no implicit tag and nothing broken', () => {
    const implicit = encode(sequence([Uint8Array.of(0xa0, ...root.raw.subarray(1))]));
    const pair = encodeCrossCertificatePair({ issuedByThisCa: issuing });
    for (const bytes of [root.raw, implicit, truncate(pair, pair.length - 1), flipBit(pair, 0)])
      expect(() => parseCrossCertificatePair(bytes)).toThrow(refused);
  });
});
