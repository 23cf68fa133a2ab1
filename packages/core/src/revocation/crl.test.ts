import { type CrlTemplate, createGoodWorld, issueCrl, unknownExtension, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import {
  boolean,
  context,
  encode,
  generalizedTime,
  integer,
  retag,
  sequence,
  utf8String,
} from '../asn1/writer.ts';
import { authorityKeyIdentifier } from '../x509/extensions.ts';
import { parseCrl } from './crl.ts';
import { expectCodedErrorsOnly } from './test-damage.ts';

const NOW = new Date('2026-11-01T00:00:00Z');
const LATER = new Date('2026-11-08T00:00:00Z');

async function issue(changes: Partial<CrlTemplate> = {}): Promise<{ world: World; encoded: Uint8Array }> {
  const world = await createGoodWorld({ now: NOW });
  const usual = { issuer: world.issuingCa, revocations: [], thisUpdate: NOW, nextUpdate: LATER, number: 42 };
  return { world, encoded: await issueCrl({ ...usual, ...changes }) };
}

describe('parseCrl', () => {
  it('reads issuer, times, number and key without touching the entries', async () => {
    const revocations = [{ serialNumber: Uint8Array.of(5), at: NOW }];
    const { world, encoded } = await issue({ revocations });
    const crl = parseCrl(encoded);
    expect(crl).toMatchObject({
      raw: encoded,
      issuer: { raw: world.issuingCa.subject },
      thisUpdate: NOW,
      nextUpdate: LATER,
      crlNumber: 42n,
      baseCrlNumber: undefined,
      issuingDistributionPoint: undefined,
      expiredCertsOnCrl: undefined,
      unknownCriticalExtensions: [],
    });
    expect(crl.revokedCertificates).toHaveLength(20);
    expect(authorityKeyIdentifier(crl)?.keyIdentifier).toHaveLength(20);
    expect(crl.revokedCertificates.buffer).toBe(encoded.buffer);
  });

  it('reads lists without entries and without nextUpdate', async () => {
    const { encoded } = await issue({ nextUpdate: undefined });
    expect(parseCrl(encoded)).toMatchObject({ nextUpdate: undefined, revokedCertificates: new Uint8Array() });
  });

  it('reads every field of issuingDistributionPoint', async () => {
    const uri = retag(utf8String('http://eseal.test/a.crl'), 0x86);
    const flag = (number: number) => retag(boolean(true), 0x80 | number);
    const value = encode(
      sequence([
        context(0, [context(0, [uri])]),
        flag(1),
        flag(2),
        encode(
          retag({ ...boolean(true), parts: [Uint8Array.of(1, 0x40)], contentLength: 2, length: 4 }, 0x83),
        ),
        flag(4),
        flag(5),
      ]),
    );
    const point = { oid: OID.issuingDistributionPoint, critical: true, value };
    expect(parseCrl((await issue({ extensions: [point] })).encoded).issuingDistributionPoint).toEqual({
      distributionPoint: {
        fullName: [{ kind: 'uniformResourceIdentifier', value: 'http://eseal.test/a.crl' }],
      },
      onlyContainsUserCerts: true,
      onlyContainsCACerts: true,
      onlySomeReasons: Uint8Array.of(0x40),
      indirectCRL: true,
      onlyContainsAttributeCerts: true,
    });
  });

  it('reads the number of the base of a delta, expired certificates on the list, and what it does not know', async () => {
    const { encoded } = await issue({
      extensions: [
        { oid: OID.deltaCRLIndicator, critical: true, value: encode(integer(40)) },
        { oid: OID.expiredCertsOnCRL, critical: false, value: encode(generalizedTime(NOW)) },
        unknownExtension(true),
      ],
    });
    expect(parseCrl(encoded)).toMatchObject({
      baseCrlNumber: 40n,
      expiredCertsOnCrl: NOW,
      unknownCriticalExtensions: ['2.999.9.9'],
    });
  });

  it('refuses everything else with a coded error', async () => {
    const { encoded } = await issue();
    expectCodedErrorsOnly(encoded, parseCrl);
  });
});
