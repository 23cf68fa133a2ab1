import { concatBytes, utf8 } from '@eseal/core';
import { createTimestampClient, timestampDocument } from '@eseal/core/timestamp';
import { cades } from '@eseal/formats/cades';
import { addDays, flipBit, type World } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../test/judging.ts';
import { sealedBy } from '../test/sealed.ts';
import { type ValidateTimestampTokenOptions, validateTimestampToken } from './timestamp.ts';

const CONTENT = utf8('date,amount\n2026-11-01,1000\n');

let world: World;
let token: Uint8Array;
beforeAll(async () => {
  world = await goodWorld();
  const { transport, urls } = world;
  const source = createTimestampClient({ url: urls.tsa, transport, now: () => NOW });
  token = await (await timestampDocument(CONTENT, source)).toBytes();
});

const judge = (bytes: Uint8Array, changes: Partial<ValidateTimestampTokenOptions> = {}) =>
  validateTimestampToken(bytes, {
    content: CONTENT,
    trust: world.anchors,
    revocation: 'none',
    validationTime: NOW,
    now: NOW,
    ...changes,
  });

/** A TimeStampResp with a status and the token. */
function responseOf(status: number): Uint8Array {
  const body = concatBytes([Uint8Array.of(0x30, 3, 2, 1, status), token]);
  return concatBytes([Uint8Array.of(0x30, 0x82, body.length >> 8, body.length & 0xff), body]);
}

describe('validateTimestampToken', () => {
  it('passes a token over its content, and says when and by whom', async () => {
    const report = await judge(token);
    expect(report).toMatchObject({
      conclusion: { indication: 'TOTAL-PASSED' },
      document: { format: 'tst' },
      seals: [],
      timestamps: [{ time: NOW, imprintFound: true, imprintIntact: true, signatureIntact: true }],
    });
    expect(report.timestamps[0]?.authority).toContain('CN=');
  });

  it('passes it in the answer of the authority', async () => {
    for (const status of [0, 1])
      expect((await judge(responseOf(status))).conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect((await judge(responseOf(2))).conclusion.indication).toBe('TOTAL-FAILED');
  });

  it('passes it over the digest of its content alone', async () => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', CONTENT));
    const content = (bytes: Uint8Array) => ({ content: { algorithm: 'SHA-256', digest: bytes } }) as const;
    expect((await judge(token, content(digest))).conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect((await judge(token, content(flipBit(digest, 5)))).conclusion).toEqual({
      indication: 'TOTAL-FAILED',
      subIndication: 'HASH_FAILURE',
    });
    const other = { content: { algorithm: 'SHA-512', digest: new Uint8Array(64) } } as const;
    expect((await judge(token, other)).conclusion.indication).toBe('INDETERMINATE');
  });

  it('does not pass it over other content, for others, or before its authority existed', async () => {
    expect((await judge(token, { content: flipBit(CONTENT, 1) })).conclusion).toMatchObject({
      subIndication: 'HASH_FAILURE',
    });
    expect((await judge(token, { trust: [] })).conclusion).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
    });
    const before = { validationTime: addDays(NOW, -365 * 30) };
    expect((await judge(token, before)).conclusion).toEqual({
      indication: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
    });
  });

  it('passes no seal over the same content', async () => {
    const sealed = await sealedBy(world, CONTENT, cades());
    const report = await judge(sealed);
    expect(report.conclusion).toEqual({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' });
    expect(report.findings.map(({ id }) => id)).toContain('TIMESTAMP_TOKEN_EXPECTED');
  });

  it('passes no token with a flipped bit, and gives a report for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), async (at) => {
        const report = await judge(flipBit(token, at));
        // Bits that no signature covers may change, such as those of certificates of no use.
        const same = report.timestamps[0]?.time?.getTime() === NOW.getTime();
        expect(report.conclusion.indication !== 'TOTAL-PASSED' || same).toBe(true);
      }),
      { seed: 31, numRuns: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect((await judge(bytes)).conclusion.indication).toBe('TOTAL-FAILED');
      }),
      { seed: 31, numRuns: 40 },
    );
    const large = new Uint8Array(2 << 20).fill(0x30);
    expect((await judge(large)).conclusion.indication).toBe('TOTAL-FAILED');
  });

  it('is called with content', async () => {
    await expect(judge(token, { content: JSON.parse('null') })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});
