import { CoreError } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { CscError } from '../errors.ts';
import { createAuthorizationManifest } from '../key-authorization/manifest.ts';
import { recordUse, type SigningEvent } from './signing-event.ts';

const hashes = [new Uint8Array(32)];
const manifest = await createAuthorizationManifest({ digestAlgorithm: 'SHA-256', hashes }, [{ id: 'a.pdf' }]);
const certificates = (await createGoodWorld({ key: 'p256' })).chain.map(parseCertificate);
const used = { credential: { id: 'seal' }, certificates };

/** A use of the key with a clock that goes on by a second, and what was told of it. */
async function run(use: () => Promise<string>, credential: typeof used = used) {
  const events: SigningEvent[] = [];
  let seconds = 0;
  const log = {
    now: () => new Date(1000 * seconds++),
    onEvent: (event: SigningEvent) => {
      events.push(event);
      throw new Error('the log is full');
    },
  };
  const ended = await Promise.allSettled([recordUse('signed', log, credential, manifest, use)]);
  return { events, ended: ended[0] };
}

describe('recordUse', () => {
  it('tells who signed what and when, and loses no value for a listener that fails', async () => {
    const { events, ended } = await run(async () => 'value');
    expect(ended).toEqual({ status: 'fulfilled', value: 'value' });
    expect(events).toEqual([
      {
        kind: 'signed',
        manifestDigest: manifest.digest,
        credentialId: 'seal',
        certificateSerialNumber: expect.stringMatching(/^[0-9a-f]+$/),
        count: 1,
        begunAt: new Date(0),
        endedAt: new Date(1000),
      },
    ]);
  });

  it.each([
    [new CscError('SIGNER_PIN_INCORRECT', 'no', { outcome: 'rejected' }), 'SIGNER_PIN_INCORRECT', 'rejected'],
    [new CoreError('ABORTED', 'given up'), 'ABORTED', 'unknown'],
    [new TypeError('a bug'), 'UNEXPECTED', 'unknown'],
  ])('tells of %s too, and passes it on', async (error, code, outcome) => {
    const { events, ended } = await run(() => Promise.reject(error));
    expect(ended).toEqual({ status: 'rejected', reason: error });
    expect(events).toMatchObject([{ kind: 'failed', code, outcome, count: 1 }]);
  });

  it('names no certificate where the service chooses the key', async () => {
    const { events } = await run(async () => 'value', { ...used, certificates: [] });
    expect(events).toMatchObject([{ certificateSerialNumber: undefined }]);
  });
});
