import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import type { FieldLock } from './field-lock.ts';
import { readForm, walkFields } from './form.ts';
import {
  assertMayCertify,
  assertMaySeal,
  assertMayWrite,
  readCertification,
  readRestrictions,
  type SignatureRestriction,
} from './permissions.ts';

async function open(catalog: string, objects: Record<number, string> = {}) {
  const reader = await PdfReader.open(buildTestPdf({ objects: { ...pageObjects(1, catalog), ...objects } }));
  const { dictionary } = await readCatalog(reader);
  return { reader, catalog: dictionary };
}

const signature = (reference: string) => ({ 8: `<</Type/Sig/Reference[${reference}]>>` });
const docMdp = (parameters: string) => `<</TransformMethod/DocMDP/TransformParams ${parameters}>>`;
const fieldMdp = (parameters: string) => `<</TransformMethod/FieldMDP/TransformParams ${parameters}>>`;

describe('the permission of a certification', () => {
  it('is that of the signature which the catalog names', async () => {
    const named = await open('/Perms<</DocMDP 8 0 R>>', signature(docMdp('<</P 3>>')));
    expect(await readCertification(named.reader, named.catalog)).toBe(3);
    const bare = await open('/Perms<</DocMDP 8 0 R>>', { 8: '<<>>' });
    expect(await readCertification(bare.reader, bare.catalog)).toBe(2);
    for (const catalog of [
      '',
      '/Perms<<>>',
      '/Perms<</DocMDP 99 0 R>>',
      '/Perms(x)',
      '/Perms<</UR3 8 0 R>>',
    ]) {
      const none = await open(catalog, { 8: '<<>>' });
      expect(await readCertification(none.reader, none.catalog)).toBeUndefined();
    }
  });
});

describe('what a signed field restricts', () => {
  const restrictions = async (field: string, references: string) => {
    const { reader, catalog } = await open('/AcroForm<</Fields[9 0 R]>>', {
      ...signature(references),
      9: `<</FT/Sig/T(a)${field}>>`,
    });
    return readRestrictions(reader, (await walkFields(reader, await readForm(reader, catalog))).fields);
  };

  it.each([
    ['nothing while it is empty', '/Lock<</Action/All/P 1>>', '', []],
    ['nothing without locks', '/V 8 0 R', '', [{ fieldName: 'a', permission: undefined, locks: [] }]],
    [
      'fields',
      '/V 8 0 R',
      fieldMdp('<</Action/All>>'),
      [{ permission: undefined, locks: [{ action: 'all' }] }],
    ],
    ['the document, by its transform', '/V 8 0 R', fieldMdp('<</Action/All/P 1>>'), [{ permission: 1 }]],
    ['the document, by its /Lock alone', '/V 8 0 R/Lock<</P 2>>', '', [{ permission: 2, locks: [] }]],
    [
      'the document, by the strictest of all',
      '/V 8 0 R/Lock<</P 1>>',
      docMdp('<</P 3>>'),
      [{ permission: 1 }],
    ],
  ])('is %s', async (_, field, references, expected) => {
    expect(await restrictions(field, references)).toMatchObject(expected);
  });
});

describe('the locks of many signatures', () => {
  it('are refused where they name more fields than anybody has', async () => {
    const lock = `<</TransformMethod/FieldMDP/TransformParams 7 0 R>>`;
    const objects = {
      ...signature(lock.repeat(10)),
      7: '<</Action/Include/Fields 6 0 R>>',
      6: `[${'(a)'.repeat(9_999)}]`,
      9: '<</FT/Sig/T(a)/V 8 0 R>>',
      10: '<</FT/Sig/T(b)/V 8 0 R>>',
    };
    const { reader, catalog } = await open('/AcroForm<</Fields[9 0 R 10 0 R]>>', objects);
    const { fields } = await walkFields(reader, await readForm(reader, catalog));
    await expect(readRestrictions(reader, fields)).rejects.toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
    expect(await readRestrictions(reader, fields.slice(1))).toHaveLength(1);
  });
});

