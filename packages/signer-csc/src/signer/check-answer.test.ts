import { type SignRequest, utf8 } from '@eseal/core';
import { ecdsaDerToRaw, PublicKey } from '@eseal/core/crypto';
import { generateKey, type KeyKind } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { verifyAnswer } from './check-answer.ts';

async function answerOf(kind: KeyKind, count = 3) {
  const key = await generateKey(kind);
  const [algorithm] = key.algorithms;
  const requests: readonly SignRequest[] = Array.from({ length: count }, (_, at) => ({
    algorithm,
    dataToBeSigned: utf8(`document ${at}`),
  }));
  const values = await Promise.all(requests.map(({ dataToBeSigned }) => key.sign(dataToBeSigned)));
  return { key, requests, values, publicKey: new PublicKey(key.publicKey) };
}

const CURVES = [
  ['p256', 32],
  ['p384', 48],
  ['p521', 66],
] as const;

describe.each(CURVES)('values of %s', (kind, byteLength) => {
  it('are returned in DER, in whichever of both forms they came', async () => {
    const { requests, values, publicKey } = await answerOf(kind);
    const plain = values.map((value) => ecdsaDerToRaw(value, byteLength) ?? new Uint8Array());
    expect(await verifyAnswer(values, requests, publicKey, 'auto')).toEqual(values);
    expect(await verifyAnswer(plain, requests, publicKey, 'auto')).toEqual(values);
    const mixed = [values[0], plain[1], values[2]].filter((value) => value !== undefined);
    expect(await verifyAnswer(mixed, requests, publicKey, 'auto')).toEqual(values);
  });

  it('are refused in the form that the service does not write', async () => {
    const { requests, values, publicKey } = await answerOf(kind);
    const plain = values.map((value) => ecdsaDerToRaw(value, byteLength) ?? new Uint8Array());
    expect(await verifyAnswer(plain, requests, publicKey, 'p1363')).toEqual(values);
    await expect(verifyAnswer(plain, requests, publicKey, 'der')).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
    });
    await expect(verifyAnswer(values, requests, publicKey, 'p1363')).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
    });
  });

  it('are refused with octets behind them, with too many zeros, and cut', async () => {
    const { requests, values, publicKey } = await answerOf(kind, 1);
    const [value = new Uint8Array()] = values;
    const plain = ecdsaDerToRaw(value, byteLength) ?? new Uint8Array();
    const broken = [
      Uint8Array.of(...value, 0),
      value.subarray(1),
      Uint8Array.of(0, ...plain),
      plain.subarray(1),
    ];
    for (const wrong of [...broken, new Uint8Array()])
      await expect(verifyAnswer([wrong], requests, publicKey, 'auto')).rejects.toMatchObject({
        facts: { problem: 'unverifiable', index: 0 },
      });
  });
});

describe('an answer that is wrong', () => {
  it.each<[string, (values: readonly Uint8Array[]) => readonly Uint8Array[], object]>([
    ['one value is missing', (values) => values.slice(0, 2), { problem: 'count', wanted: 3, returned: 2 }],
    ['one is too many', (values) => [...values, ...values.slice(0, 1)], { problem: 'count', returned: 4 }],
    [
      'two are exchanged',
      ([a, b, c]) => [a, c, b].flatMap((v) => v ?? []),
      { problem: 'permuted', index: 1 },
    ],
    [
      'the first stands for all',
      (values) => values.map(() => values[0] ?? new Uint8Array()),
      { problem: 'repeated' },
    ],
    [
      'a bit is flipped',
      (values) => values.map((v) => v.map((byte, at) => (at === 9 ? byte ^ 4 : byte))),
      { problem: 'unverifiable' },
    ],
  ])('is named where %s', async (_name, change, facts) => {
    const { requests, values, publicKey } = await answerOf('rsa-2048');
    await expect(verifyAnswer(change(values), requests, publicKey, 'auto')).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
      outcome: 'unknown',
      facts,
    });
  });

  it('is told from one over the digest of the digest', async () => {
    const { key, requests, publicKey } = await answerOf('p256', 1);
    const digest = new Uint8Array(
      await crypto.subtle.digest('SHA-256', Uint8Array.from(requests[0]?.dataToBeSigned ?? [])),
    );
    await expect(verifyAnswer([await key.sign(digest)], requests, publicKey, 'auto')).rejects.toMatchObject({
      facts: { problem: 'digested-twice' },
    });
  });

  it('is no mistake where the same was asked for twice', async () => {
    const { key, requests, publicKey } = await answerOf('rsa-2048', 1);
    const twice = [...requests, ...requests];
    const value = await key.sign(requests[0]?.dataToBeSigned ?? new Uint8Array());
    expect(await verifyAnswer([value, value], twice, publicKey, 'auto')).toEqual([value, value]);
  });
});
