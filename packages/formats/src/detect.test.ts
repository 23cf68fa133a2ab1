import { concatBytes, utf8 } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type TestSealer as AsicSealer,
  createTestSealer as createAsicSealer,
} from './asic/test-containers.ts';
import { buildTestArchive, deflated } from './asic/zip/test-archives.ts';
import { createTestSealer, type TestSealer } from './cades/test-seals.ts';
import { augmentContainer, detectFormat, parseContainer } from './detect.ts';
import { buildTestPdf } from './pades/pdf/test-documents.ts';

let sealer: TestSealer;
let asicSealer: AsicSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
  asicSealer = await createAsicSealer();
});

const PDF = buildTestPdf({
  objects: {
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
  },
});

const formatOf = (bytes: Uint8Array) =>
  detectFormat({ size: bytes.length, read: async (start, end) => bytes.subarray(start, end) });

describe('the format of a file', () => {
  it('is that of a PDF, with bytes before its header too', async () => {
    expect(await formatOf(PDF)).toBe('pades');
    expect(await formatOf(concatBytes([utf8('0\r\n'), PDF]))).toBe('pades');
  });

  it('is that of a CMS, a PDF inside it or not', async () => {
    expect(await formatOf(await sealer.sealed(PDF))).toBe('cades');
    expect(await formatOf(await sealer.sealed(PDF, { packaging: 'attached' }))).toBe('cades');
  });

  it('is that of a CMS in BER of indefinite length', async () => {
    const sealed = await sealer.sealed(PDF);
    expect(await formatOf(concatBytes([Uint8Array.of(0x30, 0x80), sealed.subarray(4)]))).toBe('cades');
  });

  it('is that of the answer of a time-stamping authority when it holds a token', async () => {
    const answer = (status: number, token: Uint8Array): Uint8Array => {
      const body = concatBytes([Uint8Array.of(0x30, 3, 2, 1, status), token]);
      return concatBytes([Uint8Array.of(0x30, 0x82, body.length >> 8, body.length & 0xff), body]);
    };
    const signedData = await sealer.sealed(PDF);
    expect(await formatOf(answer(0, signedData))).toBe('tst');
    expect(await formatOf(answer(1, signedData))).toBe('tst');
    expect(await formatOf(answer(2, signedData))).toBe('unknown');
    expect(await formatOf(answer(0, Uint8Array.of(0x30, 0)))).toBe('unknown');
  });

  it('is that of XML, in every encoding that is read', async () => {
    const document = '<?xml version="1.0"?><a/>';
    const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
      const view = new DataView(new ArrayBuffer(text.length * 2));
      for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
      return new Uint8Array(view.buffer);
    };
    const files = [
      utf8(document),
      utf8(`\ufeff\r\n\t <請求書/>`),
      utf16(document, true),
      utf16(document, false),
      utf16(`\ufeff${document}`, true),
      utf16(`\ufeff${document}`, false),
      utf8('<!DOCTYPE a><a/>'),
    ];
    for (const file of files) expect(await formatOf(file)).toBe('xades');
  });

  it('is that of a timestamp token on its own', async () => {
    const token = await sealer.timestamps.stamp(new Uint8Array(32));
    expect(await formatOf(token)).toBe('tst');
    expect(await parseContainer(token)).toMatchObject({ format: 'tst', signatures: [] });
  });

  it('is that of a container by what is in it, a PDF near its beginning or not', async () => {
    const container = await asicSealer.sealed(PDF, { type: 'asic-s', container: 'cades', name: 'a.pdf' });
    expect(await formatOf(container)).toBe('asic-s');
    expect(await parseContainer(container)).toMatchObject({ format: 'asic-s', signatures: [{}] });
    const extended = await asicSealer.sealed(PDF, { type: 'asic-e', container: 'xades', name: 'a.pdf' });
    expect(await formatOf(extended)).toBe('asic-e');
  });

  it('is unknown for an archive that holds no seal, and for none that cannot be read', async () => {
    const archive = buildTestArchive([{ name: 'word/document.xml', content: '<a/>' }]);
    expect(await formatOf(archive)).toBe('unknown');
    expect(await parseContainer(archive)).toMatchObject({ format: 'unknown', signatures: [] });
    const cut = archive.subarray(0, 40);
    await expect(formatOf(cut)).rejects.toMatchObject({ code: 'ZIP_UNREADABLE' });
    await expect(parseContainer(cut)).rejects.toMatchObject({ code: 'ZIP_UNREADABLE' });
  });

  it('hands on the budgets of archives', async () => {
    const content = new Uint8Array(2_000_000);
    const archive = buildTestArchive([
      { name: 'mimetype', content: 'application/vnd.etsi.asic-e+zip' },
      await deflated('zeros', content),
    ]);
    await expect(parseContainer(archive)).rejects.toMatchObject({ code: 'ZIP_LIMIT_EXCEEDED' });
    const archiveLimits = { maxCompressionRatio: 10_000 };
    expect(await parseContainer(archive, { archiveLimits })).toMatchObject({ format: 'asic-e' });
  });

  it('is unknown for anything else', async () => {
    const others = [new Uint8Array(), utf8('0'), utf8('< a'), utf8('3 < 4'), Uint8Array.of(0x30, 3, 2, 1, 5)];
    for (const other of others) expect(await formatOf(other)).toBe('unknown');
  });
});

