import { describe, expect, it } from 'vitest';
import type { FieldLock } from '../fields/field-lock.ts';
import type { PdfSignature } from '../parse/signature-dictionary.ts';
import { readSignatures } from '../parse/signature-dictionary.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import type { ExplainedChange } from './claims.ts';
import { type BindingRules, isPermitted, rulesBefore } from './what-binds.ts';

async function signature(changes: Partial<PdfSignature>): Promise<PdfSignature> {
  const objects = { ...pageObjects(1, '/AcroForm<</Fields[8 0 R]>>'), 8: '<</FT/Sig/T(a)/V<<>>>>' };
  const [one] = (await readSignatures(await PdfReader.open(buildTestPdf({ objects })))).signatures;
  if (one === undefined) throw new TypeError('no signature');
  return { ...one, ...changes };
}

describe('what binds a revision', () => {
  const lock: FieldLock = { action: 'include', fields: ['sum'], permission: 2 };

  it('is the strictest of what the seals before it say', async () => {
    const seals = [
      await signature({ revision: 2, permission: 3 }),
      await signature({ revision: 4, locks: [lock] }),
      await signature({ revision: 5, permission: 1 }),
    ];
    expect(rulesBefore(2, seals)).toEqual({ permission: undefined, locks: [] });
    expect(rulesBefore(3, seals)).toEqual({ permission: 3, locks: [] });
    expect(rulesBefore(5, seals)).toEqual({ permission: 2, locks: [lock] });
    expect(rulesBefore(6, seals).permission).toBe(1);
  });

  it('is nothing that a document timestamp says', async () => {
    const stamp = await signature({
      revision: 2,
      kind: 'timestamp',
      permission: 1,
      locks: [{ action: 'all' }],
    });
    expect(rulesBefore(3, [stamp])).toEqual({ permission: undefined, locks: [] });
  });
});

describe('a change', () => {
  const under = (permission: BindingRules['permission'], locks: readonly FieldLock[] = []) => ({
    permission,
    locks,
  });
  const fill: ExplainedChange = { kind: 'form-fill', object: 'sum', field: 'sum' };
  const permissions = [undefined, 1, 2, 3] as const;
  const allowed = (change: ExplainedChange) => permissions.map((one) => isPermitted(change, under(one)));

  it('is permitted as its kind is', () => {
    for (const kind of ['security-store', 'timestamp', 'metadata', 'extension'] as const)
      expect(allowed({ kind, object: 'x' })).toEqual([true, true, true, true]);
    expect(allowed(fill)).toEqual([true, false, true, true]);
    expect(allowed({ kind: 'signature', object: 'x' })).toEqual([true, false, true, true]);
    expect(allowed({ kind: 'signature', object: 'x', isShown: true })).toEqual([true, false, false, true]);
    expect(allowed({ kind: 'annotation', object: 'x' })).toEqual([true, false, false, true]);
  });

  it('of a locked field is not', () => {
    expect(isPermitted(fill, under(undefined, [{ action: 'exclude', fields: ['other'] }]))).toBe(false);
    expect(isPermitted(fill, under(undefined, [{ action: 'exclude', fields: ['sum'] }]))).toBe(true);
    expect(isPermitted({ kind: 'form-fill', object: 'empty' }, under(3, [{ action: 'all' }]))).toBe(true);
  });
});
