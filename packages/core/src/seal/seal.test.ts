import { addDays, createGoodWorld, createMockSigner, type MockSignerFault } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseToySeal, toyFormat } from '../../test/toy-format.ts';
import { createTimestampClient } from '../timestamp/client.ts';
import { utf8 } from '../util/bytes.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { type SealOptions, seal } from './seal.ts';
import type { DesignatedDocument, Signer } from './signer.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const world = await createGoodWorld({ now: NOW });
const signer = createMockSigner(world.seal);
const now = (): Date => NOW;
const usual: SealOptions = { signer, format: toyFormat(), now };
const timestamps = createTimestampClient({ url: world.urls.tsa, transport: world.transport, now });

describe('sealing', () => {
  it('signs what the format prepared and puts the value in place', async () => {
    const sealed = await seal(utf8('請求書'), usual);
    const { document, data, value, token } = parseToySeal(await sealed.toBytes());
    expect([document, token]).toEqual(['請求書', '-']);
    const { publicKey } = parseCertificate(world.seal.certificate);
    expect(await publicKey.verify('ecdsa-sha256', data, value)).toBe(true);
  });

  it('hands the format everything that decides the bytes', async () => {
    const format = toyFormat();
    const { signal } = new AbortController();
    const signingTime = new Date('2026-10-31T00:00:00Z');
    await seal(utf8('x'), { signer, format, now, signingTime, signal, algorithm: 'ecdsa-sha256' });
    expect(format.prepareContexts).toEqual([
      {
        certificates: signer.certificates,
        algorithm: 'ecdsa-sha256',
        adesLevel: 'B-B',
        signingTime,
        timestampSize: 0,
        signal,
      },
    ]);
    expect(format.assembleContexts).toEqual([{ adesLevel: 'B-B', signal }]);
  });

  it('takes the clock for the time, and the signer’s first algorithm', async () => {
    const format = toyFormat();
    await seal(utf8('x'), { signer: createMockSigner(world.seal), format, now });
    expect(format.prepareContexts[0]).toMatchObject({ signingTime: NOW, algorithm: 'ecdsa-sha256' });
  });

  it('knows the size of a timestamp before the key is used, and stamps the value', async () => {
    const format = toyFormat();
    const sealed = await seal(utf8('x'), { ...usual, format, adesLevel: 'B-T', timestamps });
    expect(format.prepareContexts[0]?.timestampSize).toBe(await timestamps.tokenSize());
    expect(parseToySeal(await sealed.toBytes()).token.length).toBeGreaterThan(1000);
  });
});

describe('sealing names a document to the signer', () => {
  /** What the signer is told that its value is for. */
  const named = async (options: Partial<SealOptions>) => {
    const asked: (DesignatedDocument | undefined)[] = [];
    const watched: Signer = {
      ...signer,
      sign: (requests, call) => {
        asked.push(...requests.map(({ document }) => document));
        return signer.sign(requests, call);
      },
    };
    await seal(utf8('x'), { ...usual, signer: watched, ...options });
    return asked;
  };

  it('as the caller does, and without making its digest anew', async () => {
    const designation = { id: 'invoice 7', name: 'invoice.pdf', digest: 'ab'.repeat(32) };
    expect(await named({ designation })).toEqual([designation]);
  });

  it('by nothing where the caller does not', async () => {
    expect(await named({})).toEqual([undefined]);
  });
});

describe('sealing refuses, before the key is used,', () => {
  it.each<[string, Partial<SealOptions>]>([
    ['CERTIFICATE_NOT_VALID_NOW', { now: () => addDays(NOW, 5000) }],
    ['CERTIFICATE_NOT_VALID_NOW', { now: () => addDays(NOW, -5000) }],
    ['CERTIFICATE_NOT_FOR_SEALING', { signer: createMockSigner(world.issuingCa) }],
    ['UNSUPPORTED_ALGORITHM', { algorithm: 'rsa-sha256' }],
    ['UNSUPPORTED_ALGORITHM', { signer: { ...signer, algorithms: [] } }],
    ['UNSUPPORTED_ALGORITHM', { signer: { ...signer, algorithms: ['ecdsa-sha1'] } }],
    ['TIMESTAMP_SOURCE_MISSING', { adesLevel: 'B-T' }],
    ['TIMESTAMP_SOURCE_MISSING', { adesLevel: 'B-LTA' }],
    ['MATERIAL_SOURCE_MISSING', { adesLevel: 'B-LT', timestamps }],
    ['ABORTED', { signal: AbortSignal.abort() }],
  ])('%s', async (code, options) => {
    const watched = createMockSigner(world.seal);
    const given = { ...usual, signer: watched, ...options };
    const counting = { ...given.signer, sign: watched.sign };
    await expect(seal(utf8('x'), { ...given, signer: counting })).rejects.toMatchObject({ code });
    expect(watched.calls).toEqual([]);
  });

  it('what the format refuses', async () => {
    const watched = createMockSigner(world.seal);
    const sealing = seal(utf8('bad'), { ...usual, signer: watched, format: toyFormat({ refuses: 'bad' }) });
    await expect(sealing).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
    expect(watched.calls).toEqual([]);
  });

  it('an authority that does not answer', async () => {
    const watched = createMockSigner(world.seal);
    const { transport } = world.withFaults({ tsa: { kind: 'no-answer', how: 'closed' } });
    const dead = createTimestampClient({ url: world.urls.tsa, transport, now });
    const sealing = seal(utf8('x'), { ...usual, signer: watched, adesLevel: 'B-T', timestamps: dead });
    await expect(sealing).rejects.toMatchObject({ code: 'TIMESTAMP_UNAVAILABLE' });
    expect(watched.calls).toEqual([]);
  });
});

describe('a signer’s answer', () => {
  it.each<[MockSignerFault, string]>([
    [{ kind: 'wrong-value' }, 'SIGNATURE_VALUE_INVALID'],
    [{ kind: 'other-data' }, 'SIGNATURE_VALUE_INVALID'],
    [{ kind: 'wrong-count' }, 'SIGNER_ANSWER_INVALID'],
    [{ kind: 'throws', code: 'SIGNER_PIN_LOCKED' }, 'SIGNER_PIN_LOCKED'],
  ])('K30: with the fault %j is never embedded', async (fault, code) => {
    const format = toyFormat();
    const sealing = seal(utf8('x'), { ...usual, format, signer: createMockSigner(world.seal, { fault }) });
    await expect(sealing).rejects.toMatchObject({ code });
    expect(format.assembleContexts).toEqual([]);
  });

  it('K30: of more values than were asked for is never embedded', async () => {
    const twice = { ...signer, sign: async () => [new Uint8Array(), new Uint8Array()] };
    await expect(seal(utf8('x'), { ...usual, signer: twice })).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
      message: 'the signer returned 2 values for 1 requests',
    });
  });

  it('K30: by the key of another certificate is never embedded', async () => {
    const mixed = createMockSigner(world.seal, { certificates: [world.tsa.certificate] });
    await expect(seal(utf8('x'), { ...usual, signer: mixed })).rejects.toMatchObject({
      code: expect.stringMatching(/^(CERTIFICATE_NOT_FOR_SEALING|SIGNATURE_VALUE_INVALID)$/),
    });
  });

  it('that does not come can be waited for no longer', async () => {
    const controller = new AbortController();
    const hanging = createMockSigner(world.seal, { fault: { kind: 'hanging' } });
    const sealing = seal(utf8('x'), { ...usual, signer: hanging, signal: controller.signal });
    controller.abort();
    await expect(sealing).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
