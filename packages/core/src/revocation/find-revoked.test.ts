import { createGoodWorld, issueCrl } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import {
  boolean,
  context,
  type DerPart,
  element,
  encode,
  generalizedTime,
  integer,
  objectIdentifier,
  octetString,
  retag,
  sequence,
  time,
} from '../asn1/writer.ts';
import { isEsealError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { type CertificateList, parseCrl } from './crl.ts';
import { findRevoked } from './find-revoked.ts';

const AT = new Date('2026-10-01T00:00:00Z');

const extension = (oid: string, value: DerPart, critical = false): DerPart =>
  sequence([objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(encode(value))]);

const entry = (serialNumber: number, extensions: readonly DerPart[] = []): Uint8Array =>
  encode(
    sequence([integer(serialNumber), time(AT), ...(extensions.length > 0 ? [sequence(extensions)] : [])]),
  );

const reason = (number: number) => extension(OID.reasonCode, element(0x0a, [Uint8Array.of(number)]));

const serial = (number: number): Uint8Array => Uint8Array.of(number);

/** A CRL with these bytes for its entries. */
async function crlWith(entries: readonly Uint8Array[], indirect = false): Promise<CertificateList> {
  const world = await createGoodWorld();
  const usual = {
    issuer: world.issuingCa,
    revocations: [],
    thisUpdate: AT,
    nextUpdate: undefined,
    number: 1,
  };
  const point = encode(sequence([retag(boolean(true), 0x84)]));
  const extensions = indirect ? [{ oid: OID.issuingDistributionPoint, critical: true, value: point }] : [];
  const crl = parseCrl(await issueCrl({ ...usual, extensions }));
  return { ...crl, revokedCertificates: concatBytes(entries) };
}

describe('findRevoked', () => {
  it('finds an entry wherever it stands, with its reason and dates', async () => {
    const since = new Date('2026-09-01T00:00:00Z');
    const crl = await crlWith([
      entry(1),
      entry(2, [reason(1), extension(OID.invalidityDate, generalizedTime(since))]),
      entry(3, [reason(99)]),
    ]);
    const of = (number: number) => findRevoked(crl, serial(number)).entry;
    expect(of(1)).toEqual({ revocationDate: AT, reason: 'unspecified', invalidityDate: undefined });
    expect(of(2)).toEqual({ revocationDate: AT, reason: 'keyCompromise', invalidityDate: since });
    expect(of(3)).toMatchObject({ reason: 'unspecified' });
    expect(of(4)).toBeUndefined();
  });

  it('takes numbers for the same only when all their octets are', async () => {
    const crl = await crlWith([encode(sequence([integer(Uint8Array.of(1, 2, 3)), time(AT)]))]);
    expect(findRevoked(crl, Uint8Array.of(1, 2, 3)).entry).toBeDefined();
    for (const other of [
      [1, 2],
      [2, 3],
      [1, 2, 4],
      [0, 1, 2, 3],
    ])
      expect(findRevoked(crl, Uint8Array.from(other)).entry).toBeUndefined();
  });

  it('names critical extensions of any entry that it does not know', async () => {
    const odd = extension('2.999.1', integer(1), true);
    const crl = await crlWith([entry(1), entry(2, [odd]), entry(3, [odd])]);
    expect(findRevoked(crl, serial(1)).unknownCriticalExtensions).toEqual(['2.999.1']);
    const known = await crlWith([entry(1, [extension(OID.reasonCode, element(0x0a, [serial(1)]), true)])]);
    expect(findRevoked(known, serial(1)).unknownCriticalExtensions).toEqual([]);
  });

  it('follows the issuer of entries of an indirect CRL', async () => {
    const world = await createGoodWorld();
    const [seal, root] = [world.seal, world.root].map(({ certificate }) => parseCertificate(certificate));
    if (seal === undefined || root === undefined) throw new Error('entities are missing');
    const issuedBy = (raw: Uint8Array) =>
      extension(OID.certificateIssuer, sequence([context(4, [raw])]), true);
    const entries = [
      entry(1),
      entry(2, [issuedBy(root.subject.raw)]),
      entry(3),
      entry(4, [issuedBy(seal.issuer.raw)]),
    ];
    const crl = await crlWith(entries, true);
    const listed = (issuer: typeof seal.issuer) =>
      [1, 2, 3, 4].filter((number) => findRevoked(crl, serial(number), issuer).entry !== undefined);
    expect(listed(seal.issuer)).toEqual([1, 4]);
    expect(listed(root.subject)).toEqual([2, 3]);
    expect(listed(seal.subject)).toEqual([]);
    const direct = await crlWith(entries);
    expect(findRevoked(direct, serial(1)).unknownCriticalExtensions).toEqual([OID.certificateIssuer]);
  });

  it('refuses entries that are none, also behind the one that is wanted', async () => {
    const broken = [
      Uint8Array.of(0x31, 0),
      Uint8Array.of(0x30, 0),
      Uint8Array.of(0x30, 0x80),
      Uint8Array.of(0x30, 0x84, 0, 0, 0, 1),
      Uint8Array.of(0x30, 3, 2, 1, 1),
      Uint8Array.of(0x30, 5, 2, 4, 1),
      Uint8Array.of(0x30),
      entry(2).subarray(0, -1),
    ];
    for (const bytes of broken) {
      const crl = await crlWith([entry(1), bytes]);
      expect(() => findRevoked(crl, serial(1))).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
    }
  });

  it('ends with a coded error, if any, whatever the entries are', async () => {
    const crl = await crlWith([]);
    const good = concatBytes([entry(1), entry(2, [reason(1)]), entry(3)]);
    const damaged = fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => {
      const bytes = good.slice();
      bytes[at] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (revokedCertificates) => {
        try {
          findRevoked({ ...crl, revokedCertificates }, serial(2));
        } catch (error) {
          expect(isEsealError(error)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
