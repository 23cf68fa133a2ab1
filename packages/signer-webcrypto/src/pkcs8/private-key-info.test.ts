import { encode, integer, octetString, objectIdentifier as oid, sequence } from '@eseal/core/asn1';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pkcs8Of } from '../../test/key-files.ts';
import { parsePrivateKeyInfo } from './private-key-info.ts';

/** OneAsymmetricKey with attributes and the public key, as RFC 5958 §2 allows: version 2. */
function withExtras(pkcs8: Uint8Array): Uint8Array {
  // The fixtures are short enough for one length octet.
  const fields = pkcs8.subarray(pkcs8[1] === 0x81 ? 3 : 2).slice();
  fields[2] = 1;
  return encode(sequence([fields, Uint8Array.of(0xa0, 0), Uint8Array.of(0x81, 2, 0, 5)]));
}

describe('a PrivateKeyInfo', () => {
  it.each([
    ['rsa', 'rsa', undefined],
    ['rsapss', 'rsa-pss', undefined],
    ['p256', 'ec', 'P-256'],
    ['p384', 'ec', 'P-384'],
    ['p521', 'ec', 'P-521'],
    ['ed25519', 'ed25519', undefined],
    ['ed448', 'ed448', undefined],
  ] as const)('of %s is a key of type %s', (name, type, curve) => {
    const key = parsePrivateKeyInfo(pkcs8Of(name));
    expect([key.type, key.curve?.name]).toEqual([type, curve]);
  });

  it.each(['p256', 'ed25519'] as const)(
    'of %s with attributes and public key is reduced to the key',
    (name) => {
      const { pkcs8 } = parsePrivateKeyInfo(withExtras(pkcs8Of(name)));
      expect(pkcs8).toEqual(pkcs8Of(name));
    },
  );

  it('of RSASSA-PSS is given under rsaEncryption, the only name that WebCrypto imports', () => {
    const { pkcs8 } = parsePrivateKeyInfo(pkcs8Of('rsapss256'));
    expect(pkcs8.subarray(4, 22)).toEqual(pkcs8Of('rsa').subarray(4, 22));
  });

  it('of RSASSA-PSS with parameters allows only what they allow', () => {
    expect(parsePrivateKeyInfo(pkcs8Of('rsapss256')).algorithms).toEqual(['rsa-pss-sha256']);
    const longerSalt = Uint8Array.from(pkcs8Of('rsapss256'));
    // [2] EXPLICIT INTEGER 32
    const at = longerSalt.findIndex((byte, index) => byte === 0xa2 && longerSalt[index + 4] === 32);
    longerSalt[at + 4] = 33;
    expect(() => parsePrivateKeyInfo(longerSalt)).toThrow(
      expect.objectContaining({ code: 'SIGNER_KEY_UNUSABLE' }),
    );
  });

  it('of another kind is refused by name', () => {
    const dsa = encode(
      sequence([integer(0), sequence([oid('1.2.840.10040.4.1')]), octetString(new Uint8Array())]),
    );
    expect(() => parsePrivateKeyInfo(dsa)).toThrow(
      expect.objectContaining({
        code: 'SIGNER_KEY_UNUSABLE',
        message: expect.stringContaining('1.2.840.10040.4.1'),
      }),
    );
  });

  it('is a copy that may be overwritten', () => {
    const given = pkcs8Of('p256');
    parsePrivateKeyInfo(given).pkcs8.fill(0);
    expect(given).toEqual(pkcs8Of('p256'));
  });

  it('of arbitrary bytes is a DecodeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(() => parsePrivateKeyInfo(bytes)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
      }),
    );
  });
});
