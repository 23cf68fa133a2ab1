/**
 * Keys and values that are made so that something holds that nobody signed, or so that checking takes for ever. The same
 * answer is due from every platform.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import { keyOf, SIGNATURES, SIGNED_DATA, type SignatureVector } from '../../test/signatures.ts';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { bitString, encode, integer, nullValue, objectIdentifier, sequence } from '../asn1/writer.ts';
import { concatBytes, fromHex } from '../util/bytes.ts';
import type { SignatureAlgorithm } from './algorithms.ts';
import { toBigInt, toBytes } from './big-integer.ts';
import { ecdsaDerToRaw } from './ecdsa-value.ts';
import { PublicKey } from './public-key.ts';

const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

function vectorOf(name: string, algorithm?: SignatureAlgorithm): SignatureVector {
  const vector = SIGNATURES.find((one) => one.key === name && (algorithm ?? one.algorithm) === one.algorithm);
  if (vector === undefined) throw new TypeError(`no value by ${name}`);
  return vector;
}

const verify = ({ key, algorithm }: SignatureVector, value: Uint8Array): Promise<boolean> =>
  new PublicKey(keyOf(key)).verify(algorithm, SIGNED_DATA, value);

/** The key of this name with other content of subjectPublicKey. */
function withBits(name: string, bits: Uint8Array): PublicKey {
  return new PublicKey(encode(sequence([new PublicKey(keyOf(name)).algorithm.raw, bitString(bits)])));
}

function rsaKey(modulus: Uint8Array, exponent: number): PublicKey {
  const algorithm = sequence([objectIdentifier(OID.rsaEncryption), nullValue()]);
  return new PublicKey(
    encode(sequence([algorithm, bitString(encode(sequence([integer(modulus), integer(exponent)])))])),
  );
}

function modulusOf(name: string): Uint8Array {
  const { bits } = new PublicKey(keyOf(name));
  return DerReader.over(bits, 'RSAPublicKey').sequence('RSAPublicKey').integer('modulus');
}

/** DigestInfo of SHA-256 (RFC 8017 §9.2) over the data that the vectors sign. */
async function digestInfo(): Promise<Uint8Array> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(SIGNED_DATA));
  return concatBytes([hex('3031300d060960864801650304020105000420'), new Uint8Array(digest)]);
}

/** EMSA-PKCS1-v1_5 of the data: what a value is under the exponent 1. */
async function encodedMessage(length: number): Promise<Uint8Array> {
  const info = await digestInfo();
  const padding = new Uint8Array(length - info.length - 3).fill(0xff);
  return concatBytes([Uint8Array.of(0, 1), padding, Uint8Array.of(0), info]);
}

