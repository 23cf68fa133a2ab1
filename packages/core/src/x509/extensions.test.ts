import { describe, expect, it } from 'vitest';
import { certificateWith, encodeTestName } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import {
  bitString,
  boolean,
  context,
  type DerPart,
  element,
  encode,
  integer,
  octetString,
  objectIdentifier as oid,
  sequence,
  setOf,
  utf8String,
} from '../asn1/writer.ts';
import { utf8 } from '../util/bytes.ts';
import type { Certificate } from './certificate.ts';
import { crlDistributionPoints } from './distribution-points.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  extendedKeyUsage,
  findExtension,
  inhibitAnyPolicy,
  keyUsage,
  nameConstraints,
  policyConstraints,
  policyMappings,
  subjectAltName,
  subjectKeyIdentifier,
} from './extensions.ts';

/** A certificate whose only extension is this one. */
function holding(type: string, value: DerPart): Certificate {
  return certificateWith({ extensions: [{ oid: type, value: encode(value) }] });
}

const uri = (text: string): DerPart => element(0x86, [utf8(text)]);
const dns = (text: string): DerPart => element(0x82, [utf8(text)]);

describe('basicConstraints', () => {
  const read = (value: DerPart) => basicConstraints(holding(OID.basicConstraints, value));

  it('of an end entity is empty, since FALSE is the default', () => {
    expect(read(sequence([]))).toEqual({ cA: false });
  });

  it('of a CA may limit the path', () => {
    expect(read(sequence([boolean(true)]))).toEqual({ cA: true });
    expect(read(sequence([boolean(true), integer(0)]))).toEqual({ cA: true, pathLenConstraint: 0 });
  });

  it('is refused with a negative limit, one that is too large, or more', () => {
    const negative = element(0x02, [Uint8Array.of(0xff)]);
    for (const fields of [
      [boolean(true), negative],
      [boolean(true), integer(2 ** 40)],
      [boolean(true), integer(1), integer(1)],
    ])
      expect(() => read(sequence(fields))).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });
});

