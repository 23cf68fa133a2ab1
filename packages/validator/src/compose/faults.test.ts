import { CoreError, DecodeError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { faultFinding, faultySeal, faultyTimestamp, unreadableDocument } from './faults.ts';

describe('faults', () => {
  it('take broken bytes for a proof, and nothing else', () => {
    expect(unreadableDocument(new DecodeError('broken', 'ContentInfo', 0)).conclusion).toEqual({
      indication: 'TOTAL-FAILED',
      subIndication: 'FORMAT_FAILURE',
    });
    const undecided = { indication: 'INDETERMINATE', subIndication: null };
    expect(unreadableDocument(new DecodeError('huge', 'X', 0, { budget: true })).conclusion).toEqual(
      undecided,
    );
    expect(unreadableDocument(new CoreError('DOCUMENT_TOO_LARGE', 'too long')).conclusion).toEqual(undecided);
    expect(unreadableDocument(new TypeError('a fault')).conclusion).toEqual(undecided);
  });

  it('say what went wrong, and of unexpected errors no more than their name', () => {
    const { findings } = unreadableDocument(new DecodeError('broken', 'ContentInfo', 0));
    expect(findings[0]?.message.en).toContain('DECODE_FAILED');
    expect(faultFinding(new TypeError('secret detail')).message.en).toContain('TypeError');
    expect(faultFinding(new TypeError('secret detail')).message.en).not.toContain('secret');
    expect(faultFinding('text').message.en).toContain('unexpected error');
  });

  it('pass no seal and no timestamp', async () => {
    const world = await goodWorld();
    const seal = faultySeal(await parsedSeal(world.seal), NOW, new Error('x'));
    expect(seal).toMatchObject({
      id: 'S-1',
      conclusion: { indication: 'INDETERMINATE', subIndication: null },
      cryptography: { signatureIntact: false },
      signingCertificate: null,
      findings: [{ id: 'VALIDATION_INTERRUPTED', severity: 'error' }],
    });
    const timestamp = await faultyTimestamp(await timestampOver(world, new Uint8Array(1)), new Error('x'));
    expect(timestamp).toMatchObject({
      id: 'T-1',
      conclusion: { indication: 'INDETERMINATE' },
      imprintIntact: false,
    });
  });
});
