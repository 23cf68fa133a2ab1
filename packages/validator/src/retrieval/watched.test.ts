import { CoreError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { requestFor } from '../../test/retrieving.ts';
import type { IssuerSource } from '../path/issuer-source.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import { noRevocationData, type RevocationProvider } from '../revocation/provider.ts';
import { type RetrievalToWatch, watchRetrieval } from './watched.ts';

const ATTEMPT: RetrievalAttempt = { kind: 'crl', url: 'http://ca.test/crl', outcome: 'unavailable' };

/** Sources that have nothing and all the time in the world. */
const watching = (changes: Partial<RetrievalToWatch> = {}) =>
  watchRetrieval({
    issuers: undefined,
    revocationProvider: noRevocationData,
    timeLeft: () => 60_000,
    checkpoint: () => undefined,
    ...changes,
  });

/** Sources that never answer and know no signal. */
const never = (): Promise<never> => new Promise(() => undefined);

const usedUp = (): void => {
  throw new CoreError('BUDGET_EXCEEDED', 'too long');
};

describe('watchRetrieval', () => {
  it('passes answers through and lists attempts for the report and for whoever asked', async () => {
    const world = await goodWorld();
    const found = certificateOf(world.issuingCa);
    const told: RetrievalAttempt[] = [];
    const { issuers, revocationProvider, attempts, problems } = watching({
      issuers: {
        issuersOf: (_certificate, { onAttempt } = {}) => {
          onAttempt?.({ ...ATTEMPT, kind: 'certificates', outcome: 'answered' });
          return [found];
        },
      },
      revocationProvider: {
        collect: ({ onAttempt }) => {
          onAttempt?.(ATTEMPT);
          return [{ kind: 'crl', encoded: Uint8Array.of(1) }];
        },
      },
    });
    const { request } = requestFor(world.seal, { onAttempt: (attempt) => told.push(attempt) });
    expect(await issuers?.issuersOf(request.certificate)).toEqual([found]);
    expect(await revocationProvider.collect(request)).toHaveLength(1);
    expect(attempts.map(({ kind }) => kind)).toEqual(['certificates', 'crl']);
    expect(told).toEqual([ATTEMPT]);
    expect(problems).toEqual([]);
  });

  it('has no source of issuers where there is none', () => {
    expect(watching()).not.toHaveProperty('issuers');
  });

  it.each<[string, IssuerSource['issuersOf'], string]>([
    ['throws', () => Promise.reject(new Error('the directory is down')), 'the directory is down'],
    [
      'throws no error',
      () => {
        throw 'odd';
      },
      'unexpected error',
    ],
    ['gives what is no list', () => JSON.parse('7'), ''],
  ])(
    'takes a source of issuers that %s for one without answer, and says so',
    async (_what, issuersOf, said) => {
      const { seal } = await goodWorld();
      const { issuers, problems } = watching({ issuers: { issuersOf } });
      expect(await issuers?.issuersOf(certificateOf(seal))).toEqual([]);
      expect(problems).toEqual([expect.stringContaining(said)]);
    },
  );

  it('lets a provider fail, since who asked says of whom', async () => {
    const collect = () => Promise.reject(new Error('no'));
    const { revocationProvider } = watching({ revocationProvider: { collect } });
    const { request } = requestFor((await goodWorld()).seal);
    await expect(revocationProvider.collect(request)).rejects.toThrow('no');
  });

  it('ends what never answers when the time is used up', async () => {
    const { seal } = await goodWorld();
    const { issuers, revocationProvider } = watching({
      issuers: { issuersOf: never },
      revocationProvider: { collect: never },
      timeLeft: () => 1,
      checkpoint: usedUp,
    });
    await expect(issuers?.issuersOf(certificateOf(seal))).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await expect(revocationProvider.collect(requestFor(seal).request)).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it.each(['before', 'while'])('ends what never answers when it is aborted %s it is asked', async (when) => {
    const { seal } = await goodWorld();
    const stop = new AbortController();
    const asked: RevocationProvider = { collect: never };
    const { revocationProvider } = watching({ revocationProvider: asked });
    if (when === 'before') stop.abort();
    const answer = revocationProvider.collect(requestFor(seal, { signal: stop.signal }).request);
    stop.abort();
    await expect(answer).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('lists so many attempts and no more', async () => {
    const { seal } = await goodWorld();
    const { revocationProvider, attempts } = watching({
      revocationProvider: {
        collect: ({ onAttempt }) => {
          for (let count = 0; count < 600; count++) onAttempt?.(ATTEMPT);
          return [];
        },
      },
    });
    await revocationProvider.collect(requestFor(seal).request);
    expect(attempts).toHaveLength(500);
  });
});