describe('keyUsage', () => {
  const read = (bytes: number[], unused: number) =>
    keyUsage(holding(OID.keyUsage, bitString(Uint8Array.from(bytes), unused)));

  it.each([
    [[0xc0], 6, ['digitalSignature', 'nonRepudiation']],
    [[0x06], 1, ['keyCertSign', 'cRLSign']],
    [[0x00, 0x80], 7, ['decipherOnly']],
    [[], 0, []],
    [
      [0xff, 0x80, 0xff],
      0,
      [
        'digitalSignature',
        'nonRepudiation',
        'keyEncipherment',
        'dataEncipherment',
        'keyAgreement',
        'keyCertSign',
        'cRLSign',
        'encipherOnly',
        'decipherOnly',
      ],
    ],
  ])('%j with %i unused bits is %j', (bytes, unused, expected) => {
    expect(read(bytes, unused)).toEqual(expected);
  });

  it('is refused with bits set that are not used', () => {
    expect(() => read([0xc1], 6)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });
});

describe('identifiers of keys', () => {
  it('are read with all that an authorityKeyIdentifier may say', () => {
    const value = sequence([
      element(0x80, [Uint8Array.of(1, 2)]),
      context(1, [dns('issuer.example')]),
      element(0x82, [Uint8Array.of(9)]),
    ]);
    expect(authorityKeyIdentifier(holding(OID.authorityKeyIdentifier, value))).toEqual({
      keyIdentifier: Uint8Array.of(1, 2),
      authorityCertIssuer: encode(context(1, [dns('issuer.example')])),
      authorityCertSerialNumber: Uint8Array.of(9),
    });
    expect(authorityKeyIdentifier(holding(OID.authorityKeyIdentifier, sequence([])))).toEqual({});
  });

  it('of the subject are an OCTET STRING', () => {
    expect(subjectKeyIdentifier(holding(OID.subjectKeyIdentifier, octetString(Uint8Array.of(7))))).toEqual(
      Uint8Array.of(7),
    );
  });
});

describe('policies', () => {
  it('have qualifiers, among them addresses of practice statements', () => {
    const cps = sequence([oid(OID.cps), element(0x16, [utf8('http://ca.example/cps')])]);
    const notice = sequence([oid(OID.userNotice), sequence([utf8String('読んでください')])]);
    const value = sequence([
      sequence([oid('2.999.1'), sequence([cps, notice])]),
      sequence([oid(OID.anyPolicy)]),
    ]);
    const policies = certificatePolicies(holding(OID.certificatePolicies, value));
    expect(policies?.map(({ policyIdentifier, cps: links }) => [policyIdentifier, links])).toEqual([
      ['2.999.1', ['http://ca.example/cps']],
      ['2.5.29.32.0', []],
    ]);
    expect(policies?.[0]?.qualifiers.map((qualifier) => qualifier.oid)).toEqual([OID.cps, OID.userNotice]);
  });

  it('are mapped in pairs', () => {
    const value = sequence([
      sequence([oid('2.999.1'), oid('2.999.2')]),
      sequence([oid('2.999.3'), oid('2.999.4')]),
    ]);
    expect(policyMappings(holding(OID.policyMappings, value))).toEqual([
      { issuerDomainPolicy: '2.999.1', subjectDomainPolicy: '2.999.2' },
      { issuerDomainPolicy: '2.999.3', subjectDomainPolicy: '2.999.4' },
    ]);
  });

  it('are constrained by two numbers, each of which may be missing', () => {
    const read = (...fields: DerPart[]) =>
      policyConstraints(holding(OID.policyConstraints, sequence(fields)));
    const field = (tag: number, value: number): DerPart => element(tag, [Uint8Array.of(value)]);
    expect(read(field(0x80, 0), field(0x81, 3))).toEqual({
      requireExplicitPolicy: 0,
      inhibitPolicyMapping: 3,
    });
    expect(read(field(0x81, 1))).toEqual({ inhibitPolicyMapping: 1 });
    expect(inhibitAnyPolicy(holding(OID.inhibitAnyPolicy, integer(2)))).toBe(2);
  });
});

describe('extKeyUsage', () => {
  it('lists purposes in order', () => {
    const value = sequence([oid(OID.timeStamping), oid(OID.ocspSigning)]);
    expect(extendedKeyUsage(holding(OID.extendedKeyUsage, value))).toEqual([
      OID.timeStamping,
      OID.ocspSigning,
    ]);
  });
});

describe('nameConstraints', () => {
  it('have subtrees of both kinds, with the distances that RFC 5280 does not use', () => {
    const value = sequence([
      context(0, [sequence([dns('.example.jp')])]),
      context(1, [
        sequence([
          dns('evil.example.jp'),
          element(0x80, [Uint8Array.of(1)]),
          element(0x81, [Uint8Array.of(2)]),
        ]),
      ]),
    ]);
    expect(nameConstraints(holding(OID.nameConstraints, value))).toEqual({
      permitted: [{ base: { kind: 'dNSName', value: '.example.jp' }, minimum: 0 }],
      excluded: [{ base: { kind: 'dNSName', value: 'evil.example.jp' }, minimum: 1, maximum: 2 }],
    });
  });
});

describe('addresses', () => {
  it('of CRLs: full names, names relative to the issuer, reasons, other issuers', () => {
    const relative = setOf([sequence([oid(OID.commonName), utf8String('CRL 1')])], 0xa1);
    const value = sequence([
      sequence([context(0, [context(0, [uri('http://ca.example/1.crl'), uri('ldap://ca.example/x')])])]),
      sequence([
        context(0, [relative]),
        element(0x81, [Uint8Array.of(1, 0x06)]),
        context(2, [context(4, [encodeTestName([[[OID.commonName, 'Other']]])])]),
      ]),
    ]);
    const points = crlDistributionPoints(holding(OID.cRLDistributionPoints, value));
    expect(points?.[0]?.fullName).toEqual([
      { kind: 'uniformResourceIdentifier', value: 'http://ca.example/1.crl' },
      { kind: 'uniformResourceIdentifier', value: 'ldap://ca.example/x' },
    ]);
    expect(points?.[1]?.relativeName?.[0]?.text).toBe('CRL 1');
    expect(points?.[1]?.reasons).toEqual(Uint8Array.of(0x06));
    expect(points?.[1]?.cRLIssuer[0]?.kind).toBe('directoryName');
  });

  it('of the issuer’s services', () => {
    const value = sequence([
      sequence([oid(OID.ocsp), uri('http://ocsp.example')]),
      sequence([oid(OID.caIssuers), uri('http://ca.example/ca.cer')]),
    ]);
    expect(
      authorityInfoAccess(holding(OID.authorityInfoAccess, value))?.map(({ accessMethod }) => accessMethod),
    ).toEqual([OID.ocsp, OID.caIssuers]);
  });
});

describe('any extension', () => {
  const readers = {
    [OID.basicConstraints]: basicConstraints,
    [OID.keyUsage]: keyUsage,
    [OID.extendedKeyUsage]: extendedKeyUsage,
    [OID.subjectKeyIdentifier]: subjectKeyIdentifier,
    [OID.authorityKeyIdentifier]: authorityKeyIdentifier,
    [OID.subjectAltName]: subjectAltName,
    [OID.certificatePolicies]: certificatePolicies,
    [OID.policyMappings]: policyMappings,
    [OID.policyConstraints]: policyConstraints,
    [OID.inhibitAnyPolicy]: inhibitAnyPolicy,
    [OID.nameConstraints]: nameConstraints,
    [OID.cRLDistributionPoints]: crlDistributionPoints,
    [OID.authorityInfoAccess]: authorityInfoAccess,
  };

  it.each(Object.entries(readers))('%s: absent is undefined, unreadable is a DecodeError', (type, read) => {
    expect(read(certificateWith({}))).toBeUndefined();
    for (const value of [
      new Uint8Array(),
      Uint8Array.of(0x30, 5),
      Uint8Array.of(0x0c, 0),
      Uint8Array.of(0x30, 1, 0xff),
    ]) {
      const certificate = certificateWith({ extensions: [{ oid: type, value }] });
      expect(() => read(certificate)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
    }
  });

  it.each(Object.entries(readers))('%s: refuses anything behind its value', (type, read) => {
    const values: readonly DerPart[] = [
      sequence([]),
      bitString(new Uint8Array()),
      octetString(new Uint8Array()),
      integer(1),
    ];
    const readable = values.map(encode).filter((value) => {
      try {
        read(certificateWith({ extensions: [{ oid: type, value }] }));
        return true;
      } catch {
        return false;
      }
    });
    expect(readable.length).toBeGreaterThan(0);
    for (const value of readable) {
      const certificate = certificateWith({
        extensions: [{ oid: type, value: Uint8Array.of(...value, 5, 0) }],
      });
      expect(() => read(certificate)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
    }
  });

  it('is found by its object identifier', () => {
    const certificate = holding('2.999.5', integer(1));
    expect(findExtension(certificate, '2.999.5')?.value).toEqual(Uint8Array.of(2, 1, 1));
    expect(findExtension(certificate, '2.999.6')).toBeUndefined();
  });
});
