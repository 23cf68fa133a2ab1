import { fromHex, toHex } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createWorkBudget } from './budget.ts';
import { blockSizeOf, derivePkcs12, type Purpose } from './pkcs12-derivation.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

/** The vectors that implementations of RFC 7292 §B.2 share: passwords "smeg" and "queeg". */
const SMEG = '0073006d006500670000';
const QUEEG = '007100750065006500670000';
const VECTORS: readonly {
  purpose: Purpose;
  password: string;
  salt: string;
  iterations: number;
  expected: string;
}[] = [
  {
    purpose: 'encryption-key',
    password: SMEG,
    salt: '0a58cf64530d823f',
    iterations: 1,
    expected: '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3',
  },
  { purpose: 'iv', password: SMEG, salt: '0a58cf64530d823f', iterations: 1, expected: '79993dfe048d3b76' },
  {
    purpose: 'mac-key',
    password: SMEG,
    salt: '3d83c0e4546ac140',
    iterations: 1,
    expected: '8d967d88f6caa9d714800ab3d48051d63f73a312',
  },
  {
    purpose: 'encryption-key',
    password: QUEEG,
    salt: '05dec959acff72f7',
    iterations: 1000,
    expected: 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4',
  },
  {
    purpose: 'iv',
    password: QUEEG,
    salt: '05dec959acff72f7',
    iterations: 1000,
    expected: '11dedad7758d4860',
  },
];

describe('the key derivation of PKCS #12', () => {
  it.each(VECTORS)('makes the $purpose of $password, $iterations rounds', async (vector) => {
    const { purpose, iterations, expected } = vector;
    const request = { purpose, iterations, digest: 'SHA-1', length: expected.length / 2 } as const;
    const derived = await derivePkcs12(
      { ...request, password: bytes(vector.password), salt: bytes(vector.salt) },
      createWorkBudget(),
    );
    expect(toHex(derived)).toBe(expected);
  });

  it('makes as many bytes as are wanted, longer ones beginning with the shorter', async () => {
    const request = { digest: 'SHA-256', purpose: 'iv', iterations: 3 } as const;
    const input = { ...request, password: bytes(SMEG), salt: bytes('01') };
    const long = await derivePkcs12({ ...input, length: 100 }, createWorkBudget());
    const short = await derivePkcs12({ ...input, length: 7 }, createWorkBudget());
    expect(long).toHaveLength(100);
    expect(long.subarray(0, 7)).toEqual(short);
  });

  it('knows the block sizes of SHA-2', () => {
    const sizes = (['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'] as const).map(blockSizeOf);
    expect(sizes).toEqual([64, 64, 64, 128, 128]);
  });

  it('stops before it begins when the rounds are too many', async () => {
    const request = { digest: 'SHA-1', purpose: 'iv', iterations: 1_000_001, length: 8 } as const;
    const derived = derivePkcs12(
      { ...request, password: bytes(SMEG), salt: bytes('01') },
      createWorkBudget(),
    );
    await expect(derived).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });
});
