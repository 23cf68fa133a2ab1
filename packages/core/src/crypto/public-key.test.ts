import { describe, expect, it } from 'vitest';
import {
  FORBIDDEN_SIGNATURES,
  keyOf,
  SIGNATURES,
  SIGNED_DATA,
  type SignatureVector,
} from '../../test/signatures.ts';
import * as OID from '../asn1/oids.ts';
import { bitString, encode, integer, nullValue, objectIdentifier as oid, sequence } from '../asn1/writer.ts';
import { concatBytes } from '../util/bytes.ts';
import { CURVES, SIGNATURE_ALGORITHMS } from './algorithms.ts';
import { ecdsaDerToRaw, ecdsaRawToDer } from './ecdsa-value.ts';
import { PublicKey } from './public-key.ts';

const verify = (vector: SignatureVector, data = SIGNED_DATA, value = vector.value): Promise<boolean> =>
  new PublicKey(keyOf(vector.key)).verify(vector.algorithm, data, value, vector.saltLength);

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

describe('a public key', () => {
  it.each([
    ['rsa', 'rsa', 2048, undefined],
    ['rsa-2041', 'rsa', 2041, undefined],
    ['rsa-pss', 'rsa-pss', 2048, undefined],
    ['P-256', 'ec', 256, 'P-256'],
    ['P-521', 'ec', 521, 'P-521'],
    ['brainpoolP384r1', 'ec', 384, 'brainpoolP384r1'],
    ['P-384 compressed', 'ec', 384, 'P-384'],
    ['ed25519', 'ed25519', 256, undefined],
    ['ed448', 'ed448', 448, undefined],
    ['dsa-1024', 'dsa', 1024, undefined],
    ['dsa-2048', 'dsa', 2048, undefined],
  ])('%s is of type %s and size %i', (name, type, size, curve) => {
    const key = new PublicKey(keyOf(name));
    expect([key.type, key.size, key.curve?.name]).toEqual([type, size, curve]);
    expect(key.raw).toEqual(keyOf(name));
  });

  it('of a kind that is not known has no type and verifies nothing', async () => {
    const unknown = new PublicKey(
      encode(sequence([sequence([oid('2.999.1')]), bitString(Uint8Array.of(1))])),
    );
    expect([unknown.type, unknown.size]).toEqual([undefined, 0]);
    for (const { name } of SIGNATURE_ALGORITHMS)
      expect(await unknown.verify(name, SIGNED_DATA, SIGNED_DATA)).toBe(false);
  });

  it.each(CURVES)('with explicit parameters in place of $name verifies nothing', async ({ name }) => {
    const explicit = new PublicKey(keyOf(`${name} explicit`));
    expect([explicit.type, explicit.curve]).toEqual([undefined, undefined]);
    const vector = SIGNATURES.find(({ key }) => key === name);
    expect(await verify({ ...(vector as SignatureVector), key: `${name} explicit` })).toBe(false);
  });

  it('that is no SubjectPublicKeyInfo is a DecodeError', () => {
    for (const bytes of [
      new Uint8Array(),
      Uint8Array.of(...keyOf('ed25519'), 0),
      keyOf('rsa').subarray(0, 100),
    ])
      expect(() => new PublicKey(bytes)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });
});

describe('a DSA key without parameters', () => {
  const full = new PublicKey(keyOf('dsa-1024'));
  const bare = new PublicKey(encode(sequence([sequence([oid(OID.dsa)]), bitString(full.bits)])));
  const withNull = new PublicKey(
    encode(sequence([sequence([oid(OID.dsa), nullValue()]), bitString(full.bits)])),
  );
  const vector = SIGNATURES.find(({ key }) => key === 'dsa-1024') as SignatureVector;
  const holds = (key: PublicKey) => key.verify(vector.algorithm, SIGNED_DATA, vector.value);

  it('verifies nothing until it has those of its issuer', async () => {
    for (const key of [bare, withNull]) {
      expect([key.inheritsParameters, key.size]).toEqual([true, 0]);
      expect(await holds(key)).toBe(false);
      expect(await holds(key.withParametersOf(full))).toBe(true);
      expect(await holds(key.withParametersOf(new PublicKey(keyOf('dsa-2048'))))).toBe(false);
    }
  });

  it('takes none from a key that has none, and gives up none of its own', () => {
    expect(bare.withParametersOf(withNull)).toBe(bare);
    expect(bare.withParametersOf(new PublicKey(keyOf('rsa')))).toBe(bare);
    expect(full.withParametersOf(new PublicKey(keyOf('dsa-2048')))).toBe(full);
    expect(full.inheritsParameters).toBe(false);
  });
});

describe('verification', () => {
  it.each(SIGNATURES)('$algorithm by $key (salt $saltLength) holds', async (vector) => {
    expect(await verify(vector)).toBe(true);
  });

  it.each(SIGNATURES)(
    '$algorithm by $key (salt $saltLength) fails for altered data and values',
    async (vector) => {
      expect(await verify(vector, flipped(SIGNED_DATA, 0))).toBe(false);
      expect(await verify(vector, SIGNED_DATA.subarray(1))).toBe(false);
      for (const at of [0, vector.value.length >> 1, vector.value.length - 1])
        expect(await verify(vector, SIGNED_DATA, flipped(vector.value, at)), `byte ${at}`).toBe(false);
      const values = [
        new Uint8Array(),
        vector.value.subarray(1),
        vector.value.subarray(0, -1),
        new Uint8Array(vector.value.length),
      ];
      for (const value of [
        ...values,
        concatBytes([vector.value, Uint8Array.of(0)]),
        concatBytes([Uint8Array.of(0), vector.value]),
      ])
        expect(await verify(vector, SIGNED_DATA, value), `${value.length} bytes`).toBe(false);
    },
  );

  it.each(FORBIDDEN_SIGNATURES)('$algorithm by $key fails for $why', async (vector) => {
    expect(await verify(vector)).toBe(false);
  });

  it('holds under the one algorithm a value was made with', async () => {
    for (const vector of SIGNATURES.filter(({ key }) =>
      ['rsa', 'P-256', 'ed25519', 'ed448', 'rsa-pss'].includes(key),
    )) {
      const own = vector.saltLength === undefined ? vector : undefined;
      for (const { name } of SIGNATURE_ALGORITHMS) {
        const outcome = await verify({ ...vector, algorithm: name });
        expect(outcome, `${vector.algorithm} as ${name}`).toBe(
          name === own?.algorithm || name === vector.algorithm,
        );
      }
    }
  });

  it('fails under another key of the kind', async () => {
    for (const vector of SIGNATURES) {
      const other = { rsa: 'rsa-2041', 'P-256': 'brainpoolP256r1', 'P-384': 'P-521' }[vector.key];
      if (other !== undefined) expect(await verify({ ...vector, key: other }), vector.algorithm).toBe(false);
    }
  });

  it('of PSS fails with another salt length than the value has', async () => {
    const vectors = SIGNATURES.filter(({ algorithm }) => algorithm.startsWith('rsa-pss'));
    for (const vector of vectors) {
      for (const saltLength of [1, 33, 10_000, 2 ** 31 - 1])
        expect(await verify({ ...vector, saltLength }), `${vector.algorithm} ${saltLength}`).toBe(false);
    }
  });
});

describe('keys that are broken', () => {
  const point = (name: string, change: (bits: Uint8Array) => Uint8Array): PublicKey => {
    const { algorithm, bits } = new PublicKey(keyOf(name));
    return new PublicKey(encode(sequence([algorithm.raw, bitString(change(bits))])));
  };
  const vectorOf = (name: string): SignatureVector => {
    const vector = SIGNATURES.find(({ key }) => key === name);
    if (vector === undefined) throw new TypeError(`no value by ${name}`);
    return vector;
  };

  it.each(CURVES)(
    'verify nothing: points beside $name, at infinity, hybrid, or of another length',
    async ({ name }) => {
      const { algorithm, value } = vectorOf(name);
      const changes: readonly ((bits: Uint8Array) => Uint8Array)[] = [
        (bits) => flipped(bits, bits.length - 1),
        () => Uint8Array.of(0),
        (bits) => bits.map((byte, at) => (at === 0 ? 6 | ((bits.at(-1) ?? 0) & 1) : byte)),
        (bits) => bits.subarray(0, -1),
        (bits) => concatBytes([bits, Uint8Array.of(0)]),
        () => new Uint8Array(),
        (bits) => bits.map((byte, at) => (at === 0 ? byte : 0xff)),
      ];
      for (const change of changes)
        expect(await point(name, change).verify(algorithm, SIGNED_DATA, value)).toBe(false);
      expect(await new PublicKey(keyOf(`${name} hybrid`)).verify(algorithm, SIGNED_DATA, value)).toBe(false);
    },
  );

  it.each(['ed25519', 'ed448'])('verify nothing: %s of another length', async (name) => {
    const { algorithm, value } = vectorOf(name);
    for (const change of [(bits: Uint8Array) => bits.subarray(1), () => new Uint8Array()])
      expect(await point(name, change).verify(algorithm, SIGNED_DATA, value)).toBe(false);
  });

  it('verify nothing: RSA with a modulus that only costs time', async () => {
    const modulus = new Uint8Array(2500).fill(0xff);
    const huge = encode(sequence([integer(modulus), integer(modulus)]));
    const key = new PublicKey(
      encode(sequence([sequence([oid(OID.rsaEncryption), nullValue()]), bitString(huge)])),
    );
    const started = performance.now();
    for (const algorithm of ['rsa-sha256', 'rsa-sha3-256', 'rsa-pss-sha256'] as const)
      expect(await key.verify(algorithm, SIGNED_DATA, modulus)).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('verify nothing in good time: RSA with the largest modulus and an exponent as large', async () => {
    const modulus = new Uint8Array(2048).fill(0xff);
    const numbers = encode(sequence([integer(modulus), integer(modulus)]));
    const key = new PublicKey(
      encode(sequence([sequence([oid(OID.rsaEncryption), nullValue()]), bitString(numbers)])),
    );
    const started = performance.now();
    for (const algorithm of ['rsa-sha256', 'rsa-sha3-256', 'rsa-pss-sha3-256'] as const)
      expect(await key.verify(algorithm, SIGNED_DATA, new Uint8Array(2048).fill(1)), algorithm).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('verify nothing: ECDSA values of zero or of the order and beyond', async () => {
    for (const { name, byteLength } of CURVES) {
      const { algorithm, value } = vectorOf(name);
      const good = ecdsaDerToRaw(value, byteLength) ?? new Uint8Array();
      const half = (bytes: Uint8Array, r: boolean): Uint8Array =>
        r
          ? concatBytes([bytes, good.subarray(byteLength)])
          : concatBytes([good.subarray(0, byteLength), bytes]);
      for (const bytes of [new Uint8Array(byteLength), new Uint8Array(byteLength).fill(0xff)]) {
        for (const r of [true, false])
          expect(
            await new PublicKey(keyOf(name)).verify(algorithm, SIGNED_DATA, ecdsaRawToDer(half(bytes, r))),
            name,
          ).toBe(false);
      }
    }
  });
});
