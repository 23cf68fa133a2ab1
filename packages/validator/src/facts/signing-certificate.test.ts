import { OID } from '@eseal/core/asn1';
import type { CertificateReference } from '@eseal/core/cms';
import type { Certificate } from '@eseal/core/x509';
import { formatName, subjectKeyIdentifier } from '@eseal/core/x509';
import { type Entity, goodEntities } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { referenceTo } from '../../test/parsed-seal.ts';
import { identifySigningCertificate, type ReferringSignature } from './signing-certificate.ts';

/** A world with a second certificate for the same key and subject. */
async function twins() {
  const seal = goodEntities(NOW).find(({ name }) => name === 'seal');
  if (seal === undefined) throw new Error('the good world has no seal');
  const world = await goodWorld({ entities: [{ ...seal, name: 'twin', keyOf: 'seal' }] });
  return { seal: world.seal, twin: world.entity('twin') };
}

const naming = (references: readonly CertificateReference[], sid: Entity): ReferringSignature => ({
  signingCertificateReferences: { count: references.length, references },
  certificateHint: {
    kind: 'signer-identifier',
    identifier: {
      kind: 'issuerAndSerialNumber',
      issuer: certificateOf(sid).issuer,
      serialNumber: sid.serialNumber,
    },
  },
});

const same = (a: Certificate | undefined, b: Entity): boolean =>
  a?.raw.every((byte, at) => byte === b.certificate[at]) ?? false;

describe('identifySigningCertificate', () => {
  it('finds the certificate with the digest, wherever it stands', async () => {
    const { seal, twin } = await twins();
    for (const candidates of [
      [seal, twin],
      [twin, seal],
    ]) {
      const facts = await identifySigningCertificate(
        naming([await referenceTo(seal)], seal),
        candidates.map(certificateOf),
      );
      expect(same(facts.identified, seal)).toBe(true);
      expect(facts.reference).toEqual({
        present: true,
        unique: true,
        digestMatch: true,
        issuerSerialMatch: true,
      });
    }
  });

  it('lets the digest decide against the identifier beside it', async () => {
    const { seal, twin } = await twins();
    const facts = await identifySigningCertificate(
      naming([await referenceTo(seal)], twin),
      [twin, seal].map(certificateOf),
    );
    expect(same(facts.identified, seal)).toBe(true);
  });

  it('identifies nothing when another certificate of the same key was put in place', async () => {
    const { seal, twin } = await twins();
    const facts = await identifySigningCertificate(naming([await referenceTo(seal)], twin), [
      certificateOf(twin),
    ]);
    expect(facts.identified).toBeUndefined();
    expect(same(facts.hinted[0], twin)).toBe(true);
    expect(facts.reference).toMatchObject({ present: true, digestMatch: false, issuerSerialMatch: false });
  });

  it('only hints at a certificate when there is no reference', async () => {
    const { seal, twin } = await twins();
    const facts = await identifySigningCertificate(naming([], seal), [twin, seal].map(certificateOf));
    expect(facts.identified).toBeUndefined();
    expect(same(facts.hinted[0], seal)).toBe(true);
    expect(facts.reference).toEqual({
      present: false,
      unique: false,
      digestMatch: false,
      issuerSerialMatch: null,
    });
  });

  it('hints by key identifier too, and not by one that cannot be read', async () => {
    const { seal } = await twins();
    const certificate = certificateOf(seal);
    const keyIdentifier = subjectKeyIdentifier(certificate) ?? new Uint8Array();
    const signature: ReferringSignature = {
      signingCertificateReferences: { count: 0, references: [] },
      certificateHint: {
        kind: 'signer-identifier',
        identifier: { kind: 'subjectKeyIdentifier', keyIdentifier },
      },
    };
    expect((await identifySigningCertificate(signature, [certificate])).hinted).toEqual([certificate]);
    const broken = {
      ...certificate,
      extensions: [{ oid: OID.subjectKeyIdentifier, critical: false, value: Uint8Array.of(4) }],
    };
    expect((await identifySigningCertificate(signature, [broken])).hinted).toEqual([]);
  });

  it('tells several references of an attribute from an attribute that is repeated', async () => {
    const { seal, twin } = await twins();
    const [first, other] = [await referenceTo(seal), await referenceTo(twin)];
    const uniqueOf = async (count: number, ...references: readonly CertificateReference[]) => {
      const signature = { ...naming([], seal), signingCertificateReferences: { count, references } };
      return (await identifySigningCertificate(signature, [certificateOf(seal)])).reference.unique;
    };
    expect(await uniqueOf(1, first)).toBe(true);
    expect(await uniqueOf(1, first, first)).toBe(false);
    expect(await uniqueOf(2, first, first)).toBe(true);
    expect(await uniqueOf(2, first, other)).toBe(false);
    expect(await uniqueOf(2, first, { ...other, digestAlgorithm: 'SHA-512' })).toBe(true);
  });

  it('finds nothing by a digest of an unknown algorithm', async () => {
    const { seal } = await twins();
    const reference = { ...(await referenceTo(seal)), digestAlgorithm: undefined };
    const facts = await identifySigningCertificate(naming([reference], seal), [certificateOf(seal)]);
    expect(facts.reference).toMatchObject({ present: true, digestMatch: false });
  });

  it('notices an issuer and serial number of another certificate', async () => {
    const { seal, twin } = await twins();
    const { issuerSerial } = await referenceTo(twin);
    const reference = { ...(await referenceTo(seal)), ...(issuerSerial && { issuerSerial }) };
    const facts = await identifySigningCertificate(naming([reference], seal), [certificateOf(seal)]);
    expect(facts.reference).toMatchObject({ digestMatch: true, issuerSerialMatch: false });
  });

  it('compares an issuer that stands there as text', async () => {
    const { seal } = await twins();
    const certificate = certificateOf(seal);
    const match = async (text: string, serialNumber = certificate.serialNumber) => {
      const issuerSerial = { issuer: { text }, serialNumber };
      const reference = { ...(await referenceTo(seal)), issuerSerial };
      return (await identifySigningCertificate(naming([reference], seal), [certificate])).reference
        .issuerSerialMatch;
    };
    const name = formatName(certificate.issuer);
    expect(await match(name)).toBe(true);
    expect(await match(name.split(', ').toReversed().join(',\n'))).toBe(true);
    expect(await match(formatName(certificate.subject))).toBe(false);
    expect(await match(name, Uint8Array.of(1))).toBe(false);
  });
});