describe('parsing a file of any format', () => {
  it('gives what its format holds, from bytes, a Blob or a stream', async () => {
    const sealed = Uint8Array.from(await sealer.sealed(PDF, { packaging: 'attached' }));
    const blob = new Blob([sealed]);
    for (const source of [sealed, blob, blob.stream()]) {
      const container = await parseContainer(source);
      expect(container).toMatchObject({ format: 'cades', signatures: [{ form: 'B-B' }] });
    }
    expect(await parseContainer(PDF)).toMatchObject({ format: 'pades', signatures: [] });
  });

  it('hands on the contents beside a detached seal', async () => {
    const document = utf8('請求書');
    const container = await parseContainer(await sealer.sealed(document), {
      contents: [{ source: document }],
    });
    expect(container.signatures[0]?.references[0]?.input).toEqual({ kind: 'document', source: document });
  });

  it('gives XML without a seal as XML without a seal', async () => {
    expect(await parseContainer(utf8('<a/>'))).toEqual({
      format: 'xades',
      signatures: [],
      timestamps: [],
      findings: [],
    });
    await expect(parseContainer(utf8('<a>'))).rejects.toMatchObject({ code: 'XML_SYNTAX' });
    await expect(parseContainer(utf8('<!DOCTYPE a><a/>'))).rejects.toMatchObject({ code: 'XML_DTD_REFUSED' });
  });

  it('gives a token as a file of its own, and nothing for an unknown file', async () => {
    const token = await sealer.timestamps.stamp(new Uint8Array(32));
    expect(await parseContainer(token)).toMatchObject({ format: 'tst', timestamps: [{ type: 'document' }] });
    expect(await parseContainer(utf8('text'))).toEqual({
      format: 'unknown',
      signatures: [],
      timestamps: [],
      findings: [],
    });
  });

  it('refuses a file that begins like a known one and ends too soon', async () => {
    const sealed = await sealer.sealed(PDF);
    await expect(parseContainer(sealed.subarray(0, 200))).rejects.toMatchObject({ code: 'CMS_UNREADABLE' });
  });
});

describe('raising a file of any format', () => {
  const withTimestamps = { adesLevel: 'B-T' } as const;

  it('raises what the format raises', async () => {
    const { timestamps } = sealer;
    const content = utf8('請求書');
    const contents = [{ source: content }];
    const container = await asicSealer.sealed(content, { type: 'asic-e', container: 'cades', name: 'a.txt' });
    const files = [
      { bytes: await sealer.sealed(content), contents },
      { bytes: container, contents: [] },
    ];
    for (const file of files) {
      const raised = await augmentContainer(new Blob([Uint8Array.from(file.bytes)]), {
        ...withTimestamps,
        timestamps,
        contents: file.contents,
      });
      const parsed = await parseContainer(await raised.toBytes(), { contents: file.contents });
      expect(parsed.signatures).toMatchObject([{ form: 'B-T' }]);
    }
  });

  it('refuses what holds no seal', async () => {
    const { timestamps } = sealer;
    const raise = (bytes: Uint8Array) => augmentContainer(bytes, { ...withTimestamps, timestamps });
    await expect(raise(utf8('no seal'))).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
    await expect(raise(PDF)).rejects.toMatchObject({ code: 'PDF_NOT_SEALED' });
    await expect(raise(utf8('<a/>'))).rejects.toMatchObject({ code: 'XML_NOT_SEALED' });
  });
});
