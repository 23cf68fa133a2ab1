/** Signature dictionaries of a sealed PDF, forged in the places that the seal does not cover, or before sealing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatsError } from '../errors.ts';
import { parsePades } from './parse/parse.ts';
import { buildTestPdf, latin1, pageObjects, toLatin1 } from './pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let sealed: Uint8Array;
let text: string;
beforeAll(async () => {
  sealer = await createTestSealer();
  sealed = await (await sealer.seal(buildTestPdf({ objects: pageObjects() }))).toBytes();
  text = toLatin1(sealed);
});

const BYTE_RANGE = /\/ByteRange\s*\[[^\]]*\]/;
const CONTENTS = /\/Contents\s*<[0-9a-f]*>/i;

/** The same number of bytes, so that nothing else moves. */
function replaced(pattern: RegExp, by: string): Uint8Array {
  return latin1(text.replace(pattern, (found) => by.padEnd(found.length)));
}

/** Values that the published forgeries put in the place of both entries. */
const FORGED: readonly (readonly [string, string])[] = [
  ['missing', ''],
  ['of no value', ' null'],
  ['zero', ' 0'],
  ['an empty string', '()'],
  ['an empty hexadecimal string', '<>'],
  ['an empty list', '[]'],
  ['a name', '/X'],
  ['a dictionary', '<<>>'],
  ['true', ' true'],
  ['a reference to nothing', ' 99 0 R'],
];

/** Ranges beside those that are missing or of another type. */
const RANGES: readonly string[] = ['[0 0 0 0]', '[0 -1 -1 0]', '[-1 0 0 0]', '[1 2 3]'];

const ENTRIES: readonly (readonly [string, RegExp, string, string])[] = [
  ...FORGED.flatMap(([what, value]) => [
    ['/ByteRange', BYTE_RANGE, what, value === '' ? '' : `/ByteRange${value}`] as const,
    ['/Contents', CONTENTS, what, value === '' ? '' : `/Contents${value}`] as const,
  ]),
  ...RANGES.map((value) => ['/ByteRange', BYTE_RANGE, value, `/ByteRange${value}`] as const),
];

/** Errors and what is known of the ranges; `undefined` when the file is refused. */
async function look(pdf: Uint8Array) {
  try {
    const { signatures, findings } = await parsePades(pdf);
    const all = [...findings, ...signatures.flatMap((one) => one.findings)];
    return {
      errors: all.filter(({ severity }) => severity === 'error').length,
      whole: signatures.some(
        ({ scope, findings: own }) =>
          scope.coversWholeDocument && own.every(({ severity }) => severity !== 'error'),
      ),
    };
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefined;
  }
}

describe('a seal passes for nothing whose dictionary was forged', () => {
  it('and has no error as it is', async () => {
    expect(await look(sealed)).toEqual({ errors: 0, whole: true });
  });

  it.each(ENTRIES)('P4: %s %s %s', async (_, pattern, __, by) => {
    expect(await look(replaced(pattern, by))).toMatchObject({ errors: expect.any(Number), whole: false });
    expect((await look(replaced(pattern, by)))?.errors).toBeGreaterThan(0);
  });

  it('P4: in all of the ways that were published', () => {
    expect(ENTRIES).toHaveLength(24);
  });
});
