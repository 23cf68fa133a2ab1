/** Batches that run for hours: certificates, failing services, stops and progress. */
import { createMockSigner } from '@eseal/testkit';
import { describe, expect, it, vi } from 'vitest';
import { toyFormat } from '../../test/toy-format.ts';
import { CoreError } from '../errors.ts';
import type { Signer } from '../seal/signer.ts';
import { createManualTimer } from '../util/test-timer.ts';
import type { CheckCertificate } from './certificate-watch.ts';
import { freezeManifest } from './freeze-manifest.ts';
import { sealMany } from './seal-many.ts';
import type { BatchOutcome, BatchProgress } from './seal-many-options.ts';
import { createDisk, openRecord } from './test-record.ts';
import { documents, NOW, now, sealAll, summary, world } from './test-seal-batch.ts';

const MINUTE = 60_000;
const [CERTIFICATE] = createMockSigner(world.seal).certificates;

/** A signer at whose calls the clock moves on. */
function slowSigner(minutes: number) {
  const signer = createMockSigner(world.seal);
  let passed = 0;
  const slow: typeof signer = {
    ...signer,
    sign(...call) {
      passed += minutes * MINUTE;
      return signer.sign(...call);
    },
  };
  return { signer: slow, now: () => new Date(NOW.getTime() + passed) };
}

describe('the certificate of a long batch', () => {
  it('is looked at before every chunk: one that ends stops the batch', async () => {
    const left = (CERTIFICATE.notAfter.getTime() - NOW.getTime()) / MINUTE;
    const outcomes = await sealAll(documents(5), { ...slowSigner(Math.ceil(left / 2) + 1), chunkSize: 1 });
    expect(summary(outcomes)).toEqual([
      '0 sealed',
      '1 sealed',
      '2 stopped CERTIFICATE_NOT_VALID_NOW',
      '3 stopped CERTIFICATE_NOT_VALID_NOW',
    ]);
  });

  it('is checked at the beginning and then every ten minutes', async () => {
    const seen: unknown[] = [];
    const checkCertificate = vi.fn<CheckCertificate>(async (certificate) => void seen.push(certificate.raw));
    await sealAll(documents(6), { ...slowSigner(4), chunkSize: 1, checkCertificate });
    // Chunks begin after 0, 4, 8, 12, 16 and 20 minutes: it is due at the first and the fourth.
    expect(checkCertificate).toHaveBeenCalledTimes(2);
    expect(seen).toEqual([CERTIFICATE.raw, CERTIFICATE.raw]);
    checkCertificate.mockClear();
    const certificateCheckIntervalMs = 4 * MINUTE;
    await sealAll(documents(6), {
      ...slowSigner(4),
      chunkSize: 1,
      checkCertificate,
      certificateCheckIntervalMs,
    });
    expect(checkCertificate).toHaveBeenCalledTimes(6);
  });

  it('is checked again when the clock was set back: nobody knows how long ago that was', async () => {
    const checkCertificate = vi.fn<CheckCertificate>(async () => undefined);
    await sealAll(documents(3), { ...slowSigner(-60), chunkSize: 1, checkCertificate });
    expect(checkCertificate).toHaveBeenCalledTimes(3);
  });

  it('stops the batch when the check refuses it', async () => {
    let checks = 0;
    const checkCertificate = async () => {
      if (++checks > 1) throw new CoreError('MATERIAL_UNTRUSTED', 'it was revoked');
    };
    const { signer, now: clock } = slowSigner(11);
    const outcomes = await sealAll(documents(3), { signer, now: clock, chunkSize: 1, checkCertificate });
    expect(summary(outcomes)).toEqual([
      '0 sealed',
      '1 stopped MATERIAL_UNTRUSTED',
      '2 stopped MATERIAL_UNTRUSTED',
    ]);
    expect(signer.calls).toHaveLength(1);
  });
});

/** A signer that fails at first. */
function failingSigner(...errors: readonly Error[]) {
  const good = createMockSigner(world.seal);
  const left = [...errors];
  let asked = 0;
  const signer: Signer = {
    ...good,
    async sign(...call) {
      asked++;
      const error = left.shift();
      if (error !== undefined) throw error;
      return good.sign(...call);
    },
  };
  return { signer, asked: () => asked };
}

const down = (outcome?: string) =>
  Object.assign(
    new CoreError('SIGNER_UNAVAILABLE', 'no answer', { retryable: true }),
    outcome && { outcome },
  );

