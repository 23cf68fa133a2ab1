import { CoreError, type SealedDocument } from '@eseal/core';
import { createGoodWorld, toPem } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { levelOptions, reachedLevel } from './level-options.ts';
import { captureIo, openBench } from './test-bench.ts';

const TSA = 'http://127.0.0.1:9/';
const usage = (option: string) => ({ code: 'USAGE', message: expect.stringContaining(option) });

describe('levelOptions', () => {
  it('need nothing for B-B', async () => {
    const io = captureIo();
    expect(await levelOptions({ level: 'B-B' }, io)).toEqual({ signal: io.stop, timestamps: [] });
  });

  it('need an authority from B-T on, and no anchors yet', async () => {
    const options = await levelOptions({ level: 'B-T', tsa: [TSA] }, captureIo());
    expect(options.timestamps).toHaveLength(1);
    expect(options).not.toHaveProperty('material');
    await expect(levelOptions({ level: 'B-T' }, captureIo())).rejects.toMatchObject(usage('--tsa'));
  });

  it.each(['B-LT', 'B-LTA'] as const)('need anchors for %s, from which material comes', async (level) => {
    using bench = openBench();
    const { issuingCa } = await createGoodWorld();
    const trust = [bench.write('ca.pem', toPem('CERTIFICATE', issuingCa.certificate))];
    const options = await levelOptions({ level, tsa: [TSA], trust }, captureIo());
    expect(options.material).toHaveProperty('collect');
    await expect(levelOptions({ level, tsa: [TSA] }, captureIo())).rejects.toMatchObject(usage('--trust'));
  });

  it('accept a lower level only when told', async () => {
    const accepting = await levelOptions({ level: 'B-B', acceptLowerLevel: true }, captureIo());
    expect(accepting).toMatchObject({ acceptLowerLevel: true });
    const strict = await levelOptions({ level: 'B-B', acceptLowerLevel: false }, captureIo());
    expect(strict).not.toHaveProperty('acceptLowerLevel');
  });
});

describe('reachedLevel', () => {
  const whole: SealedDocument = {
    mediaType: 'application/pdf',
    size: 0,
    parts: [],
    toBytes: async () => new Uint8Array(),
    toStream: () => new ReadableStream(),
  };
  const error = new CoreError('TIMESTAMP_UNAVAILABLE', 'gave\nno answer');
  const short: SealedDocument = { ...whole, shortfall: { reached: 'B-B', error } };

  it('is what was asked for when nothing fell short, and says nothing', () => {
    const io = captureIo();
    expect(reachedLevel(whole, { level: 'B-LT' }, io)).toBe('B-LT');
    expect(io.written.stderr).toBe('');
  });

  it('is lower where something fell short, and says why in one line', () => {
    const io = captureIo();
    expect(reachedLevel(short, { level: 'B-LT' }, io)).toBe('B-B');
    expect(io.written).toEqual({
      stdout: '',
      stderr: 'eseal: warning: B-B instead of B-LT: TIMESTAMP_UNAVAILABLE: gave no answer\n',
    });
  });

  it('says nothing when it shall be quiet', () => {
    const io = captureIo();
    expect(reachedLevel(short, { level: 'B-LT', quiet: true }, io)).toBe('B-B');
    expect(io.written.stderr).toBe('');
  });
});