/** The largest number whose cube is not above another. */
function cubeRoot(value: bigint): bigint {
  let [low, high] = [0n, 1n << 700n];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle ** 3n <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

describe('an RSA key', () => {
  it('C11: with the exponent 1 verifies nothing, though every encoded message is its own value', async () => {
    const modulus = modulusOf('rsa');
    const value = await encodedMessage(256);
    for (const algorithm of ['rsa-sha256', 'rsa-pss-sha256'] as const)
      expect(await rsaKey(modulus, 1).verify(algorithm, SIGNED_DATA, value)).toBe(false);
  });

  it('C11: with an even exponent or an even modulus verifies nothing', async () => {
    const modulus = modulusOf('rsa');
    const { value } = vectorOf('rsa', 'rsa-sha256');
    expect(await rsaKey(modulus, 65_537).verify('rsa-sha256', SIGNED_DATA, value)).toBe(true);
    expect(await rsaKey(modulus, 65_536).verify('rsa-sha256', SIGNED_DATA, value)).toBe(false);
    const even = modulus.map((byte, at) => (at === modulus.length - 1 ? byte & 0xfe : byte));
    expect(await rsaKey(even, 65_537).verify('rsa-sha256', SIGNED_DATA, await encodedMessage(256))).toBe(
      false,
    );
  });

  it('C11: with the exponent 3 does not verify a cube root of a short padding with anything behind the digest', async () => {
    const info = await digestInfo();
    const beginning = concatBytes([hex('0001ffffffffffffffff00'), info]);
    const block = concatBytes([beginning, new Uint8Array(256 - beginning.length).fill(0xff)]);
    const root = cubeRoot(toBigInt(block));
    // The attack is a real one: the cube begins as a padded message does.
    expect(toBytes(root ** 3n, 256)?.subarray(0, beginning.length)).toEqual(beginning);
    const value = toBytes(root, 256) ?? new Uint8Array();
    const key = rsaKey(modulusOf('rsa'), 3);
    expect(await key.verify('rsa-sha256', SIGNED_DATA, value)).toBe(false);
  });

  it('C11, C14: of no size, or whose value is nothing or the modulus itself, verifies nothing', async () => {
    const modulus = modulusOf('rsa');
    const bytes = modulus.subarray(1);
    for (const algorithm of ['rsa-sha256', 'rsa-sha3-256', 'rsa-pss-sha256', 'rsa-pss-sha3-256'] as const) {
      for (const value of [new Uint8Array(), new Uint8Array(256), bytes])
        expect(await rsaKey(modulus, 65_537).verify(algorithm, SIGNED_DATA, value), algorithm).toBe(false);
      for (const small of [0, 1, 3])
        for (const value of [new Uint8Array(), Uint8Array.of(0), Uint8Array.of(1)])
          expect(await rsaKey(Uint8Array.of(small), 3).verify(algorithm, SIGNED_DATA, value)).toBe(false);
    }
  });

  it('C11: whose numbers are negative, missing or followed by others verifies nothing', async () => {
    const { value } = vectorOf('rsa', 'rsa-sha256');
    const modulus = modulusOf('rsa');
    const numbers = (...parts: readonly string[]): Uint8Array =>
      encode(sequence([integer(modulus), ...parts.map(hex)]));
    const key = (bits: Uint8Array): Promise<boolean> =>
      withBits('rsa', bits).verify('rsa-sha256', SIGNED_DATA, value);
    expect(await key(numbers('0203010001'))).toBe(true);
    expect(await key(numbers())).toBe(false);
    expect(await key(numbers('0203010001', '020101'))).toBe(false);
    const negative = concatBytes([hex('0282010080'), new Uint8Array(255).fill(1)]);
    expect(await key(encode(sequence([negative, hex('0203010001')])))).toBe(false);
  });
});

describe('an ECDSA value', () => {
  const CURVES = ['P-256', 'P-384', 'P-521', 'brainpoolP256r1'];

  it.each(CURVES)('C12: by %s holds in one encoding only', async (name) => {
    const vector = vectorOf(name);
    const { value } = vector;
    expect(await verify(vector, value)).toBe(true);
    const content = DerReader.over(value, 'value').content(0x30, 'value');
    const [r, s] = [1, 2].map((which) => {
      const reader = DerReader.over(value, 'value').sequence('value');
      const first = reader.raw('r');
      return which === 1 ? first : reader.raw('s');
    }) as [Uint8Array, Uint8Array];
    const longer = (element: Uint8Array): Uint8Array =>
      concatBytes([Uint8Array.of(2, element.length - 1, 0), element.subarray(2)]);
    const others: readonly Uint8Array[] = [
      concatBytes([value, Uint8Array.of(0)]),
      concatBytes([hex('3080'), content, hex('0000')]),
      encode(sequence([r, s, integer(1)])),
      encode(sequence([longer(r), s])),
      encode(sequence([r, longer(s)])),
      encode(sequence([s, r])),
      encode(sequence([r])),
    ];
    for (const other of others) expect(await verify(vector, other)).toBe(false);
  });

  it.each(CURVES)('C12, C14: by %s never holds with numbers that are zero, one or negative', async (name) => {
    const vector = vectorOf(name);
    for (const r of ['020100', '020101', '0201ff'])
      for (const s of ['020100', '020101', '0201ff'])
        expect(await verify(vector, encode(sequence([hex(r), hex(s)])))).toBe(false);
  });

  it('C12: holds under no key whose parameters are written out, or that is no point', async () => {
    const vector = vectorOf('P-256');
    const explicit = sequence([objectIdentifier(OID.ecPublicKey), sequence([integer(1)])]);
    const { bits } = new PublicKey(keyOf('P-256'));
    const key = new PublicKey(encode(sequence([explicit, bitString(bits)])));
    expect(key.type).toBeUndefined();
    expect(await key.verify(vector.algorithm, SIGNED_DATA, vector.value)).toBe(false);
    for (const point of ['00', '04', `04${'00'.repeat(64)}`, `02${'ff'.repeat(32)}`])
      expect(await withBits('P-256', hex(point)).verify(vector.algorithm, SIGNED_DATA, vector.value)).toBe(
        false,
      );
    expect(ecdsaDerToRaw(vector.value, 32)).toHaveLength(64);
  });
});

const ORDERS = {
  ed25519: (1n << 252n) + 27742317777372353535851937790883648493n,
  ed448: (1n << 446n) - 13818066809895115352007386748515426880336692474882178609894547503885n,
} as const;

/** Encodings of points of small order, and of the same coordinates written too large. */
const SMALL_ORDER: Readonly<Record<keyof typeof ORDERS, readonly string[]>> = {
  ed25519: [
    `01${'00'.repeat(31)}`,
    `01${'00'.repeat(30)}80`,
    '00'.repeat(32),
    `ec${'ff'.repeat(30)}7f`,
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    `ed${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(30)}7f`,
    'ff'.repeat(32),
  ],
  ed448: [
    `01${'00'.repeat(56)}`,
    '00'.repeat(57),
    `fe${'ff'.repeat(27)}fe${'ff'.repeat(27)}00`,
    `ff${'ff'.repeat(27)}fe${'ff'.repeat(27)}00`,
    `00${'00'.repeat(27)}ff${'ff'.repeat(27)}00`,
  ],
};

describe.each(['ed25519', 'ed448'] as const)('EdDSA by %s', (name) => {
  const vector = vectorOf(name);
  const half = vector.value.length / 2;

  it('C13: does not hold when the order is added to S, though the equation does', async () => {
    const s = toBigInt(vector.value.slice(half).reverse());
    const larger = toBytes(s + ORDERS[name], half)?.reverse() ?? new Uint8Array();
    expect(await verify(vector, vector.value)).toBe(true);
    expect(await verify(vector, concatBytes([vector.value.subarray(0, half), larger]))).toBe(false);
  });

  it.each(SMALL_ORDER[name])(
    'C13: holds under no key of small order or beyond the field: %s',
    async (point) => {
      const key = withBits(name, hex(point));
      // Under the neutral element R = S * B holds for anything: with S = 0 its own encoding is R.
      for (const r of SMALL_ORDER[name])
        expect(await key.verify(name, SIGNED_DATA, concatBytes([hex(r), new Uint8Array(half)]))).toBe(false);
      expect(await key.verify(name, SIGNED_DATA, vector.value)).toBe(false);
    },
  );

  it('C13, C14: does not hold with an R of small order, an S of zero, or both', async () => {
    const neutral = hex(SMALL_ORDER[name][0] ?? '');
    const [r, s] = [vector.value.subarray(0, half), vector.value.subarray(half)];
    for (const value of [
      [neutral, s],
      [r, new Uint8Array(half)],
      [neutral, new Uint8Array(half)],
      [s, r],
    ])
      expect(await verify(vector, concatBytes(value))).toBe(false);
  });
});