describe('a signer that fails', () => {
  it('is asked again when the caller wants that, after a pause', async () => {
    const { signer, asked } = failingSigner(down(), down('not-sent'), down('rejected'));
    const timer = createManualTimer();
    const outcomes = sealAll(documents(2), { signer, timer, retry: { pauseMs: 10 } });
    for (const pause of [10, 20, 40]) {
      await vi.waitFor(() => expect(timer.pending()).toBe(1));
      await timer.advance(pause);
    }
    expect(summary(await outcomes)).toEqual(['0 sealed', '1 sealed']);
    expect(asked()).toBe(4);
  });

  it.each<[string, Error]>([
    ['may have made a value', down('unknown')],
    ['says that nothing changes', new CoreError('SIGNER_UNAVAILABLE', 'gone')],
    ['refused a PIN', new CoreError('SIGNER_PIN_INCORRECT', 'wrong', { retryable: true })],
    ['was not authorised', new CoreError('SIGNER_UNAUTHORIZED', 'no', { retryable: true })],
    ['answered with something else', new CoreError('SIGNER_ANSWER_INVALID', 'mixed', { retryable: true })],
  ])('is not asked again when it %s', async (_, error) => {
    const { signer, asked } = failingSigner(error);
    const [outcome] = await sealAll(documents(2), { signer, retry: { pauseMs: 0 } });
    expect(outcome).toMatchObject({ kind: 'stopped', error });
    expect(asked()).toBe(1);
  });

  it('is not asked again where the caller says nothing', async () => {
    const { signer, asked } = failingSigner(down());
    expect(summary(await sealAll(documents(1), { signer }))).toEqual(['0 stopped SIGNER_UNAVAILABLE']);
    expect(asked()).toBe(1);
  });
});

describe('chunks', () => {
  it('are as large as one authorisation allows, where each call is one', async () => {
    for (const [maxBatch, sizes] of [
      [1000, [500, 20]],
      [300, [300, 220]],
    ] as const) {
      const signer = { ...createMockSigner(world.seal, { maxBatch }), authorizesEachCall: true };
      await sealAll(documents(520), { signer });
      expect(signer.calls.map((requests) => requests.length)).toEqual(sizes);
    }
  });
});

describe('stopAfterChunk', () => {
  it('finishes the chunk whose values are being made, and signs no other', async () => {
    const stop = new AbortController();
    const good = createMockSigner(world.seal);
    const signer: typeof good = {
      ...good,
      sign(...call) {
        stop.abort();
        return good.sign(...call);
      },
    };
    const disk = createDisk();
    const manifest = await freezeManifest(documents(6));
    const given = { manifest, record: openRecord(disk), chunkSize: 2 };
    const stopped = await sealAll(documents(6), { ...given, signer, stopAfterChunk: stop.signal });
    expect(summary(stopped).slice(0, 2)).toEqual(['0 sealed', '1 sealed']);
    expect(stopped.slice(2).every((outcome) => 'error' in outcome && outcome.error.code === 'ABORTED')).toBe(
      true,
    );
    expect(good.calls).toHaveLength(1);
    expect([...disk.published.keys()]).toEqual(['0', '1']);
    expect(summary(await sealAll(documents(6), given))).toEqual([
      '0 kept',
      '1 kept',
      '2 sealed',
      '3 sealed',
      '4 sealed',
      '5 sealed',
    ]);
  });
});

describe('progress', () => {
  it('is told of for each chunk', async () => {
    const events: BatchProgress[] = [];
    const format = toyFormat({ refuses: 'document 1' });
    const outcomes = await sealAll(documents(3), {
      format,
      chunkSize: 2,
      onProgress: (event) => events.push(event),
    });
    expect(events).toEqual([
      { kind: 'prepared', chunk: 0, documents: 2, values: 1 },
      { kind: 'signed', chunk: 0, values: 1 },
      { kind: 'finished', chunk: 0, outcomes: outcomes.slice(0, 2) },
      { kind: 'prepared', chunk: 1, documents: 1, values: 1 },
      { kind: 'signed', chunk: 1, values: 1 },
      { kind: 'finished', chunk: 1, outcomes: outcomes.slice(2) },
    ]);
  });

  it('whose listener fails after the values were made does not make them forgotten', async () => {
    const disk = createDisk();
    const manifest = await freezeManifest(documents(1));
    // As errors of services say it of their own calls.
    const refusal = Object.assign(new CoreError('SIGNER_UNAVAILABLE', 'no'), { outcome: 'not-sent' });
    const onProgress = ({ kind }: BatchProgress): void => {
      if (kind === 'signed') throw refusal;
    };
    await sealAll(documents(1), { manifest, record: openRecord(disk), onProgress });
    const [outcome] = await sealAll(documents(1), { manifest, record: openRecord(disk) });
    expect(outcome).toMatchObject({ kind: 'sealed', earlierAttempt: NOW });
  });

  it.each(['prepared', 'signed', 'finished'] as const)(
    'whose listener throws at %s stops the batch, loses nothing',
    async (kind) => {
      const onProgress = (event: BatchProgress): void => {
        if (event.kind === kind) throw new Error('the listener broke');
      };
      const outcomes: BatchOutcome[] = [];
      const options = {
        signer: createMockSigner(world.seal),
        format: toyFormat(),
        now,
        chunkSize: 1,
        onProgress,
      };
      for await (const outcome of sealMany(documents(3), options)) outcomes.push(outcome);
      const first = kind === 'finished' ? '0 sealed' : '0 stopped UNEXPECTED';
      expect(summary(outcomes)).toEqual([first, '1 stopped UNEXPECTED']);
    },
  );
});
