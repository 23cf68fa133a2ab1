import { beforeAll, describe, expect, it } from 'vitest';
import { checkSignatures, createTestSealer, type TestSealer } from '../../test-seals.ts';
import { latin1, toLatin1 } from '../test-documents.ts';
import { encryptedPdf, OWNER } from './test-encrypted.ts';

/** The file with some of its crypt filters replaced by /Identity, which leaves data as it is. */
function withIdentity(filters: readonly ('StmF' | 'StrF')[]): Uint8Array {
  const text = toLatin1(encryptedPdf('AES-128'));
  let changed = text;
  for (const filter of filters) changed = changed.replace(`/${filter} /StdCF`, `/${filter} /Identity`);
  const grown = changed.length - text.length;
  expect(grown).toBe(3 * filters.length);
  return latin1(changed.replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + grown}`));
}

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

describe('a seal of a document whose crypt filter for strings is Identity', () => {
  it.each([[['StrF', 'StmF']], [['StrF']]] as const)('is valid and readable: %s', async (filters) => {
    const pdf = withIdentity(filters);
    const options = { password: OWNER, fieldName: 'Plain', reason: 'as is' };
    const sealed = await (await sealer.seal(pdf, options)).toBytes();
    const update = toLatin1(sealed.subarray(pdf.length));
    expect(update).toContain('/T(Plain)');
    expect(update).toContain('/Reason(as is)');
    const check = (bytes: Uint8Array) => checkSignatures(bytes, { password: OWNER });
    expect(await check(sealed)).toMatchObject([{ valid: true, fieldName: 'Plain' }]);
    const tampered = latin1(toLatin1(sealed).replace('(as is)', '(as if)'));
    expect(await check(tampered)).toMatchObject([{ valid: false }]);
  });

  it('keeps its strings secret where only streams are left as they are', async () => {
    const pdf = withIdentity(['StmF']);
    const sealed = await (await sealer.seal(pdf, { password: OWNER, fieldName: 'Plain' })).toBytes();
    expect(toLatin1(sealed)).not.toContain('Plain');
    expect(await checkSignatures(sealed, { password: OWNER })).toMatchObject([
      { valid: true, fieldName: 'Plain' },
    ]);
  });
});
