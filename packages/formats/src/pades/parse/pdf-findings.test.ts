import { describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects, type TestPdf } from '../pdf/test-documents.ts';
import { fileFindings, rebuiltFinding, removedFinding } from './pdf-findings.ts';

async function idsOf(document: Partial<TestPdf>): Promise<readonly string[]> {
  const pdf = buildTestPdf({ objects: pageObjects(), ...document });
  return fileFindings(await PdfReader.open(pdf)).map(({ id }) => id);
}

describe('findings on a PDF as a file', () => {
  it('are none for a plain one', async () => {
    expect(await idsOf({})).toEqual([]);
  });

  it('P8: tell of objects that only some readers see', async () => {
    expect(await idsOf({ form: 'hybrid' })).toEqual(['PDF_XREF_HYBRID']);
  });

  it('P17: tell of an authentication code that nobody checks', async () => {
    expect(await idsOf({ trailer: '/AuthCode<</MACLocation/Standalone>>' })).toEqual(['PDF_MAC_NOT_CHECKED']);
  });

  it('are errors where no seal can be valid', () => {
    const fault = new FormatsError('PDF_XREF_BROKEN', 'no cross-reference section');
    expect(rebuiltFinding(fault)).toMatchObject({ id: 'PDF_XREF_REBUILT', severity: 'error' });
    expect(removedFinding({ fieldName: 'Seal', revision: 2 })).toMatchObject({
      id: 'PDF_SEAL_REMOVED',
      severity: 'error',
      message: expect.stringContaining('revision 2'),
    });
  });
});
