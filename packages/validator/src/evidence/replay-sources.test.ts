import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { requestFor } from '../../test/retrieving.ts';
import type { RecordedQuestion } from './bundle.ts';
import { replayIssuers, replayRevocation, replayTrust } from './replay-sources.ts';

const missed = (): { readonly missing: string[]; readonly note: (question: string) => void } => {
  const missing: string[] = [];
  return { missing, note: (question) => void missing.push(question) };
};

describe('replayTrust', () => {
  it('answers what was asked, and notes what was not', async () => {
    const { root, seal } = await goodWorld();
    const { subject, publicKey, raw } = certificateOf(root);
    const anchor = {
      name: subject.raw,
      publicKey: publicKey.raw,
      certificate: raw,
      route: 'pinned',
    } as const;
    const recorded = {
      size: 1,
      anchors: [{ name: subject.raw, answer: { kind: 'found', found: [anchor] } }],
      certificates: [{ name: subject.raw, answer: { kind: 'failed', message: 'gone' } }],
    } as const;
    const { missing, note } = missed();
    const trust = replayTrust(recorded, note);
    const [found] = await trust.anchorsNamed(subject);
    expect(found).toMatchObject({ route: 'pinned', certificate: { raw } });
    expect((await trust.anchorsNamed(subject))[0]).toBe(found);
    expect(() => trust.certificatesNamed?.(subject)).toThrow('gone');
    expect(missing).toEqual([]);
    expect(() => trust.anchorsNamed(certificateOf(seal).subject)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_INCOMPLETE' }),
    );
    expect(missing).toHaveLength(1);
  });
});

describe('replayIssuers and replayRevocation', () => {
  it('answer in the order of the recording, each question once', async () => {
    const { issuingCa, root, seal } = await goodWorld();
    const { raw } = certificateOf(seal);
    const question = (found: Uint8Array): RecordedQuestion<Uint8Array> => ({
      certificate: raw,
      answer: { kind: 'found', found: [found] },
      attempts: [],
    });
    const { missing, note } = missed();
    const issuers = replayIssuers([question(issuingCa.certificate), question(root.certificate)], note);
    const [first] = await issuers.issuersOf(certificateOf(seal));
    const [second] = await issuers.issuersOf(certificateOf(seal));
    expect([first?.raw, second?.raw]).toEqual([issuingCa.certificate, root.certificate]);
    expect(() => issuers.issuersOf(certificateOf(seal))).toThrow('does not hold');
    expect(missing).toEqual(['issuers']);
  });

  it('do not answer about another issuer, and repeat failures with their attempts', async () => {
    const { root, seal } = await goodWorld();
    const { request, attempts } = requestFor(seal);
    const attempt = { kind: 'ocsp', url: 'http://ocsp.test/', outcome: 'unavailable' } as const;
    const failed: RecordedQuestion<never> = {
      certificate: request.certificate.raw,
      issuerKey: request.issuerKey.raw,
      answer: { kind: 'failed', message: 'no line' },
      attempts: [attempt],
    };
    const { missing, note } = missed();
    const provider = replayRevocation([failed], note);
    const other = certificateOf(root).publicKey;
    expect(() => provider.collect({ ...request, issuerKey: other })).toThrow('does not hold');
    expect(() => provider.collect(request)).toThrow('no line');
    expect(attempts).toEqual([attempt]);
    expect(missing).toEqual(['revocation data']);
  });
});
