import { utf8 } from '@eseal/core';
import {
  context,
  type DerPart,
  encode,
  OID,
  objectIdentifier,
  retag,
  sequence,
  utf8String,
} from '@eseal/core/asn1';
import type { CertificateList, IssuingDistributionPoint } from '@eseal/core/revocation';
import type { Certificate, GeneralName } from '@eseal/core/x509';
import type { World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsedCrl } from '../../test/inquiring.ts';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { ALL_REASONS, isAboutIssuer, reasonsCovered } from './crl-scope.ts';

let world: World;
let seal: Certificate;
let crl: CertificateList;
beforeAll(async () => {
  world = await goodWorld();
  seal = certificateOf(world.seal);
  crl = await parsedCrl(world);
});

const HERE = 'http://eseal.test/here.crl';
const THERE = 'http://eseal.test/there.crl';

const uri = (address: string): DerPart => retag(utf8String(address), 0x86);
const at = (address: string): DerPart => context(0, [context(0, [uri(address)])]);
const issuedBy = (name: Uint8Array): DerPart => context(2, [context(4, [name])]);
/** Reasons as one octet of named bits, the first of them unused. */
const forReasons = (bits: number): DerPart => Uint8Array.of(0x81, 2, 0, bits);

/** The seal's certificate with one distribution point of these fields and no other. */
function withPoint(...fields: readonly DerPart[]): Certificate {
  const value = encode(sequence([sequence(fields)]));
  const others = seal.extensions.filter(({ oid }) => oid !== OID.cRLDistributionPoints);
  return { ...seal, extensions: [...others, { oid: OID.cRLDistributionPoints, critical: false, value }] };
}

const NO_LIMITS: IssuingDistributionPoint = {
  distributionPoint: undefined,
  onlyContainsUserCerts: false,
  onlyContainsCACerts: false,
  onlySomeReasons: undefined,
  indirectCRL: false,
  onlyContainsAttributeCerts: false,
};

const limited = (limits: Partial<IssuingDistributionPoint>): CertificateList => ({
  ...crl,
  issuingDistributionPoint: { ...NO_LIMITS, ...limits },
});

const published = (...addresses: readonly string[]): Pick<IssuingDistributionPoint, 'distributionPoint'> => ({
  distributionPoint: {
    fullName: addresses.map((value): GeneralName => ({ kind: 'uniformResourceIdentifier', value })),
  },
});

describe('the issuer of a CRL', () => {
  it('is that of the certificate, or one that its distribution points name', () => {
    const ofRoot = { ...crl, issuer: certificateOf(world.root).subject };
    expect(isAboutIssuer(crl, seal)).toBe(true);
    expect(isAboutIssuer(ofRoot, seal)).toBe(false);
    expect(isAboutIssuer(ofRoot, withPoint(at(HERE), issuedBy(world.root.subject)))).toBe(true);
    expect(isAboutIssuer(ofRoot, withPoint(at(HERE), issuedBy(world.tsa.subject)))).toBe(false);
  });
});

describe('an indirect CRL', () => {
  it('covers certificates whose distribution point names its issuer, when it says that it is indirect', () => {
    const delegating = withPoint(at(HERE), issuedBy(world.root.subject));
    const issuer = certificateOf(world.root).subject;
    const covered = (limits: Partial<IssuingDistributionPoint>, certificate = delegating) =>
      reasonsCovered({ ...limited(limits), issuer }, certificate);
    expect(covered({ indirectCRL: true })).toBe(ALL_REASONS);
    expect(covered({ indirectCRL: true, ...published(HERE) })).toBe(ALL_REASONS);
    expect(covered({ indirectCRL: false })).toBe(0);
    expect(covered({ indirectCRL: true, ...published(THERE) })).toBe(0);
    expect(covered({ indirectCRL: true }, withPoint(at(HERE)))).toBe(0);
  });
});

describe('the distribution point of a CRL', () => {
  it('is one of several addresses, and has to be among those of the certificate', () => {
    const certificate = withPoint(at(HERE));
    expect(reasonsCovered(limited(published(THERE, HERE)), certificate)).toBe(ALL_REASONS);
    expect(reasonsCovered(limited(published(THERE)), certificate)).toBe(0);
  });

  it('may be named below the issuer, which is the same as in full, and not the same below another', () => {
    const rdn = [{ type: '2.5.4.3', tag: 0x0c, content: utf8('list'), text: 'list' }];
    const relative = limited({ distributionPoint: { fullName: [], relativeName: rdn } });
    const full = (name: Certificate['issuer']): Certificate['issuer'] => ({
      ...name,
      rdns: [...name.rdns, rdn],
    });
    const inFull = (name: Certificate['issuer']) =>
      limited({ distributionPoint: { fullName: [{ kind: 'directoryName', name: full(name) }] } });
    const certificate = withPoint(
      context(0, [context(1, [sequence([objectIdentifier('2.5.4.3'), utf8String('list')])])]),
    );
    expect(reasonsCovered(relative, certificate)).toBe(ALL_REASONS);
    expect(reasonsCovered(inFull(seal.issuer), certificate)).toBe(ALL_REASONS);
    expect(reasonsCovered(inFull(seal.subject), certificate)).toBe(0);
    expect(reasonsCovered(relative, withPoint(at(HERE)))).toBe(0);
  });
});

describe('the reasons that a CRL covers', () => {
  it('are those that both it and the distribution point name', () => {
    const certificate = withPoint(at(HERE), forReasons(0b0110_0000));
    const some = { onlySomeReasons: Uint8Array.of(0b0011_0000), ...published(HERE) };
    // Bits are counted from the left: the first octet holds the reasons 0 to 7.
    expect(reasonsCovered(limited(published(HERE)), certificate)).toBe(0b0110);
    expect(reasonsCovered(limited(some), certificate)).toBe(0b0100);
    const others = { onlySomeReasons: Uint8Array.of(0b0001_0000), ...published(HERE) };
    expect(reasonsCovered(limited(others), certificate)).toBe(0);
  });

  it('do not count the bit that stands for none', () => {
    expect(reasonsCovered(limited({ onlySomeReasons: Uint8Array.of(0x80) }), seal)).toBe(0);
    expect(reasonsCovered(limited({ onlySomeReasons: Uint8Array.of(0xff, 0x80) }), seal)).toBe(ALL_REASONS);
  });

  it('are none for a certificate of another issuer', () => {
    expect(reasonsCovered(crl, seal)).toBe(ALL_REASONS);
    expect(reasonsCovered(crl, certificateOf(world.issuingCa))).toBe(0);
  });
});
