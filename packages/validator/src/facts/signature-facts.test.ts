import type { Certificate } from '@eseal/core/x509';
import { type Entity, flipBit } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { CONTENT, parsedSeal } from '../../test/parsed-seal.ts';
import { computeDigests } from './digests.ts';
import { collectSignatureFacts, referenceRequests, type VerifiableSignature } from './signature-facts.ts';

async function factsOf(
  signature: VerifiableSignature,
  candidates: Parameters<typeof collectSignatureFacts>[1],
) {
  const digests = await computeDigests(referenceRequests(signature), () => undefined);
  return collectSignatureFacts(signature, candidates, digests);
}

describe('collectSignatureFacts', () => {
  it('finds a good seal good', async () => {
    const { seal } = await goodWorld();
    const facts = await factsOf(await parsedSeal(seal), [certificateOf(seal)]);
    expect(facts.references).toMatchObject([{ found: true, intact: true, comparable: true }]);
    expect(facts.value).toEqual({ kind: 'intact' });
    expect(facts.signingCertificate.identified?.raw).toEqual(seal.certificate);
  });

  it('notices one changed bit of the content', async () => {
    const { seal } = await goodWorld();
    const parsed = await parsedSeal(seal);
    const input = { kind: 'document', source: flipBit(CONTENT) } as const;
    const references = parsed.references.map((reference) => ({ ...reference, input }));
    const facts = await factsOf({ ...parsed, references }, [certificateOf(seal)]);
    expect(facts.references).toMatchObject([{ found: true, intact: false, comparable: true }]);
    expect(facts.value).toEqual({ kind: 'intact' });
  });

  it('tells missing contents, missing digests and unknown algorithms apart', async () => {
    const { seal } = await goodWorld();
    const parsed = await parsedSeal(seal);
    const [reference] = parsed.references;
    if (reference === undefined) throw new Error('the seal has no reference');
    const references = [
      { ...reference, input: undefined },
      { ...reference, digest: undefined },
      { ...reference, digestAlgorithm: undefined },
      { ...reference, input: { kind: 'digest', algorithm: 'SHA-512', digest: new Uint8Array(64) } as const },
    ];
    const facts = await factsOf({ ...parsed, references }, [certificateOf(seal)]);
    expect(facts.references).toMatchObject([
      { found: false, intact: false },
      { found: true, intact: false, comparable: true },
      { found: true, intact: false, comparable: false },
      { found: true, intact: false, comparable: false },
    ]);
  });

  it('verifies under the hinted certificate when none is identified, and says so', async () => {
    const { seal } = await goodWorld();
    const parsed = await parsedSeal(seal, { signingCertificateReferences: { count: 0, references: [] } });
    const facts = await factsOf(parsed, [certificateOf(seal)]);
    expect(facts.value).toEqual({ kind: 'intact' });
    expect(facts.signingCertificate.identified).toBeUndefined();
  });

  it('has no key without a certificate', async () => {
    const { seal } = await goodWorld();
    expect((await factsOf(await parsedSeal(seal), [])).value).toEqual({ kind: 'no-key' });
  });

  it('takes of several certificates beside a signature the one whose key the value is by', async () => {
    const { seal, tsa, ocsp } = await goodWorld();
    const nameless = { count: 0, references: [] };
    const facts = async (encodings: readonly Uint8Array[]) => {
      const certificateHint = { kind: 'certificates', encodings } as const;
      const parsed = await parsedSeal(seal, { signingCertificateReferences: nameless, certificateHint });
      return factsOf(parsed, [tsa, seal, ocsp].map(certificateOf));
    };
    const found = await facts([tsa.certificate, seal.certificate]);
    expect(found.value).toEqual({ kind: 'intact' });
    expect(found.signingCertificate.hinted?.raw).toEqual(seal.certificate);
    const without = await facts([tsa.certificate, ocsp.certificate]);
    expect(without.value).toEqual({ kind: 'broken' });
    expect(without.signingCertificate.identified).toBeUndefined();
  });

  it('X9: verifies under a bare key, which identifies nobody', async () => {
    const { seal, tsa } = await goodWorld();
    const facts = async ({ key }: Entity, candidates: readonly Certificate[]) => {
      const subjectPublicKeyInfo = key.publicKey;
      const certificateHint = { kind: 'public-key', subjectPublicKeyInfo } as const;
      return factsOf(await parsedSeal(seal, { certificateHint }), candidates);
    };
    const bare = await facts(seal, []);
    expect(bare.value).toEqual({ kind: 'intact' });
    expect(bare.signingCertificate).toMatchObject({ identified: undefined, hinted: undefined });
    expect((await facts(tsa, [])).value).toEqual({ kind: 'broken' });
    expect((await facts(tsa, [certificateOf(seal)])).signingCertificate.identified?.raw).toEqual(
      seal.certificate,
    );
    const unreadable = { kind: 'public-key', subjectPublicKeyInfo: new Uint8Array(3) } as const;
    const broken = await factsOf(await parsedSeal(seal, { certificateHint: unreadable }), []);
    expect(broken.value).toEqual({ kind: 'no-key' });
  });
});
