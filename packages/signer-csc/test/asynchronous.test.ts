/** The asynchronous mode, from the start to values in another process (CSC API v2.0.0.2 §11.9, §11.15). */
import { type SignRequest, toHex, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import { resumeSigning, startSigning } from '../src/signer/asynchronous.ts';
import type { SigningEvent } from '../src/signer/signing-event.ts';
import { callsOf, openRemote, type Remote } from './remote.ts';

const tokenKey = new Uint8Array(32).fill(3);
const requests: readonly SignRequest[] = ['one', 'two', 'three'].map((text) => ({
  algorithm: 'ecdsa-sha256',
  dataToBeSigned: utf8(text),
  document: { id: `${text}.pdf` },
}));
const authorizer = askForFactors(() => '482915');

const start = ({ client }: Remote, options: Partial<Parameters<typeof startSigning>[1]> = {}) =>
  startSigning(requests, { client, credentialId: 'seal-pin', authorizer, tokenKey, ...options });

describe('asynchronous values', () => {
  it('F8: are fetched with nothing but the token and its key, in order and verified', async () => {
    const remote = await openRemote('v2');
    const events: SigningEvent[] = [];
    const token = await start(remote, { onEvent: (event) => events.push(event) });
    const fetched: unknown[] = [];
    const values = await resumeSigning(token, {
      client: remote.client,
      tokenKey,
      onEvent: (event) => fetched.push(event),
    });
    const [leaf] = (await remote.client.credential('seal-pin')).certificates;
    for (const [at, { algorithm, dataToBeSigned }] of requests.entries())
      expect(await leaf?.publicKey.verify(algorithm, dataToBeSigned, values[at] ?? new Uint8Array())).toBe(
        true,
      );
    expect(callsOf(remote.rssp, 'signatures/signPolling').length).toBeGreaterThan(1);
    expect(events).toMatchObject([{ kind: 'started', count: 3, credentialId: 'seal-pin' }]);
    expect(fetched).toMatchObject([{ kind: 'fetched', count: 3, credentialId: 'seal-pin' }]);
  });

  it('have a token that shows neither the authorisation nor the identifier of the result', async () => {
    const remote = await openRemote('v2');
    const token = toHex(await start(remote));
    const { responseID } = callsOf(remote.rssp, 'signatures/signHash')[0]?.answer ?? {};
    const { SAD } = callsOf(remote.rssp, 'credentials/authorize')[0]?.answer ?? {};
    for (const secret of [responseID, SAD, 'seal-pin', 'one.pdf'])
      expect(token).not.toContain(toHex(utf8(String(secret))));
    expect(toHex(await start(remote))).not.toBe(token);
  });

  it('are refused for a token that was altered anywhere, cut, or is of another key', async () => {
    const remote = await openRemote('v2');
    const { client } = remote;
    const token = await start(remote);
    const broken = [0, 1, 13, token.length >> 1, token.length - 1].map((at) =>
      token.map((byte, index) => (index === at ? byte ^ 1 : byte)),
    );
    for (const bytes of [...broken, token.subarray(0, 20), new Uint8Array()])
      await expect(resumeSigning(bytes, { client, tokenKey })).rejects.toMatchObject({
        code: 'STATE_INVALID',
      });
    const otherKey = tokenKey.map((byte) => byte + 1);
    await expect(resumeSigning(token, { client, tokenKey: otherKey })).rejects.toMatchObject({
      code: 'STATE_INVALID',
    });
    expect(callsOf(remote.rssp, 'signatures/signPolling')).toHaveLength(0);
  });

  it('are asked for at the service that was asked, and nowhere else', async () => {
    const token = await start(await openRemote('v2'));
    const { client, rssp } = await openRemote('v2', { service: { baseUrl: 'https://other.test' } });
    await expect(resumeSigning(token, { client, tokenKey })).rejects.toMatchObject({ code: 'STATE_INVALID' });
    expect(rssp.requests).toHaveLength(0);
  });

  it('stay to be asked for when they are not there yet', async () => {
    const remote = await openRemote('v2');
    const { client, rssp } = remote;
    const token = await start(remote);
    rssp.setFault({ kind: 'endless-pending' });
    await expect(resumeSigning(token, { client, tokenKey, patienceMs: -1 })).rejects.toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      retryable: true,
      outcome: 'unknown',
    });
    rssp.setFault(undefined);
    expect(await resumeSigning(token, { client, tokenKey })).toHaveLength(3);
  });

  it('are refused when the credential has got another certificate meanwhile', async () => {
    const remote = await openRemote('v2');
    const { client, rssp } = remote;
    const token = await start(remote);
    await rssp.renew('seal-pin');
    await expect(resumeSigning(token, { client, tokenKey })).rejects.toMatchObject({
      code: 'CSC_CERTIFICATE_CHANGED',
    });
  });

  it('K30: are refused in another order, although the service kept them', async () => {
    const remote = await openRemote('v2');
    const { client, rssp } = remote;
    rssp.setFault({ kind: 'permuted' }, { method: 'signatures/signHash' });
    const token = await start(remote);
    await expect(resumeSigning(token, { client, tokenKey })).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
      facts: { problem: 'permuted' },
    });
  });

  it('are not begun with a short key, several algorithms, or where the service has no such mode', async () => {
    const remote = await openRemote('v2');
    await expect(start(remote, { tokenKey: new Uint8Array(31) })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    const [first, second] = requests;
    if (first === undefined || second === undefined) throw new TypeError('no requests');
    const mixed = startSigning([first, { ...second, algorithm: 'ecdsa-sha384' }], {
      client: remote.client,
      credentialId: 'seal-pin',
      authorizer,
      tokenKey,
    });
    await expect(mixed).rejects.toMatchObject({
      code: expect.stringMatching(/INVALID_ARGUMENT|UNSUPPORTED/),
    });
    expect(callsOf(remote.rssp, 'credentials/authorize')).toHaveLength(0);
    await expect(start(await openRemote('v1'))).rejects.toMatchObject({ code: 'CSC_METHOD_MISSING' });
  });
});
