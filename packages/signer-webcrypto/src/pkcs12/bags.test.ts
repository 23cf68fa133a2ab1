import { context, encode, octetString, objectIdentifier as oid, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { nestedBag, safeBag } from '../../test/make-pkcs12.ts';
import { parseBags } from './bags.ts';

const key = encode(sequence([octetString(Uint8Array.of(1))]));

describe('bags of a PKCS #12 file', () => {
  it('give their values and labels', () => {
    const contents = sequence([
      safeBag({ key, friendlyName: '角印', localKeyId: 7 }),
      safeBag({ certificate: Uint8Array.of(1, 2, 3) }),
    ]);
    expect(parseBags(encode(contents))).toEqual([
      { kind: 'key', value: key, friendlyName: '角印', localKeyId: Uint8Array.of(7) },
      { kind: 'certificate', value: Uint8Array.of(1, 2, 3), friendlyName: undefined, localKeyId: undefined },
    ]);
  });

  it('of other kinds are left out: secrets, CRLs, SDSI certificates', () => {
    const secret = sequence([oid('1.2.840.113549.1.12.10.1.5'), context(0, [sequence([])])]);
    const sdsi = sequence([
      oid('1.2.840.113549.1.12.10.1.3'),
      context(0, [sequence([oid('1.2.840.113549.1.9.22.2'), context(0, [octetString(key)])])]),
    ]);
    expect(parseBags(encode(sequence([secret, sdsi, safeBag({ key })])))).toHaveLength(1);
  });

  it('may be nested, but not without end', () => {
    let bag = safeBag({ key });
    for (let depth = 0; depth < 5; depth++) bag = nestedBag([bag]);
    expect(parseBags(encode(sequence([bag])))).toHaveLength(1);
    for (let depth = 0; depth < 1000; depth++) bag = nestedBag([bag]);
    expect(() => parseBags(encode(sequence([bag])))).toThrow(
      expect.objectContaining({ code: 'BUDGET_EXCEEDED' }),
    );
  });

  it('are refused with anything behind them', () => {
    const contents = encode(sequence([safeBag({ key })]));
    expect(() => parseBags(Uint8Array.of(...contents, 0))).toThrow(
      expect.objectContaining({ code: 'DECODE_FAILED' }),
    );
  });
});
