import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { compareWithLocal, type LocalVerdict } from './compare-with-local.ts';
import type { RemoteVerdict } from './remote-validation.ts';

const REMOTE: RemoteVerdict = {
  indication: 'TOTAL-PASSED',
  subIndication: undefined,
  kind: 'eseal',
  level: 'AdES-B-T',
  signingTime: undefined,
  bestSignatureTime: undefined,
  signerCertificate: undefined,
  coverage: 'whole',
};

const passed: LocalVerdict = { indication: 'TOTAL-PASSED', subIndication: null };

describe('verdicts of two', () => {
  it('that agree do not differ', () => {
    expect(compareWithLocal([passed], [REMOTE])).toEqual([]);
    expect(compareWithLocal([], [])).toEqual([]);
  });

  it('differ in what they say and why', () => {
    const revoked: LocalVerdict = { indication: 'TOTAL-FAILED', subIndication: 'REVOKED' };
    expect(compareWithLocal([passed, revoked], [REMOTE, REMOTE])).toEqual([
      { kind: 'indication', index: 1, local: 'TOTAL-FAILED', remote: 'TOTAL-PASSED' },
      { kind: 'sub-indication', index: 1, local: 'REVOKED', remote: null },
    ]);
  });

  it('differ in how many seals there are', () => {
    expect(compareWithLocal([passed], [])).toEqual([{ kind: 'count', local: 1, remote: 0 }]);
    expect(compareWithLocal([], [REMOTE])).toEqual([{ kind: 'count', local: 0, remote: 1 }]);
  });

  it('differ in who sealed', async () => {
    const world = await createGoodWorld();
    const remote = { ...REMOTE, signerCertificate: parseCertificate(world.tsa.certificate) };
    const local = { ...passed, signerCertificate: world.seal.certificate };
    expect(compareWithLocal([local], [remote])).toEqual([{ kind: 'signer', index: 0 }]);
    expect(compareWithLocal([{ ...local, signerCertificate: world.tsa.certificate }], [remote])).toEqual([]);
  });
});
