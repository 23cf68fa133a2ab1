import { equalBytes } from '@eseal/core';
import { digestInput } from '@eseal/core/container';
import { createTimestampClient, parseTimestampToken, type TimestampSource } from '@eseal/core/timestamp';
import { smallPdf } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMITMENT_TYPES } from '../cades/statements.ts';
import type { PadesOptions } from './options.ts';
import { pades } from './pades.ts';
import { parsePades } from './parse/parse.ts';
import { checkSignatures, createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let timestamps: TimestampSource;
let other: TimestampSource;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  const service = { url: world.urls.tsa, transport: world.transport, now: () => world.now };
  timestamps = createTimestampClient(service);
  other = createTimestampClient({ ...service, digestAlgorithm: 'SHA-512' });
});

const codeOf = (use: () => unknown) => {
  try {
    use();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('what is stated under a seal in a PDF', () => {
  const qualifier = { oid: '1.2.3.4', value: Uint8Array.of(5, 0) };

  it.each<readonly [string, PadesOptions]>([
    ['roles of the sealer', { signerAttributes: { claimedRoles: ['経理部'] } }],
    ['an implied policy', { signaturePolicy: 'implied' }],
    [
      'a commitment with a qualifier',
      { commitmentTypes: [{ oid: COMMITMENT_TYPES.proofOfOrigin, qualifiers: [qualifier] }] },
    ],
    ['the algorithms', { algorithmProtection: true }],
  ])('may be %s', async (_, options) => {
    const sealed = await (await sealer.seal(await smallPdf(), options)).toBytes();
    expect((await checkSignatures(sealed)).map(({ valid }) => valid)).toEqual([true]);
    expect(
      (await parsePades(sealed)).signatures.map(({ form, structure }) => [form, structure.valid]),
    ).toEqual([['B-B', true]]);
  });

  it('is refused where it is malformed, or stands beside a reason', () => {
    expect(codeOf(() => pades({ commitmentTypes: ['none'] }))).toBe('INVALID_ARGUMENT');
    expect(codeOf(() => pades({ signerAttributes: {} }))).toBe('INVALID_ARGUMENT');
    expect(codeOf(() => pades({ signaturePolicy: 'implied', reason: 'x' }))).toBe('INVALID_ARGUMENT');
  });

  it('may be timestamps over what the seal covers, by any digest', async () => {
    const contentTimestamps = [timestamps, other];
    const sealed = await sealer.seal(
      await smallPdf(),
      {},
      { contentTimestamps, adesLevel: 'B-T', timestamps },
    );
    const [seal] = (await parsePades(await sealed.toBytes())).signatures;
    expect(seal?.timestamps.map(({ type }) => type)).toEqual(['content', 'content', 'signature']);
    for (const { input, token } of seal?.timestamps ?? []) {
      const { imprint, imprintAlgorithm = 'SHA-256' } = parseTimestampToken(token).tstInfo;
      const digest = input && (await digestInput(imprintAlgorithm, input));
      expect(digest !== undefined && equalBytes(digest, imprint)).toBe(true);
    }
    expect(seal?.form).toBe('B-T');
  });
});
