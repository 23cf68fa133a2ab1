import type { ParsedSignature, SignatureForm } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { goodWorld, judging, NOW } from '../../test/judging.ts';
import { judgeSeal } from '../../test/judging-document.ts';
import { parsedSeal } from '../../test/parsed-seal.ts';
import { openSession } from '../session.ts';
import { identityOf, reportSeal } from './seal-report.ts';

async function report(changes: Partial<ParsedSignature>) {
  const world = await goodWorld();
  const parsed = await parsedSeal(world.seal, changes);
  const context = judging(world, [world.seal]);
  return reportSeal(parsed, await judgeSeal(parsed, context), openSession({ trust: [] }));
}

describe('reportSeal', () => {
  it('shows what was parsed, found and judged', async () => {
    expect(await report({ claimedTime: NOW })).toMatchObject({
      id: 'S-1',
      conclusion: { indication: 'TOTAL-PASSED' },
      claimedTime: NOW,
      cryptography: {
        referencesFound: true,
        referencesIntact: true,
        signatureIntact: true,
        digestAlgorithm: 'SHA-256',
        signatureAlgorithm: 'ecdsa-sha256',
        references: [{ kind: 'message-digest', uri: null, digestAlgorithm: 'SHA-256' }],
      },
      signingCertificate: { subject: expect.stringContaining('株式会社サンプル') },
      organization: { name: '株式会社サンプル' },
    });
  });

  it('shows no certificate and nobody when none was identified', async () => {
    expect(await report({ signingCertificateReferences: { count: 0, references: [] } })).toMatchObject({
      signingCertificate: null,
      organization: null,
      path: { chain: [], trust: { route: 'none' } },
      cryptography: { signatureIntact: true },
    });
  });

  it('passes on what the parser remarked, and errors of it once', async () => {
    const finding = { id: 'X', message: 'odd', citation: 'RFC 5652 §5.3' };
    const warned = await report({ findings: [{ ...finding, severity: 'warning' }] });
    expect(warned.findings.filter(({ id }) => id === 'X')).toHaveLength(1);
    const failed = await report({ findings: [{ ...finding, severity: 'error' }] });
    expect(failed.findings.filter(({ message }) => message.en.includes('odd'))).toHaveLength(1);
  });

  it('counts the references of a signature over the content itself as found when they are', async () => {
    const { cryptography } = await report({ references: [] });
    expect(cryptography).toMatchObject({
      referencesFound: true,
      referencesIntact: true,
      signatureIntact: true,
      references: [{ kind: 'content-digest', found: true, intact: true }],
    });
  });

  it('shows what a manifest lists among the references, and counts it for none of them', async () => {
    const { references } = await parsedSeal((await goodWorld()).seal);
    const [reference] = references;
    if (reference === undefined) throw new Error('the seal has no reference');
    const entry = { ...reference, kind: 'manifest-entry', uri: 'annex.pdf', input: undefined } as const;
    const { cryptography } = await report({ references: [reference, entry] });
    expect(cryptography).toMatchObject({
      referencesFound: true,
      referencesIntact: true,
      references: [{ kind: 'message-digest' }, { kind: 'manifest-entry', uri: 'annex.pdf', found: false }],
    });
  });
});

describe('identityOf', () => {
  it.each<[SignatureForm, string | null]>([
    ['B-B', 'B-B'],
    ['B-LTA', 'B-LTA'],
    ['BES', null],
    ['NOT-ETSI', null],
  ])('takes the form %s for the level %s', async (form, level) => {
    expect(identityOf(await parsedSeal((await goodWorld()).seal, { form })).adesLevel).toBe(level);
  });
});
