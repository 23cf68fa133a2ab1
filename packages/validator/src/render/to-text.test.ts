import { cades } from '@eseal/formats/cades';
import { goodEntities } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import { validateCertificate } from '../certificate.ts';
import { type ValidateOptions, validate } from '../validate.ts';
import { certificateToText, toText } from './to-text.ts';

const DOCUMENT = new TextEncoder().encode('御請求書');

async function report(changes: Partial<ValidateOptions> = {}, adesLevel: 'B-B' | 'B-T' = 'B-B') {
  const world = await goodWorld();
  const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), { adesLevel });
  return validate(sealed, {
    trust: world.anchors,
    revocation: 'none',
    validationTime: NOW,
    name: 'invoice.p7m',
    ...changes,
  });
}

describe('toText', () => {
  it('tells a clerk what was sealed, by whom, when and how sure that is', async () => {
    const text = toText(await report());
    expect(text).toContain('Document: invoice.p7m (CAdES, ');
    expect(text).toContain('Verdict: valid (TOTAL-PASSED)');
    expect(text).toContain('Who: 株式会社サンプル, NTRJP-1555666777888 (check digit correct)\n');
    expect(text).toContain('What: the whole document');
    expect(text).toContain('When: 2026-11-01 00:00:00 UTC as the seal claims, without proof');
    expect(text).toContain('Trust: authority named by the verifier: CN=eSeal Test Root CA');
    expect(text).toContain('Assurance: not judged');
    expect(text).toContain('warning: Revocation was not checked');
  });

  it('tells it in Japanese, in the time of Japan', async () => {
    const text = toText(await report({}, 'B-T'), { language: 'ja' });
    expect(text).toContain('結論: 有効 (TOTAL-PASSED)');
    expect(text).toContain('発行元: 株式会社サンプル, NTRJP-1555666777888 (検査数字は正しい)');
    expect(text).toContain('2026-11-01 09:00:00(日本時間) に存在していたことをタイムスタンプが証明');
    expect(text).toContain('注意: 証明書の失効は確認していません');
    // No English sentence is left over.
    expect(text).not.toMatch(/[a-z]{3,} [a-z]{2,} [a-z]{3,}/);
  });

  it('names what a seal covers by name, and what became of it', async () => {
    const { seals, ...document } = await report();
    const [seal] = seals;
    if (seal === undefined) throw new Error('there is no seal');
    const digest = { digestAlgorithm: 'SHA-256', digest: null, found: true, intact: true } as const;
    const references = [
      { ...digest, kind: 'signed-properties', uri: '#p' },
      { ...digest, kind: 'reference', uri: '' },
      { ...digest, kind: 'reference', uri: 'invoice.xml' },
      { ...digest, kind: 'manifest-entry', uri: 'annex.pdf', intact: false },
      { ...digest, kind: 'reference', uri: 'lost.txt', found: false, intact: false },
      ...Array.from({ length: 20 }, (_, index) => ({ ...digest, kind: 'reference', uri: `${index}.txt` })),
    ];
    const shown = { ...document, seals: [{ ...seal, cryptography: { ...seal.cryptography, references } }] };
    const text = toText(shown);
    expect(text).toContain(
      '      - invoice.xml: unchanged\n      - annex.pdf (by its list): changed\n      - lost.txt: not found\n',
    );
    expect(text).toContain('      - 3 more\n');
    expect(text).not.toContain('#p');
    expect(toText(shown, { language: 'ja' })).toContain('- annex.pdf(一覧による): 変更あり');
  });

  it('says why not, and what would help', async () => {
    const text = toText(await report({ trust: [] }));
    expect(text).toContain('Verdict: cannot be decided - no trusted authority stands behind its certificate');
    expect(text).toContain('(INDETERMINATE, NO_CERTIFICATE_CHAIN_FOUND)');
    expect(text).toContain('problem: No certificate of');
    expect(text).toContain('What to do: Add the certificate of');
    expect(text).toContain('(as its certificate says; not confirmed)');
  });

  it('says that there is no seal', async () => {
    const text = toText(
      await report({}).then(async () => validate(new Uint8Array(4), { trust: [], validationTime: NOW })),
    );
    expect(text).toContain('Verdict: not valid - the file or the seal is broken');
  });

  it('makes names out of certificates harmless', async () => {
    const seal = goodEntities(NOW).find(({ name }) => name === 'seal');
    if (seal === undefined) throw new Error('the good world has no seal');
    const subject = [{ C: 'JP' }, { O: 'Evil\u202Enoitaroproc\nVerdict: valid' }, { CN: 'x' }];
    const world = await goodWorld({ entities: [{ ...seal, name: 'evil', subject }] });
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), {
      entity: world.entity('evil'),
    });
    const options = { trust: [], validationTime: NOW, name: 'a\u202Etxt.exe\n' };
    const text = toText(await validate(sealed, options));
    expect(text).not.toContain('\u202E');
    expect(text.split('\n').filter((line) => line.trim() === 'Verdict: valid')).toEqual([]);
    expect(text).toContain('Evil\\u202e');
  });
});

describe('certificateToText', () => {
  it('lists the paths that were tried', async () => {
    const world = await goodWorld();
    const options = { trust: world.anchors, validationTime: NOW };
    const text = certificateToText(await validateCertificate(world.seal.certificate, options));
    expect(text).toContain('Validation of a certificate');
    expect(text).toMatch(/Paths that were tried\n +- Chain: .*\[[0-9a-f]{8}\]; Reason: No certificate of/);
    const japanese = certificateToText(await validateCertificate(new Uint8Array(1), options), {
      language: 'ja',
    });
    expect(japanese).toContain('証明書検証結果');
    expect(japanese).toContain('結論: 無効');
  });
});
