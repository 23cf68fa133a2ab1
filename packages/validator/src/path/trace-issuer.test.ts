import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createCertificateVerifier } from './signature-cache.ts';
import { traceIssuer } from './trace-issuer.ts';

describe('traceIssuer', () => {
  const verify = createCertificateVerifier(20);

  it('takes the issuer that signed, and one whose key cannot be used yet, for possible', async () => {
    const { seal, issuingCa } = await goodWorld();
    const issuer = certificateOf(issuingCa);
    const trace = await traceIssuer(
      certificateOf(seal),
      { publicKey: issuer.publicKey, certificate: issuer },
      verify,
    );
    expect(trace).toBe('possible');
    const unknown = async () => 'algorithm-unknown' as const;
    const other = certificateOf((await goodWorld()).root);
    expect(await traceIssuer(certificateOf(seal), { ...other, certificate: other }, unknown)).toBe(
      'possible',
    );
  });

  it('tells another key from the named one that did not sign', async () => {
    const { seal, issuingCa, root } = await goodWorld();
    const [target, issuer, other] = [seal, issuingCa, root].map(certificateOf);
    if (target === undefined || issuer === undefined || other === undefined) throw new TypeError('no world');
    expect(await traceIssuer(target, { publicKey: other.publicKey, certificate: other }, verify)).toBe(
      'other-key',
    );
    expect(await traceIssuer(target, { publicKey: other.publicKey, certificate: undefined }, verify)).toBe(
      'other-key',
    );
    const tampered = { ...target, tbs: target.tbs.map((byte, at) => (at === 50 ? byte ^ 1 : byte)) };
    expect(await traceIssuer(tampered, { publicKey: issuer.publicKey, certificate: issuer }, verify)).toBe(
      'broken',
    );
  });
});
