import { completeSeal, equalBytes, prepareSeal } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { createMockSigner } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PadesOptions } from '../options.ts';
import { pades } from '../pades.ts';
import { buildTestPdf, latin1, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer, testAppearance } from '../test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** A PDF as another program prepares it: sealed, and the value taken out again. */
async function prepared(options: PadesOptions = {}, pdf?: Uint8Array): Promise<string> {
  const document = pdf ?? buildTestPdf({ objects: pageObjects() });
  const sealed = await (await sealer.seal(document, { fieldName: 'Prepared', ...options })).toBytes();
  const text = toLatin1(sealed);
  const at = text.lastIndexOf('/Contents<') + 10;
  const end = text.indexOf('>', at);
  return text.slice(0, at) + '0'.repeat(end - at) + text.slice(end);
}

const FILL = { fieldName: 'Prepared', fillPlaceholder: true };
const fill = async (text: string, options: PadesOptions = FILL) =>
  (await sealer.seal(latin1(text), options)).toBytes();
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'sealed',
    (error: { code: string }) => error.code,
  );

describe('a place that another program prepared', () => {
  it('takes a seal, and nothing around it changes', async () => {
    const before = await prepared({ reason: '承認', certify: 2 });
    const sealed = await fill(before);
    const gap = before.indexOf('/Contents<') + 9;
    expect(sealed.length).toBe(before.length);
    expect(equalBytes(sealed.subarray(0, gap), latin1(before.slice(0, gap)))).toBe(true);
    expect(await checkSignatures(sealed)).toMatchObject([
      { valid: true, fieldName: 'Prepared', permission: 2 },
    ]);
    const changed = sealed.map((byte, at) => (at === 10 ? byte ^ 1 : byte));
    expect(await checkSignatures(changed)).toMatchObject([{ valid: false }]);
  });

  it('takes a seal that is made in two halves, and only in the same document', async () => {
    const text = await prepared();
    const signer = createMockSigner(sealer.world.seal);
    const parameters = { format: pades(FILL), stateKey: new Uint8Array(32) };
    const now = () => sealer.world.now;
    const half = await prepareSeal(latin1(text), { signer, now, ...parameters });
    const [value] = await signer.sign([{ dataToBeSigned: half.dataToBeSigned, algorithm: half.algorithm }]);
    const complete = (document: string) =>
      completeSeal(latin1(document), half.state, value ?? new Uint8Array(), {
        certificates: signer.certificates,
        ...parameters,
      });
    const sealed = await (await complete(text)).toBytes();
    expect(await checkSignatures(sealed)).toMatchObject([{ valid: true }]);
    expect(await codeOf(complete(text.replace('/Page/', '/Gape/')))).toBe('DOCUMENT_CHANGED');
    expect(await codeOf(complete('short'))).toBe('DOCUMENT_CHANGED');
  });

  it('is left alone by a seal that is appended', async () => {
    const sealed = await fill(await prepared(), {});
    expect((await checkSignatures(sealed)).map(({ valid }) => valid)).toEqual([false, true]);
    expect(await codeOf(fill(await prepared(), { fieldName: 'Prepared' }))).toBe('PDF_FIELD_NOT_USABLE');
  });

  it.each<[why: string, change: (text: string) => string]>([
    ['there is none of that name', (text) => text.replace('(Prepared)', '(Approved)')],
    ['it is filled already', (text) => text.replace('/Contents<00', '/Contents<30')],
    [
      'it is for another kind of signature',
      (text) => text.replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached'),
    ],
    ['it has no time', (text) => text.replace('/M(', '/N(')],
    ['its ranges do not fit', (text) => text.replace(/\/ByteRange \[0 (\d)/, '/ByteRange [0 1$1')],
    ['an update follows', (text) => `${text}%%EOF\n`],
    [
      'its dictionary has a key twice',
      (text) => text.replace('/Filter/Adobe.PPKLite', '/M/x/Filter/Adobe.PPK'),
    ],
  ])('is refused where %s', async (_, change) => {
    const before = await prepared();
    const text = change(before);
    expect(text).not.toBe(before);
    expect(await codeOf(fill(text))).toMatch(/^PDF_(FIELD_NOT_USABLE|XREF_BROKEN)$/);
  });

  it('is refused before the key is used when the seal may not fit', async () => {
    const { transport, urls, now } = sealer.world;
    const timestamps = createTimestampClient({ url: urls.tsa, transport, now: () => now });
    const withTimestamp = sealer.seal(latin1(await prepared()), FILL, { adesLevel: 'B-T', timestamps });
    expect(await codeOf(withTimestamp)).toBe('PDF_PLACEHOLDER_TOO_SMALL');
  });

  it('is refused where another signature locks it', async () => {
    const first = (field: string) =>
      sealer.seal(buildTestPdf({ objects: pageObjects() }), {
        fieldName: 'First',
        lock: { action: 'include', fields: [field] },
      });
    const text = await prepared({}, await (await first('Another_')).toBytes());
    expect(await codeOf(fill(text))).toBe('sealed');
    expect(await codeOf(fill(text.replaceAll('(Another_)', '(Prepared)')))).toBe('PDF_CHANGE_FORBIDDEN');
  });

  it('is refused where its field demands another reason than the one that is prepared', async () => {
    const objects = {
      ...pageObjects(1, '/AcroForm<</Fields[8 0 R]>>'),
      8: '<</T(Prepared)/FT/Sig/SV<</Ff 8/Reasons[(I agree)]>>>>',
    };
    const text = await prepared({ reason: 'I agree' }, buildTestPdf({ objects }));
    expect(await codeOf(fill(text))).toBe('sealed');
    expect(await codeOf(fill(text.replace('/Reason(I agree)', '/Reason(I doubt)')))).toBe(
      'PDF_SEED_VALUE_UNMET',
    );
  });

  it('cannot be given what is written already', () => {
    const options: readonly PadesOptions[] = [
      { ...FILL, reason: 'x' },
      { ...FILL, certify: 1 },
      { ...FILL, lock: { action: 'all' } },
      { ...FILL, appearance: testAppearance() },
      { fillPlaceholder: true },
    ];
    for (const one of options)
      expect(() => pades(one)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});
