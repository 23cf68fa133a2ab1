import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { crlOf, problemsIn, responseOf, statusIn } from '../../test/asking-status.ts';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import type { RevocationEvidence } from './provider.ts';

const BROKEN: RevocationEvidence = { kind: 'crl', encoded: Uint8Array.of(0x30, 0) };

describe('createRevocationChecker', () => {
  it('does not look when the caller asks it not to', async () => {
    const revocationProvider = { collect: () => Promise.reject(new Error('not to be asked')) };
    expect(await statusIn(await goodWorld(), { revocation: 'none', revocationProvider })).toEqual({
      kind: 'not-checked',
    });
  });

  it('knows nothing without data', async () => {
    expect(await statusIn(await goodWorld())).toEqual({ kind: 'unknown', unused: [] });
  });

  it('says why data was not used', async () => {
    const world = await goodWorld();
    expect(await problemsIn(world, { evidence: [BROKEN] })).toEqual(['unreadable']);
    const revocationProvider = { collect: () => [BROKEN] };
    expect(await problemsIn(world, { revocationProvider })).toEqual(['unreadable']);
  });

  it('takes nothing for granted when a provider fails', async () => {
    const revocationProvider = { collect: () => Promise.reject(new Error('down')) };
    const status = await statusIn(await goodWorld(), { revocation: 'if-available', revocationProvider });
    expect(status).toMatchObject({
      unused: [{ problem: 'provider-failed', facts: { reason: 'down' } }],
    });
  });

  it('passes on that the call was aborted', async () => {
    const revocationProvider = { collect: () => Promise.reject(new Error('aborted')) };
    const asking = { revocationProvider, signal: AbortSignal.abort() };
    await expect(statusIn(await goodWorld(), asking)).rejects.toThrow('aborted');
  });

  it('returns the very evidence that decided, and who signed it', async () => {
    const world = await goodWorld();
    const response = await responseOf(world);
    const crl = await crlOf(world, { thisUpdate: addDays(NOW, -2) });
    const status = await statusIn(world, { evidence: [crl, response] });
    const responder = certificateOf(world.ocsp);
    expect(status).toMatchObject({
      kind: 'good',
      source: { kind: 'ocsp', thisUpdate: addDays(NOW, -1), nextUpdate: addDays(NOW, 6) },
    });
    if (status.kind !== 'good') throw new Error('not good');
    const [decisive, ...others] = status.source.decidedBy;
    expect(others).toEqual([]);
    expect(decisive?.evidence.encoded).toBe(response.encoded);
    expect(decisive?.signerChain.map(({ raw }) => raw)).toEqual([responder.raw]);
    expect(decisive?.signerRevocation.map(({ status: of }) => of)).toEqual([
      { kind: 'not-needed', exemption: 'ocsp-no-check' },
    ]);
  });

  it('asks the provider only where what was received does not decide, and tells it what would', async () => {
    const world = await goodWorld();
    const fresh = await crlOf(world);
    const stale = await crlOf(world, { thisUpdate: addDays(NOW, -20), nextUpdate: addDays(NOW, -10) });
    const refuse = { collect: () => Promise.reject(new Error('not to be asked')) };
    expect((await statusIn(world, { evidence: [fresh], revocationProvider: refuse })).kind).toBe('good');
    const sufficing: unknown[] = [];
    const status = await statusIn(world, {
      evidence: [stale],
      revocationProvider: {
        collect: async ({ suffices }) => {
          sufficing.push(await suffices?.([]), await suffices?.([BROKEN]), await suffices?.([fresh]));
          return [fresh];
        },
      },
    });
    expect(sufficing).toEqual([false, false, true]);
    expect(status).toMatchObject({ kind: 'good', source: { thisUpdate: addDays(NOW, -1) } });
  });

  it('hears what was found, however much was received', async () => {
    const world = await goodWorld();
    const stale = await crlOf(world, { thisUpdate: addDays(NOW, -20), nextUpdate: addDays(NOW, -10) });
    const { serialNumber } = world.seal;
    const revoked = await crlOf(world, {
      revocations: [{ serialNumber, at: addDays(NOW, -5), reason: 'keyCompromise' }],
    });
    const padding = Array.from(
      { length: 600 },
      (_, i): RevocationEvidence => ({
        kind: 'ocsp',
        encoded: Uint8Array.of(0x04, 0x02, i >> 8, i & 0xff),
      }),
    );
    let suffices: unknown;
    const status = await statusIn(world, {
      evidence: [stale, ...padding],
      revocationProvider: {
        collect: async (request) => {
          suffices = await request.suffices?.([revoked]);
          return [revoked];
        },
      },
    });
    expect(status).toMatchObject({ kind: 'revoked', reason: 'keyCompromise' });
    expect(suffices).toBe(true);
  });

  it('is done soon with thousands of answers of one length', async () => {
    const world = await goodWorld();
    const { encoded } = await responseOf(world);
    const altered = Array.from({ length: 10_000 }, (_, i): RevocationEvidence => {
      const copy = encoded.slice();
      copy.set([i >> 8, i & 0xff], copy.length - 2);
      return { kind: 'ocsp', encoded: copy };
    });
    const begin = performance.now();
    expect((await statusIn(world, { evidence: altered })).kind).toBe('unknown');
    expect(performance.now() - begin).toBeLessThan(20_000);
  });

  it('lets the newest evidence decide, except that a revocation is final', async () => {
    const world = await goodWorld();
    const { serialNumber } = world.seal;
    const at = addDays(NOW, -5);
    const held = await crlOf(world, {
      thisUpdate: addDays(NOW, -3),
      revocations: [{ serialNumber, at, reason: 'certificateHold' }],
    });
    const revoked = await crlOf(world, {
      thisUpdate: addDays(NOW, -3),
      revocations: [{ serialNumber, at, reason: 'superseded', invalidSince: addDays(NOW, -6) }],
    });
    const good = await responseOf(world);
    expect(await statusIn(world, { evidence: [held] })).toMatchObject({ kind: 'on-hold', since: at });
    expect(await statusIn(world, { evidence: [held, good] })).toMatchObject({ kind: 'good' });
    expect(await statusIn(world, { evidence: [good, revoked] })).toMatchObject({
      kind: 'revoked',
      revocationTime: at,
      reason: 'superseded',
      invalidityDate: addDays(NOW, -6),
    });
  });
});
