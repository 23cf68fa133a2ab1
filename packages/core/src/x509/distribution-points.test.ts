import { describe, expect, it } from 'vitest';
import { certificateWith, encodeTestName } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import {
  bitString,
  context,
  type DerPart,
  encode,
  objectIdentifier,
  retag,
  sequence,
  utf8String,
} from '../asn1/writer.ts';
import { crlDistributionPoints, freshestCrl } from './distribution-points.ts';

const ADDRESS = 'http://eseal.test/a.crl';
const uri = retag(utf8String(ADDRESS), 0x86);
const fullName = context(0, [uri]);
const reasons = retag(bitString(Uint8Array.of(0x40), 6), 0x81);
const place = (value: string) => ({ kind: 'uniformResourceIdentifier', value });
const decodeFailed = expect.objectContaining({ code: 'DECODE_FAILED' });

const certificate = (oid: string, points: DerPart) =>
  certificateWith({ extensions: [{ oid, value: encode(points) }] });
/** The points of a certificate, each of these fields. */
const read = (...points: readonly (readonly DerPart[])[]) =>
  crlDistributionPoints(certificate(OID.cRLDistributionPoints, sequence(points.map(sequence))));

describe('crlDistributionPoints', () => {
  it('are addresses, in their order', () => {
    const other = retag(utf8String('ldap://eseal.test'), 0x86);
    expect(read([context(0, [fullName])], [context(0, [context(0, [other, uri])])])).toEqual([
      { fullName: [place(ADDRESS)], cRLIssuer: [] },
      { fullName: [place('ldap://eseal.test'), place(ADDRESS)], cRLIssuer: [] },
    ]);
  });

  it('may have a name relative to the issuer of the CRL', () => {
    const rdn = context(1, [sequence([objectIdentifier(OID.commonName), utf8String('CRL 1')])]);
    expect(read([context(0, [rdn])])).toMatchObject([
      { fullName: [], relativeName: [{ type: OID.commonName, text: 'CRL 1' }] },
    ]);
    expect(read([context(0, [fullName])])?.[0]).not.toHaveProperty('relativeName');
  });

  it('may have some reasons only and an issuer of their own', () => {
    const issuer = context(2, [context(4, [encodeTestName([[[OID.commonName, 'CA']]])])]);
    expect(read([reasons, issuer])).toMatchObject([
      { fullName: [], reasons: Uint8Array.of(0x40), cRLIssuer: [{ kind: 'directoryName' }] },
    ]);
    expect(read([context(0, [fullName])])?.[0]).not.toHaveProperty('reasons');
  });

  it('are nothing in a certificate without the extension', () => {
    expect(crlDistributionPoints(certificateWith({}))).toBeUndefined();
  });

  it.each([
    ['fields out of order', [reasons, context(0, [fullName])]],
    ['a field of no meaning', [context(3, [])]],
    ['a place without a name', [context(0, [])]],
    ['a name of neither kind', [context(0, [context(2, [uri])])]],
    ['two names of one place', [context(0, [fullName, fullName])]],
    ['names that are none', [context(0, [context(0, [utf8String(ADDRESS)])])]],
  ])('cannot be read with %s', (_, fields) => {
    expect(() => read(fields)).toThrow(decodeFailed);
  });

  it('cannot be read when anything follows them', () => {
    const value = new Uint8Array([...encode(sequence([])), 0x05, 0x00]);
    const extensions = [{ oid: OID.cRLDistributionPoints, value }];
    expect(() => crlDistributionPoints(certificateWith({ extensions }))).toThrow(decodeFailed);
  });
});

describe('freshestCrl', () => {
  it('is read from its own extension, not from that of complete CRLs', () => {
    const points = sequence([sequence([context(0, [fullName])])]);
    const delta = certificate(OID.freshestCRL, points);
    expect(freshestCrl(delta)).toMatchObject([{ fullName: [{ value: ADDRESS }] }]);
    expect(crlDistributionPoints(delta)).toBeUndefined();
    expect(freshestCrl(certificate(OID.cRLDistributionPoints, points))).toBeUndefined();
  });
});
