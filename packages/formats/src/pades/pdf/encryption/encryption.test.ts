import { concatBytes } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { IncrementalWriter } from '../incremental-writer.ts';
import { entry, type PdfObject, pdfDictionary, pdfName, pdfStream, pdfString } from '../objects.ts';
import { PdfReader } from '../reader.ts';
import { latin1, toLatin1 } from '../test-documents.ts';
import { ENCRYPTED_NAMES, type EncryptedName, encryptedPdf, OWNER, USER } from './test-encrypted.ts';

const METHODS: Readonly<Record<EncryptedName, string>> = {
  'RC4-40': 'RC4',
  'RC4-128': 'RC4',
  'RC4-crypt-filter': 'RC4',
  'AES-128': 'AES-128',
  'AES-128-clear-metadata': 'AES-128',
  'AES-256-R5': 'AES-256',
  'AES-256': 'AES-256',
  'AES-256 in object streams': 'AES-256',
};

async function codeOf(open: Promise<unknown>): Promise<string> {
  try {
    await open;
    return 'fine';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

async function follow(reader: PdfReader, ...keys: string[]): Promise<PdfObject> {
  let object: PdfObject = reader.trailer;
  for (const key of keys) {
    if (object.kind !== 'dictionary') throw new TypeError(`no dictionary has /${key}`);
    object = await reader.resolve(entry(object, key));
  }
  return object;
}

async function textOf(reader: PdfReader, ...keys: string[]): Promise<string> {
  const object = await follow(reader, ...keys);
  if (object.kind !== 'string' && object.kind !== 'stream') throw new TypeError('no text');
  return toLatin1(object.bytes);
}

/** The same file with the first match of a pattern replaced by something as long. */
function altered(name: EncryptedName, pattern: RegExp, replacement: (found: string) => string): Uint8Array {
  return latin1(
    toLatin1(encryptedPdf(name)).replace(pattern, (found) => replacement(found).padEnd(found.length)),
  );
}

describe.each(ENCRYPTED_NAMES)('a PDF under %s', (name) => {
  it.each([
    ['user', USER],
    ['owner', OWNER],
  ] as const)('is opened by the password of its %s', async (access, password) => {
    const reader = await PdfReader.open(encryptedPdf(name), { password });
    expect(reader.encryption).toMatchObject({ access, method: METHODS[name], isPartial: false });
    expect(await textOf(reader, 'Info', 'Title')).toBe('secret title');
    expect(await textOf(reader, 'Root', 'Stream')).toBe('secret stream');
    expect(await textOf(reader, 'Root', 'Metadata')).toBe('<x:xmpmeta/>');
    const nested = await follow(reader, 'Info', 'Nested');
    expect(nested).toMatchObject({ items: [{ kind: 'array' }, { bytes: new Uint8Array() }] });
    const [list] = nested.kind === 'array' ? nested.items : [];
    const [item] = list?.kind === 'array' ? list.items : [];
    expect(item?.kind === 'dictionary' && entry(item, 'A')).toMatchObject({ bytes: latin1('secret item') });
  });

  it('takes no other password', async () => {
    const pdf = encryptedPdf(name);
    expect(await codeOf(PdfReader.open(pdf))).toBe('PDF_PASSWORD_REQUIRED');
    for (const password of ['', 'user', `${USER} `, USER.toUpperCase()]) {
      expect(await codeOf(PdfReader.open(pdf, { password }))).toBe('PDF_PASSWORD_WRONG');
    }
  });

  it('is extended under its own encryption', async () => {
    const pdf = encryptedPdf(name);
    const writer = await IncrementalWriter.open(await PdfReader.open(pdf, { password: USER }));
    const [text, stream, signature] = [writer.allocate(), writer.allocate(), writer.allocate()];
    const plain = pdfString(latin1('added text'));
    writer.put(
      text,
      pdfDictionary([
        ['A', plain],
        ['B', pdfDictionary([['C', plain]])],
      ]),
    );
    writer.put(stream, pdfStream(pdfDictionary([['D', plain]]), latin1('added stream')));
    const signed = pdfDictionary([
      ['Type', pdfName('Sig')],
      ['Contents', pdfString(latin1('in the clear'))],
      ['M', plain],
    ]);
    writer.put(signature, signed);
    await writer.finish(new Uint8Array(16));
    const extended = concatBytes([pdf, writer.out.view()]);
    const appended = toLatin1(writer.out.view());
    expect(appended).not.toContain('added');
    expect(appended).toContain('in the clear');
    for (const password of [USER, OWNER]) {
      const reader = await PdfReader.open(extended, { password });
      expect(await reader.object(text)).toEqual(
        pdfDictionary([
          ['A', plain],
          ['B', pdfDictionary([['C', plain]])],
        ]),
      );
      expect(await reader.object(stream)).toMatchObject({
        bytes: latin1('added stream'),
        dictionary: { entries: { size: 2 } },
      });
      expect(await reader.object(signature)).toEqual(signed);
      const placed = await reader.placedDictionary(signature);
      expect(placed?.dictionary).toEqual(signed);
      expect(await textOf(reader, 'Info', 'Title')).toBe('secret title');
    }
  });
});

describe('the permissions of an encrypted PDF', () => {
  it('are those of its user', async () => {
    const reader = await PdfReader.open(encryptedPdf('AES-128'), { password: USER });
    expect(reader.encryption?.permissions).toMatchObject({
      print: true,
      modify: false,
      annotate: false,
      fillForms: false,
    });
    const form = await PdfReader.open(encryptedPdf('AES-256'), { password: USER });
    expect(form.encryption?.permissions).toMatchObject({ modify: false, fillForms: true, annotate: false });
  });

  it('P17: are no more than the encrypted ones say', async () => {
    const more = altered('AES-256', /\/P -?\d+/, () => '/P -4');
    expect((await PdfReader.open(more, { password: USER })).encryption?.permissions).toMatchObject({
      modify: false,
      fillForms: true,
    });
    const broken = altered('AES-256', /\/Perms <../, () => '/Perms <00');
    const reader = await PdfReader.open(broken, { password: USER });
    expect(Object.values(reader.encryption?.permissions ?? {})).not.toContain(true);
  });
});

describe('what was damaged in an encrypted PDF', () => {
  it('is told where padding shows it', async () => {
    const pdf = altered(
      'AES-128',
      /\/Title <[^>]*/,
      (found) => `${found.slice(0, -1)}${found.endsWith('0') ? '1' : '0'}`,
    );
    const reader = await PdfReader.open(pdf, { password: USER });
    expect(await codeOf((async () => reader.resolveEntry(reader.trailer, 'Info'))())).toBe(
      'PDF_ENCRYPTION_BROKEN',
    );
  });

  it.each<[string, EncryptedName, RegExp, string, string]>([
    ['no handler', 'AES-256', /\/Filter \/Standard/, '', 'PDF_ENCRYPTION_BROKEN'],
    ['another handler', 'AES-256', /\/Filter \/Standard/, '/Filter /Adobe.Pu', 'PDF_ENCRYPTION_UNSUPPORTED'],
    ['an unknown version', 'AES-256', /\/V 5/, '/V 9', 'PDF_ENCRYPTION_UNSUPPORTED'],
    ['the unpublished version', 'RC4-128', /\/V 2/, '/V 3', 'PDF_ENCRYPTION_UNSUPPORTED'],
    ['a revision of the future', 'AES-256', /\/R 6/, '/R 7', 'PDF_ENCRYPTION_UNSUPPORTED'],
    ['a revision of another version', 'AES-256', /\/R 6/, '/R 3', 'PDF_ENCRYPTION_BROKEN'],
    ['an unknown method', 'AES-256', /\/AESV3/, '/AESV4', 'PDF_ENCRYPTION_UNSUPPORTED'],
    ['the method of another version', 'AES-256', /\/AESV3/, '/AESV2', 'PDF_ENCRYPTION_BROKEN'],
    ['a filter that is not there', 'AES-256', /\/StrF \/StdCF/, '/StrF /Other', 'PDF_ENCRYPTION_BROKEN'],
    ['no filters', 'AES-256', /\/CF /, '/XX ', 'PDF_ENCRYPTION_BROKEN'],
    ['a short /U', 'AES-256', /\/U <[^>]{64}/, '/U <00>/X<', 'PDF_ENCRYPTION_BROKEN'],
    ['no /UE', 'AES-256', /\/UE /, '/XE ', 'PDF_ENCRYPTION_BROKEN'],
    ['no /P', 'RC4-128', /\/P -/, '/X -', 'PDF_ENCRYPTION_BROKEN'],
    ['an odd length of keys', 'RC4-128', /\/Length 128 \/O/, '/Length 129 /O', 'PDF_ENCRYPTION_BROKEN'],
    ['another /U', 'RC4-128', /\/U <../, '/U <00', 'PDF_PASSWORD_WRONG'],
    ['another /O', 'AES-128', /\/O <../, '/O <00', 'PDF_PASSWORD_WRONG'],
    ['another /ID', 'RC4-40', /\/ID \[<../, '/ID [<00', 'PDF_PASSWORD_WRONG'],
    [
      'a metadata switch of three',
      'AES-128-clear-metadata',
      /\/EncryptMetadata \w+/,
      '/EncryptMetadata 3',
      'PDF_ENCRYPTION_BROKEN',
    ],
  ])('is refused: %s', async (_, name, pattern, replacement, code) => {
    const pdf = altered(name, pattern, () => replacement);
    expect(await codeOf(PdfReader.open(pdf, { password: USER }))).toBe(code);
  });

  it('P17: is refused where only an older revision says that it is encrypted', async () => {
    const pdf = encryptedPdf('AES-128');
    const writer = await IncrementalWriter.open(await PdfReader.open(pdf, { password: USER }));
    writer.put(writer.allocate(), pdfName('New'));
    await writer.finish(new Uint8Array(16));
    const clear = toLatin1(writer.out.view()).replace('/Encrypt', '/Xncrypt');
    const extended = concatBytes([pdf, latin1(clear)]);
    expect(await codeOf(PdfReader.open(extended, { password: USER }))).toBe('PDF_ENCRYPTION_BROKEN');
  });

  it('P17: leaves data that no filter encrypts as it is, and says so', async () => {
    const pdf = altered('AES-256', /\/StrF \/StdCF/, () => '');
    const reader = await PdfReader.open(pdf, { password: USER });
    expect(reader.encryption?.isPartial).toBe(true);
    expect(await textOf(reader, 'Info', 'Title')).not.toContain('secret');
    expect(await textOf(reader, 'Root', 'Stream')).toBe('secret stream');
  });
});