const signed = (restriction: Partial<SignatureRestriction> = {}): SignatureRestriction => ({
  fieldName: 'first',
  permission: undefined,
  locks: [],
  ...restriction,
});
const locking = (lock: FieldLock) => [signed({ locks: [lock] })];
const FORBIDDEN = { code: 'PDF_CHANGE_FORBIDDEN' };

describe('a seal', () => {
  const old = { name: 'a.b', isNew: false };
  const unnamed = { name: undefined, isNew: true };
  const attempt = (...args: Parameters<typeof assertMaySeal>) => {
    try {
      return assertMaySeal(...args);
    } catch (error) {
      return error;
    }
  };

  it('is forbidden by a certification that permits no change, and by no other', () => {
    expect(attempt(unnamed, 1, [])).toMatchObject({ ...FORBIDDEN, facts: { permission: 1 } });
    for (const certification of [undefined, 2, 3] as const) {
      expect(attempt(unnamed, certification, [signed()])).toBeUndefined();
    }
  });

  it('is forbidden by a lock of the document, whose field is named', () => {
    expect(attempt(old, undefined, [signed(), signed({ fieldName: 'second', permission: 1 })])).toMatchObject(
      {
        ...FORBIDDEN,
        message: expect.stringContaining('second'),
        facts: { field: 'second', permission: 1 },
      },
    );
    expect(attempt(old, undefined, [signed({ permission: 2 })])).toBeUndefined();
  });

  it.each<[FieldLock, 'forbidden' | 'allowed', 'forbidden' | 'allowed']>([
    [{ action: 'all' }, 'forbidden', 'forbidden'],
    [{ action: 'include', fields: ['a.b'] }, 'forbidden', 'allowed'],
    [{ action: 'include', fields: ['a'] }, 'forbidden', 'allowed'],
    [{ action: 'include', fields: ['a.bc', 'b'] }, 'allowed', 'allowed'],
    [{ action: 'exclude', fields: ['a'] }, 'allowed', 'forbidden'],
    [{ action: 'exclude', fields: ['x'] }, 'forbidden', 'forbidden'],
  ])('under the lock %o in the field a.b is %s, in a new one %s', (lock, present, created) => {
    const outcome = (target: typeof old | typeof unnamed) =>
      attempt(target, undefined, locking(lock)) === undefined ? 'allowed' : 'forbidden';
    expect(outcome(old)).toBe(present);
    expect(outcome(unnamed)).toBe(created);
  });
});

describe('a certification', () => {
  it('may come while no field is signed, and not later', () => {
    expect(() => assertMayCertify([])).not.toThrow();
    expect(() => assertMayCertify([signed()])).toThrow(
      expect.objectContaining({ code: 'PDF_CERTIFICATION_NOT_FIRST', facts: { field: 'first' } }),
    );
  });
});

describe('who opened an encrypted document', () => {
  const nothing = { modify: false, annotate: false, fillForms: false };
  const user = (permissions: Partial<typeof nothing>) =>
    ({ access: 'user', permissions: { ...nothing, ...permissions } }) as const;
  const creates = { name: undefined, isNew: true };
  const fills = { name: 'a', isNew: false };

  it('as its owner may do everything', () => {
    expect(() => assertMayWrite(creates, { access: 'owner', permissions: nothing })).not.toThrow();
    expect(() => assertMayWrite(fills, undefined)).not.toThrow();
  });

  it('as a user may create a field by the permission to modify and to annotate together', () => {
    expect(() => assertMayWrite(creates, user({ modify: true, annotate: true }))).not.toThrow();
    for (const permissions of [{ modify: true }, { annotate: true }, { fillForms: true }]) {
      expect(() => assertMayWrite(creates, user(permissions))).toThrow(expect.objectContaining(FORBIDDEN));
    }
  });

  it('as a user may fill a field by the permission to fill forms', () => {
    expect(() => assertMayWrite(fills, user({ fillForms: true }))).not.toThrow();
    expect(() => assertMayWrite(fills, user({ modify: true }))).toThrow(expect.objectContaining(FORBIDDEN));
  });
});
