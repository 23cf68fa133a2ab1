import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../test/judging.ts';
import { openSession } from './session.ts';

describe('openSession', () => {
  it('defaults to the strict policy, revocation required, now', async () => {
    const world = await goodWorld();
    const before = Date.now();
    const session = openSession({ trust: world.anchors });
    expect(session.policy.id).toBe('strict');
    expect(session.context([]).revocation).toBe('required');
    expect(session.time.getTime()).toBeGreaterThanOrEqual(before);
  });

  it('takes in the certificates of the caller, and remarks on what is none', async () => {
    const world = await goodWorld();
    const session = openSession({
      trust: world.anchors,
      certificates: [world.issuingCa.certificate, new Uint8Array(3)],
    });
    expect(session.supplied).toHaveLength(1);
    expect(session.findings()).toMatchObject([{ id: 'CERTIFICATES_UNREADABLE', facts: { count: 1 } }]);
  });

  it('remarks on certificates that are too many', async () => {
    const world = await goodWorld();
    const many = Array.from({ length: 501 }, (_, at) => {
      const copy = world.seal.certificate.slice();
      copy[copy.length - 1] = at & 0xff;
      copy[copy.length - 2] = at >> 8;
      return copy;
    });
    const session = openSession({ trust: world.anchors, certificates: many });
    expect(session.findings()).toMatchObject([{ id: 'CERTIFICATES_LEFT_OUT', severity: 'warning' }]);
  });

  it('uses no proof by a digest that others may share, and says so', () => {
    const byDigest = (digestAlgorithm: 'SHA-1' | 'SHA-256', time: Date) =>
      ({ digestAlgorithm, digest: new Uint8Array(20), time }) as const;
    const early = byDigest('SHA-1', new Date('2010-01-01T00:00:00Z'));
    const good = byDigest('SHA-256', NOW);
    const session = openSession({ trust: [], proofs: [early, byDigest('SHA-1', NOW), good] });
    expect(session.proofs).toEqual([early, good]);
    expect(session.findings()).toContainEqual(
      expect.objectContaining({ id: 'PROOFS_NOT_RELIABLE', facts: { count: 1 } }),
    );
    expect(openSession({ trust: [], proofs: [good] }).findings()).not.toContainEqual(
      expect.objectContaining({ id: 'PROOFS_NOT_RELIABLE' }),
    );
  });

  it('computes a fingerprint once, in lower-case hexadecimal digits', async () => {
    const certificate = certificateOf((await goodWorld()).seal);
    const { fingerprint } = openSession({ trust: [] });
    expect(await fingerprint(certificate)).toMatch(/^[0-9a-f]{64}$/);
    expect(await fingerprint(certificate)).toBe(await fingerprint(certificate));
  });

  it('rethrows nothing unless the call was aborted', () => {
    const quiet = openSession({ trust: [], validationTime: NOW });
    expect(() => quiet.rethrowIfAborted(new Error('x'))).not.toThrow();
    const aborted = openSession({ trust: [], signal: AbortSignal.abort() });
    expect(() => aborted.rethrowIfAborted(new Error('x'))).toThrow(
      expect.objectContaining({ code: 'ABORTED' }),
    );
    expect(() => aborted.checkpoint()).toThrow(expect.objectContaining({ code: 'ABORTED' }));
  });

  it('refuses trust that is missing and budgets that are none', () => {
    const broken = (options: object) => () => openSession({ trust: [], ...options });
    const refused = expect.objectContaining({ code: 'INVALID_ARGUMENT' });
    expect(broken({ trust: undefined })).toThrow(refused);
    expect(broken({ timeBudget: 0 })).toThrow(refused);
    expect(broken({ timeBudget: Number.NaN })).toThrow(refused);
    expect(broken({ validationTime: new Date('never') })).toThrow(refused);
    const proof = { digestAlgorithm: 'SHA-256', digest: new Uint8Array(32), time: new Date('never') };
    expect(broken({ proofs: [proof] })).toThrow(refused);
  });
});
