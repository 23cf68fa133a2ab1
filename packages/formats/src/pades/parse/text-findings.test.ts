import { parseCertificate } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { createTestSealer } from '../test-seals.ts';
import { type SignatureTexts, textFindings } from './text-findings.ts';

const sealer = createTestSealer();

async function found(texts: SignatureTexts, field = 'Seal'): Promise<readonly string[]> {
  const { certificate } = (await sealer).world.seal;
  const { issuer, serialNumber } = parseCertificate(certificate);
  const identifier = { kind: 'issuerAndSerialNumber', issuer, serialNumber } as const;
  const signature = {
    certificateHint: { kind: 'signer-identifier', identifier } as const,
    certificates: [certificate],
  };
  return textFindings(field, texts, signature).map(({ id, message }) => `${id} ${message}`);
}

describe('texts of a signature dictionary', () => {
  it('are nothing to tell of when they say what the certificate says, or do not name anybody', async () => {
    const { subject } = parseCertificate((await sealer).world.seal.certificate);
    const [name = ''] = subject.rdns.flat().flatMap(({ type, text }) => (type === '2.5.4.10' ? [text] : []));
    expect(name).not.toBe('');
    for (const Name of [name, `  ${name.toUpperCase()}`, `${name} / section 2`, '', undefined])
      expect(await found({ Name, Reason: '検収' })).toEqual([]);
  });

  it('P20: are told of when they name somebody else than the certificate', async () => {
    expect(await found({ Name: 'Ministry of Finance' })).toEqual([
      expect.stringMatching(/^PDF_SIGNER_NAME_DIFFERS \/Name says Ministry of Finance, the certificate /),
    ]);
  });

  it.each(['\u202E', '\u200B', '\u2066', '\uFEFF', '\u{E0041}'])(
    'P21: are told of when they hold %j',
    async (character) => {
      expect(await found({ Reason: `ap${character}proved` })).toEqual([
        expect.stringContaining('PDF_TEXT_MISLEADING /Reason'),
      ]);
      expect(await found({}, `Seal${character}`)).toEqual([
        expect.stringContaining('PDF_TEXT_MISLEADING /T'),
      ]);
    },
  );

  it('may be in any script', async () => {
    expect(await found({ Reason: 'אושר', Location: '東京都', ContactInfo: 'Привет' })).toEqual([]);
  });
});
