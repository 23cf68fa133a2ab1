/** Changes of a sealed PDF after which no seal may pass for one of the whole document as it is. */
import { equalBytes } from '@eseal/core';
import { digestInput, type ParsedSignature } from '@eseal/core/container';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatsError } from '../errors.ts';
import { parsePades } from './parse/parse.ts';
import { appendTestRevision, buildTestPdf, latin1, pageObjects, toLatin1 } from './pdf/test-documents.ts';
import { createTestSealer } from './test-seals.ts';

let sealed: Uint8Array;
let text: string;
beforeAll(async () => {
  const sealer = await createTestSealer();
  sealed = await (await sealer.seal(buildTestPdf({ objects: pageObjects() }))).toBytes();
  text = toLatin1(sealed);
});

async function isIntact({ references: [reference] }: ParsedSignature): Promise<boolean> {
  if (reference?.digestAlgorithm === undefined || reference.input === undefined) return false;
  const digest = await digestInput(reference.digestAlgorithm, reference.input);
  return digest !== undefined && reference.digest !== undefined && equalBytes(digest, reference.digest);
}

/** Whether a seal of the PDF passes for one of all of it; `undefined` when the PDF has none or is refused. */
async function passes(pdf: Uint8Array): Promise<boolean | undefined> {
  try {
    const { signatures } = await parsePades(pdf);
    if (signatures.length === 0) return undefined;
    const each = signatures.map(
      async (one) =>
        (await isIntact(one)) &&
        one.scope.coversWholeDocument &&
        one.scope.pdf?.byteRangeValid === true &&
        one.scope.pdf.dictionaryConsistent &&
        one.findings.every(({ severity }) => severity !== 'error'),
    );
    return (await Promise.all(each)).includes(true);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefined;
  }
}

const FORGED_PAGE = { 3: '<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 40 0 R>>' };
/** The number where the last cross-reference begins. */
const START = /startxref\s+(\d+)(?=\s+%%EOF\s*$)/;

/** Attacks with the files that they make. */
const ATTACKS: readonly (readonly [string, () => Uint8Array])[] = [
  ['P1: a revision with another page', () => appendTestRevision(sealed, FORGED_PAGE)],
  ['P1: a revision with nothing in it', () => appendTestRevision(sealed, { 40: 'null' })],
  [
    'P2: a revision without cross-reference and trailer',
    () => latin1(`${text}3 0 obj\n${FORGED_PAGE[3]}\nendobj\n`),
  ],
  [
    'P2: a revision that points at no cross-reference',
    () => latin1(`${text}3 0 obj\n${FORGED_PAGE[3]}\nendobj\nstartxref\n${text.length}\n%%EOF\n`),
  ],
  [
    'P2: a revision that begins with the cross-reference before the seal',
    () => latin1(`${text}startxref\n${/startxref\s+(\d+)/.exec(text)?.[1]}\n%%EOF\n`),
  ],
  [
    'P2: a revision whose trailer leads to itself',
    () =>
      latin1(
        `${text}xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev ${text.length}>>\nstartxref\n${text.length}\n%%EOF\n`,
      ),
  ],
  [
    'P8: objects that only some readers see',
    () => appendTestRevision(sealed, { ...FORGED_PAGE, 40: 'null' }, { form: 'hybrid' }),
  ],
  [
    'P9: a number in front of an object that is not its own',
    () => latin1(text.replace('3 0 obj', '4 0 obj')),
  ],
  ['P9: a cross-reference that is not where it should be', () => latin1(text.replace(START, 'startxref\n1'))],
  ['P18: an end that is cut off', () => sealed.subarray(0, sealed.length - 3)],
  ['P18: bytes behind its end', () => latin1(`${text}x`)],
  ['P19: bytes before its header', () => latin1(`x\n${text}`)],
  ['P19: another PDF behind it', () => latin1(text + toLatin1(buildTestPdf({ objects: pageObjects() })))],
  ['P19: another PDF before it', () => latin1(toLatin1(buildTestPdf({ objects: pageObjects() })) + text)],
];

describe('a sealed PDF', () => {
  it('passes as it is', async () => {
    expect(await passes(sealed)).toBe(true);
  });

  it.each(ATTACKS)('does not pass with %s', async (_, attack) => {
    const forged = attack();
    expect(equalBytes(forged, sealed)).toBe(false);
    expect(await passes(forged)).not.toBe(true);
  });

  it('P11: does not pass with the dictionary of its seal in a second field', async () => {
    const [, field] = /\/Fields\s*\[\s*(\d+) 0 R/.exec(text) ?? [];
    const [, seal] = /\/V (\d+) 0 R/.exec(text) ?? [];
    const [, acroForm] = /\/AcroForm (\d+) 0 R/.exec(text) ?? [];
    const copy = `<</FT/Sig/T(Copy)/V ${seal} 0 R>>`;
    const form = `<</Fields[${field} 0 R 40 0 R]/SigFlags 3>>`;
    const objects =
      acroForm === undefined
        ? { 1: `<</Type/Catalog/Pages 2 0 R/AcroForm ${form}>>`, 40: copy }
        : { [acroForm]: form, 40: copy };
    const forged = appendTestRevision(sealed, objects);
    expect((await parsePades(forged)).signatures.length).toBeGreaterThan(0);
    expect(await passes(forged)).toBe(false);
  });
});
