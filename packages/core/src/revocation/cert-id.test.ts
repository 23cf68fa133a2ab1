import { createGoodWorld, createPki, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { DerReader } from '../asn1/reader.ts';
import {
  type DerPart,
  encode,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from '../asn1/writer.ts';
import { digestRow } from '../crypto/algorithms.ts';
import { equalBytes } from '../util/bytes.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { certId, isCertIdOf, readCertId } from './cert-id.ts';

const read = (part: DerPart) => readCertId(DerReader.over(encode(part), 'CertID'));

const partsOf = (world: World) => ({
  certificate: parseCertificate(world.seal.certificate),
  issuer: parseCertificate(world.issuingCa.certificate),
});

const algorithm = (oid: string) => sequence([objectIdentifier(oid), nullValue()]);
const hashes = [octetString(Uint8Array.of(1)), octetString(Uint8Array.of(2))];

describe('readCertId', () => {
  it('reads what certId wrote', async () => {
    const { certificate, issuer } = partsOf(await createGoodWorld());
    expect(read(await certId(certificate, issuer, 'SHA-256'))).toMatchObject({
      digestAlgorithm: 'SHA-256',
      serialNumber: certificate.serialNumber,
    });
  });

  it('leaves a digest without a name that it does not know', () => {
    expect(read(sequence([algorithm('2.999.1'), ...hashes, integer(7)]))).toEqual({
      digestAlgorithm: undefined,
      issuerNameHash: Uint8Array.of(1),
      issuerKeyHash: Uint8Array.of(2),
      serialNumber: Uint8Array.of(7),
    });
  });

  it('refuses a CertID with a field too few or too many', () => {
    const sha256 = algorithm(digestRow('SHA-256').oid);
    for (const fields of [
      [sha256, ...hashes],
      [sha256, ...hashes, integer(7), integer(7)],
      [...hashes, integer(7)],
    ])
      expect(() => read(sequence(fields))).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });
});

describe('isCertIdOf', () => {
  it('wants the name and the key of the issuer and the number', async () => {
    const world = await createGoodWorld();
    const { certificate, issuer } = partsOf(world);
    const id = read(await certId(certificate, issuer, 'SHA-256'));
    expect(await isCertIdOf(id, certificate, issuer)).toBe(true);
    const others = [
      { ...id, digestAlgorithm: undefined },
      { ...id, issuerNameHash: id.issuerKeyHash },
      { ...id, issuerKeyHash: id.issuerNameHash },
      { ...id, serialNumber: Uint8Array.of(1) },
    ];
    for (const other of others) expect(await isCertIdOf(other, certificate, issuer)).toBe(false);
  });

  it('tells issuers of one name by their keys', async () => {
    const period = { notBefore: new Date('2020-01-01Z'), notAfter: new Date('2040-01-01Z') };
    const ca = { subject: [{ CN: 'CA' }], profile: { kind: 'ca' }, ...period } as const;
    const leaf = { issuer: 'a', subject: [{ CN: 'leaf' }], profile: { kind: 'bare' }, ...period } as const;
    const pki = await createPki({
      entities: [
        { ...ca, name: 'a' },
        { ...ca, name: 'b' },
        { ...leaf, name: 'leaf' },
      ],
    });
    const [a, b, certificate] = ['a', 'b', 'leaf'].map((name) =>
      parseCertificate(pki.entity(name).certificate),
    );
    if (a === undefined || b === undefined || certificate === undefined)
      throw new Error('entities are missing');
    expect(equalBytes(a.subject.raw, b.subject.raw)).toBe(true);
    const id = read(await certId(certificate, b, 'SHA-1'));
    expect(await isCertIdOf(id, certificate, b)).toBe(true);
    expect(await isCertIdOf(id, certificate, a)).toBe(false);
  });
});
