import { createPki } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateWith } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import {
  bitString,
  boolean,
  context,
  type DerPart,
  element,
  encode,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { concatBytes, toHex } from '../util/bytes.ts';
import { parseCertificate } from './certificate.ts';
import { formatName } from './format-name.ts';

const algorithm = sequence([objectIdentifier(OID.ed25519)]);
const name = sequence([setOf([sequence([objectIdentifier(OID.commonName), utf8String('X')])])]);
const validity = sequence([time(new Date('2026-01-01T00:00:00Z')), time(new Date('2050-01-01T00:00:00Z'))]);
const keyInfo = sequence([algorithm, bitString(new Uint8Array(32))]);
const usual: readonly DerPart[] = [integer(7), algorithm, name, validity, name, keyInfo];

/** A certificate with these fields in its signed part. */
function made(
  fields: readonly DerPart[],
  rest: readonly DerPart[] = [algorithm, bitString(new Uint8Array(64))],
): Uint8Array {
  return encode(sequence([sequence(fields), ...rest]));
}

const extension = (oid: string): DerPart =>
  sequence([objectIdentifier(oid), octetString(Uint8Array.of(5, 0))]);
const withExtensions = (extensions: readonly DerPart[]): Uint8Array =>
  made([context(0, [integer(2)]), ...usual, context(3, [sequence(extensions)])]);

describe('a certificate', () => {
  it('made by another library is read field by field', async () => {
    const dates = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2051-11-01T00:00:00Z') };
    const subject = [{ C: 'JP' }, { O: '株式会社サンプル' }];
    const pki = await createPki({
      entities: [
        {
          name: 'root',
          subject,
          profile: { kind: 'ca' },
          key: 'p256',
          serialNumber: Uint8Array.of(0, 0x99),
          ...dates,
        },
      ],
    });
    const { certificate } = pki.entity('root');
    const parsed = parseCertificate(certificate);
    expect(parsed.raw).toBe(certificate);
    expect(parsed).toMatchObject({ version: 3, serialNumber: Uint8Array.of(0, 0x99), ...dates });
    expect(formatName(parsed.subject)).toBe('O=株式会社サンプル, C=JP');
    expect(parsed.publicKey).toMatchObject({ type: 'ec', size: 256 });
    expect(parsed.extensions.map(({ oid }) => oid)).toContain(OID.basicConstraints);
    expect(parsed.signatureAlgorithm.raw).toEqual(parsed.tbsSignatureAlgorithm.raw);
    const verified = await parsed.publicKey.verify('ecdsa-sha256', parsed.tbs, parsed.signatureValue);
    expect(verified).toBe(true);
  });

  it('of version 1 has no extensions; of version 2 it may have unique identifiers', () => {
    expect(parseCertificate(made(usual))).toMatchObject({ version: 1, extensions: [] });
    const unique = element(0x82, [Uint8Array.of(0, 1)]);
    expect(parseCertificate(made([context(0, [integer(1)]), ...usual, unique])).version).toBe(2);
  });

  it('keeps its slices: what was signed is a view of what was received', () => {
    const { raw, tbs } = parseCertificate(made(usual));
    expect(tbs.buffer).toBe(raw.buffer);
  });

  it('may have a negative serial number, which is for others to judge', () => {
    const negative = element(0x02, [Uint8Array.of(0xff)]);
    expect(parseCertificate(made([negative, ...usual.slice(1)])).serialNumber).toEqual(Uint8Array.of(0xff));
  });

  it.each([
    ['anything behind it', concatBytes([made(usual), Uint8Array.of(0)])],
    [
      'anything behind its signature value',
      made(usual, [algorithm, bitString(new Uint8Array(64)), integer(1)]),
    ],
    ['anything behind its fields', made([...usual, integer(1)])],
    ['a field missing', made(usual.slice(1))],
    ['its outer fields in another order', made(usual, [bitString(new Uint8Array(64)), algorithm])],
    ['an extension twice', withExtensions([extension('2.999.1'), extension('2.999.1')])],
    ['a serial number longer than needed', made([element(0x02, [Uint8Array.of(0, 1)]), ...usual.slice(1)])],
    [
      'a third time in its validity',
      made([
        ...usual.slice(0, 3),
        sequence([time(new Date(0)), time(new Date(0)), time(new Date(0))]),
        ...usual.slice(4),
      ]),
    ],
    [
      'fractions of a second',
      made([
        ...usual.slice(0, 3),
        sequence([time(new Date(0)), element(0x18, [new TextEncoder().encode('20500101000000.5Z')])]),
        ...usual.slice(4),
      ]),
    ],
    ['an indefinite length', Uint8Array.of(0x30, 0x80, ...made(usual).subarray(4), 0, 0)],
    [
      'a BOOLEAN of BER in an extension',
      withExtensions([
        sequence([
          objectIdentifier('2.999.1'),
          element(1, [Uint8Array.of(1)]),
          octetString(Uint8Array.of(5, 0)),
        ]),
      ]),
    ],
  ])('with %s is refused', (_, der) => {
    expect(() => parseCertificate(der)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });

  it('larger than a megabyte is refused unread', () => {
    expect(() => parseCertificate(new Uint8Array(2 ** 20 + 1))).toThrow(
      expect.objectContaining({ code: 'BUDGET_EXCEEDED' }),
    );
  });

  it('tells critical extensions apart', () => {
    const certificate = certificateWith({
      extensions: [
        { oid: '2.999.1', value: Uint8Array.of(5, 0), critical: true },
        { oid: '2.999.2', value: Uint8Array.of(5, 0) },
      ],
    });
    expect(certificate.extensions.map(({ critical }) => critical)).toEqual([true, false]);
    const explicitFalse = sequence([
      objectIdentifier('2.999.1'),
      boolean(false),
      octetString(new Uint8Array()),
    ]);
    expect(parseCertificate(withExtensions([explicitFalse])).extensions[0]?.critical).toBe(false);
  });

  it('with as many extensions as fit is read in a second', () => {
    const extensions = Array.from({ length: 60_000 }, (_, at) => extension(`2.5.${at}`));
    const der = withExtensions(extensions);
    expect(der.length).toBeLessThan(2 ** 20);
    const started = performance.now();
    expect(parseCertificate(der).extensions).toHaveLength(60_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('in any damaged form is read or refused with a DecodeError', async () => {
    const whole = certificateWith({
      subject: [[[OID.organization, '株式会社サンプル']]],
      extensions: [{ oid: OID.keyUsage, value: encode(bitString(Uint8Array.of(0xc0), 6)), critical: true }],
    }).raw;
    const damage = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255), end: fc.nat(whole.length) });
    fc.assert(
      fc.property(damage, ({ at, value, end }) => {
        const damaged = Uint8Array.from(whole);
        damaged[at] = value;
        for (const bytes of [damaged, whole.subarray(0, end), damaged.subarray(at)]) {
          try {
            parseCertificate(bytes);
          } catch (error) {
            expect(error, toHex(bytes)).toBeInstanceOf(DecodeError);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('of arbitrary bytes is a DecodeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => parseCertificate(bytes)).toThrow(DecodeError);
      }),
    );
  });
});
