import type { ParsedSignature, PdfModification, PdfScope } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { parsedSeal } from '../../test/parsed-seal.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { checkFormat } from './format-checking.ts';

const PDF: PdfScope = {
  fieldName: 'Seal',
  revision: 1,
  byteRange: [0, 100, 200, 50],
  byteRangeValid: true,
  dictionaryConsistent: true,
  permission: null,
  lock: null,
  bytesAfter: 0,
  modifications: [],
  subFilter: 'ETSI.CAdES.detached',
};

async function check(changes: Partial<ParsedSignature>) {
  const { conclusion, checks } = checkFormat(
    await parsedSeal((await goodWorld()).seal, changes),
    policyOf('strict'),
  );
  const notPassed = checks
    .filter(({ status }) => status !== 'passed')
    .map(({ id, status }) => `${id} ${status}`);
  return [subIndicationOf(conclusion), ...notPassed];
}

const pdf = (changes: Partial<PdfScope>): Partial<ParsedSignature> => ({
  scope: { coversWholeDocument: true, description: '', pdf: { ...PDF, ...changes } },
});

describe('checkFormat', () => {
  it('passes a seal the parser has nothing against', async () => {
    expect(await check({})).toEqual([null]);
    expect(await check(pdf({}))).toEqual([null]);
  });

  it('fails for errors of the parser, and only remarks on a structure that departs from its standard', async () => {
    const finding = { id: 'X', message: 'two message-digests', citation: 'RFC 5652 §11' };
    expect(await check({ findings: [{ ...finding, severity: 'error' }] })).toEqual([
      'FORMAT_FAILURE',
      'FORMAT_ACCEPTABLE failed',
    ]);
    expect(await check({ findings: [{ ...finding, severity: 'warning' }] })).toEqual([null]);
    expect(await check({ structure: { valid: false, messages: ['odd'] } })).toEqual([
      null,
      'FORMAT_CONFORMANT warned',
    ]);
  });

  it('fails for a byte range or dictionary that is not the sealed one', async () => {
    expect(await check(pdf({ byteRangeValid: false }))).toEqual([
      'FORMAT_FAILURE',
      'PDF_BYTE_RANGE_VALID failed',
    ]);
    expect(await check(pdf({ byteRangeValid: false, byteRange: undefined, bytesAfter: 5 }))).toEqual([
      'FORMAT_FAILURE',
      'PDF_BYTE_RANGE_VALID failed',
    ]);
    expect(await check(pdf({ dictionaryConsistent: false }))).toEqual([
      'FORMAT_FAILURE',
      'PDF_SIGNATURE_DICTIONARY_CONSISTENT failed',
    ]);
  });

  it('passes what was appended after the seal only where all of it is permitted', async () => {
    const after = (...modifications: PdfModification[]) => check(pdf({ bytesAfter: 9, modifications }));
    const store: PdfModification = {
      revision: 3,
      kind: 'security-store',
      object: 'object 9',
      permitted: true,
    };
    const locked: PdfModification = { revision: 3, kind: 'form-fill', object: 'Sum', permitted: false };
    const page: PdfModification = { revision: 4, kind: 'page', object: 'page 2', permitted: false };
    const unknown: PdfModification = { revision: 4, kind: 'undefined', object: 'object 5', permitted: false };
    expect(await after(store)).toEqual([null]);
    expect(await after(store, locked)).toEqual(['FORMAT_FAILURE', 'PDF_LATER_CHANGES_PERMITTED failed']);
    expect(await after(store, page)).toEqual(['FORMAT_FAILURE', 'PDF_PAGES_UNCHANGED failed']);
    expect(await after(store, unknown)).toEqual([
      'SIG_CONSTRAINTS_FAILURE',
      'PDF_LATER_CHANGES_KNOWN failed',
    ]);
  });

  it('P6: does not pass annotations that a seal permits and that lie over its pages', async () => {
    const note: PdfModification = {
      revision: 3,
      kind: 'annotation',
      object: '9 0 R /Popup',
      permitted: true,
    };
    const text: PdfModification = { ...note, object: '9 0 R /FreeText', covers: 'page' };
    const seal: PdfModification = { ...note, kind: 'signature', object: 'Second', covers: 'page' };
    expect(await check(pdf({ bytesAfter: 9, modifications: [note, seal] }))).toEqual([null]);
    expect(await check(pdf({ bytesAfter: 9, modifications: [text] }))).toEqual([
      'SIG_CONSTRAINTS_FAILURE',
      'PDF_ANNOTATIONS_COVER_NOTHING failed',
    ]);
  });
});
