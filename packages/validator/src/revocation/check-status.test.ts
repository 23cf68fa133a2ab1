import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createRevocationChecker } from './check-status.ts';
import { noRevocationData, type RevocationEvidence, type RevocationProvider } from './provider.ts';

const EVIDENCE: RevocationEvidence = { kind: 'crl', encoded: Uint8Array.of(0x30, 0) };

async function status(
  mode: 'required' | 'if-available' | 'none',
  provider: RevocationProvider = noRevocationData,
  embedded: readonly RevocationEvidence[] = [],
  signal?: AbortSignal,
) {
  const { seal, issuingCa } = await goodWorld();
  const issuer = certificateOf(issuingCa);
  const check = createRevocationChecker({ mode, provider, embedded });
  return check({
    certificate: certificateOf(seal),
    issuerName: issuer.subject,
    issuerKey: issuer.publicKey,
    issuer,
    ...(signal !== undefined && { signal }),
  });
}

describe('createRevocationChecker', () => {
  it('does not look when the caller asks it not to', async () => {
    const provider = { collect: () => Promise.reject(new Error('not to be asked')) };
    expect(await status('none', provider)).toEqual({ kind: 'not-checked' });
  });

  it('knows nothing without data', async () => {
    expect(await status('required')).toEqual({ kind: 'unknown', unused: false });
  });

  it('says that there is data which was not used', async () => {
    const provider = { collect: () => [EVIDENCE] };
    expect(await status('required', provider)).toEqual({ kind: 'unknown', unused: true });
    expect(await status('if-available', noRevocationData, [EVIDENCE])).toEqual({
      kind: 'unknown',
      unused: true,
    });
  });

  it('takes nothing for granted when a provider fails', async () => {
    const provider = { collect: () => Promise.reject(new Error('down')) };
    expect(await status('if-available', provider)).toEqual({ kind: 'unknown', unused: true });
  });

  it('passes on that the call was aborted', async () => {
    const provider = { collect: () => Promise.reject(new Error('aborted')) };
    await expect(status('required', provider, [], AbortSignal.abort())).rejects.toThrow('aborted');
  });
});
