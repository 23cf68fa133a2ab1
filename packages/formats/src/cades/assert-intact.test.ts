import { utf8 } from '@eseal/core';
import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { flipBit } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertSealIntact, assertTimestampIntact } from './assert-intact.ts';
import { parseCades } from './parse.ts';
import { createTestSealer } from './test-seals.ts';

const DOCUMENT = utf8('請求書');
const BROKEN = { code: 'SEAL_BROKEN' };

let seal: ParsedSignature;
let timestamp: ParsedTimestamp;
beforeAll(async () => {
  const sealer = await createTestSealer();
  const sealed = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
  const [signature] = (await parseCades(sealed, { contents: [{ source: DOCUMENT }] })).signatures;
  const [first] = signature?.timestamps ?? [];
  if (signature === undefined || first === undefined) throw new Error('there is no stamped seal');
  seal = signature;
  timestamp = first;
});

const withValue = (value: Uint8Array): ParsedSignature => ({
  ...seal,
  signature: { ...seal.signature, value },
});

describe('a seal', () => {
  it('is intact when its reference, value and timestamp hold', async () => {
    await expect(assertSealIntact(seal)).resolves.toBeUndefined();
  });

  it('is broken when it covers something else', async () => {
    const input = { kind: 'bytes', pieces: [utf8('請求書 改')] } as const;
    const references = seal.references.map((reference) => ({ ...reference, input }));
    await expect(assertSealIntact({ ...seal, references })).rejects.toMatchObject(BROKEN);
  });

  it('is broken when its value does not verify', async () => {
    const value = flipBit(seal.signature.value, seal.signature.value.length - 1);
    await expect(assertSealIntact(withValue(value))).rejects.toMatchObject(BROKEN);
  });

  it('is broken with a broken timestamp', async () => {
    const timestamps = [{ ...timestamp, token: flipBit(timestamp.token, timestamp.token.length - 1) }];
    await expect(assertSealIntact({ ...seal, timestamps })).rejects.toMatchObject(BROKEN);
  });

  it('is not called broken when its content cannot be looked at', async () => {
    const references = seal.references.map(({ input: _, ...reference }) => ({
      ...reference,
      input: undefined,
    }));
    await expect(assertSealIntact({ ...seal, references })).resolves.toBeUndefined();
  });

  it('is not called broken without its certificate, and is when that is given from elsewhere', async () => {
    const unsound = { ...withValue(new Uint8Array(8)), certificates: [], timestamps: [] };
    await expect(assertSealIntact(unsound)).resolves.toBeUndefined();
    await expect(assertSealIntact(unsound, seal.certificates)).rejects.toMatchObject(BROKEN);
  });

  it('is not called broken when its algorithm is unknown', async () => {
    const { algorithm: _, ...rest } = withValue(new Uint8Array(8)).signature;
    const signature = { ...rest, algorithm: undefined };
    await expect(assertSealIntact({ ...seal, signature })).resolves.toBeUndefined();
  });

  it('is looked at without the files that its manifest lists', async () => {
    const input = { kind: 'bytes', pieces: [utf8('別紙')] } as const;
    const listed = seal.references.map((one) => ({ ...one, kind: 'manifest-entry' as const, input }));
    await expect(assertSealIntact({ ...seal, references: listed })).resolves.toBeUndefined();
  });
});

describe('a timestamp', () => {
  it('is intact over what it was made for, and broken over something else', async () => {
    await expect(assertTimestampIntact(timestamp)).resolves.toBeUndefined();
    const input = { kind: 'bytes', pieces: [DOCUMENT] } as const;
    await expect(assertTimestampIntact({ ...timestamp, input })).rejects.toMatchObject(BROKEN);
  });

  it('is broken when it cannot be read', async () => {
    const token = timestamp.token.subarray(0, 40);
    await expect(assertTimestampIntact({ ...timestamp, token })).rejects.toMatchObject(BROKEN);
  });

  it('is broken with a problem of its index, and not with a sound one', async () => {
    const index = (problems: readonly string[]) => ({
      ...timestamp,
      archive: {
        version: 'v3' as const,
        hashIndex: { name: 'ats-hash-index-v3' as const, valid: problems.length === 0, problems },
      },
    });
    await expect(assertTimestampIntact(index([]))).resolves.toBeUndefined();
    await expect(assertTimestampIntact(index(['a value is missing']))).rejects.toMatchObject(BROKEN);
  });
});
