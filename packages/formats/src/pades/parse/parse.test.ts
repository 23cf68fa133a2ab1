import { equalBytes } from '@eseal/core';
import { digestInput, type ParsedSignature } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { type Entity, issueCrl } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { stampDocument } from '../document-timestamp.ts';
import {
  appendTestRevision,
  buildTestPdf,
  latin1,
  pageObjects,
  testStream,
  toLatin1,
} from '../pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { parsePades } from './parse.ts';

let sealer: TestSealer;
let timestamps: TimestampSource;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  timestamps = createTimestampClient({
    url: world.urls.tsa,
    transport: world.transport,
    now: () => world.now,
  });
});

const document = () => buildTestPdf({ objects: pageObjects() });
const sealed = async (options = {}, pipeline = {}) =>
  (await sealer.seal(document(), options, pipeline)).toBytes();

/** Whether the digest that a signature covers is that of the document. */
async function isIntact({ references }: ParsedSignature): Promise<boolean> {
  const [reference] = references;
  if (reference?.digestAlgorithm === undefined || reference.input === undefined) return false;
  const digest = await digestInput(reference.digestAlgorithm, reference.input);
  return digest !== undefined && reference.digest !== undefined && equalBytes(digest, reference.digest);
}

describe('a sealed PDF as facts', () => {
  it('has its seals with what they cover and say', async () => {
    const options = {
      certify: 2,
      name: '株式会社サンプル 社印',
      reason: '発行',
      location: '東京',
      contactInfo: 'x',
    } as const;
    const pdf = await sealed(options);
    const { format, signatures, timestamps: stamps, findings } = await parsePades(pdf);
    expect([format, stamps, findings]).toEqual(['pades', [], []]);
    const [seal] = signatures;
    if (seal === undefined) throw new Error('no seal');
    expect(signatures).toHaveLength(1);
    expect(seal).toMatchObject({
      format: 'PAdES',
      form: 'B-B',
      structure: { valid: true },
      counterSignatureOf: null,
      signature: { algorithm: 'ecdsa-sha256' },
      signingCertificateReferences: { count: 1 },
      findings: [],
    });
    expect(seal.claimedTime?.getTime()).toBe(Math.floor(sealer.world.now.getTime() / 1000) * 1000);
    expect(await isIntact(seal)).toBe(true);
    expect(seal.scope).toMatchObject({
      coversWholeDocument: true,
      description: 'the whole document',
      pdf: {
        revision: 2,
        byteRangeValid: true,
        dictionaryConsistent: true,
        permission: 2,
        bytesAfter: 0,
        subFilter: 'ETSI.CAdES.detached',
        signerName: '株式会社サンプル 社印',
        reason: '発行',
        location: '東京',
        contactInfo: 'x',
      },
    });
  });

  it('has timestamps of seals and of the document, and the level they make', async () => {
    const pdf = await sealed({}, { adesLevel: 'B-T', timestamps });
    const [stamped] = (await parsePades(pdf)).signatures;
    expect(stamped?.form).toBe('B-T');
    expect(stamped?.timestamps.map(({ type }) => type)).toEqual(['signature']);
    const twice = await parsePades(await (await stampDocument(await sealed(), timestamps)).toBytes());
    expect(twice.signatures[0]?.form).toBe('B-T');
    expect(twice.timestamps.map(({ type, input }) => [type, input?.kind])).toEqual([['document', 'ranges']]);
  });

  it('does not let a timestamp from before the seal raise its level', async () => {
    const first = await (await stampDocument(document(), timestamps)).toBytes();
    const after = await parsePades(await (await sealer.seal(first)).toBytes());
    expect(after.signatures[0]?.form).toBe('B-B');
  });

  it('shows what was appended after a seal', async () => {
    const pdf = await sealed();
    const later = appendTestRevision(pdf, { 40: '(x)' }, { size: 50 });
    const [seal] = (await parsePades(later)).signatures;
    expect(seal?.scope).toMatchObject({
      coversWholeDocument: false,
      description: `revision 2 of 3; ${later.length - pdf.length} bytes were appended afterwards`,
      pdf: { bytesAfter: later.length - pdf.length, byteRangeValid: true },
    });
    expect(seal && (await isIntact(seal))).toBe(true);
  });

  /** A seal at B-T, with a security store that holds these streams. */
  async function withStore(certificates: readonly Uint8Array[], crls: readonly Uint8Array[]) {
    const pdf = await sealed({}, { adesLevel: 'B-T', timestamps });
    const catalog = toLatin1(pdf).match(/\n1 0 obj\n(<<.*)>>\nendobj\n(?!2)/)?.[1];
    const streams = [...certificates, ...crls].map((data, at) => [33 + at, testStream('', toLatin1(data))]);
    const references = streams.map(([number]) => `${number} 0 R`);
    const lists = [references.slice(0, certificates.length), references.slice(certificates.length)];
    const store = `<</Certs[${lists[0]?.join(' ')} 99 0 R]/CRLs[${lists[1]?.join(' ')}(x)]/OCSPs 32 0 R>>`;
    return appendTestRevision(
      pdf,
      { ...Object.fromEntries(streams), 31: store, 32: '[]', 1: `${catalog}/DSS 31 0 R>>` },
      { size: 60 },
    );
  }

  const list = (issuer: Entity): Promise<Uint8Array> =>
    issueCrl({
      issuer,
      revocations: [],
      thisUpdate: sealer.world.now,
      nextUpdate: sealer.world.now,
      number: 1,
    });

  it('has the material of its security store, which raises the level when it is for all its certificates', async () => {
    const { issuingCa, root } = sealer.world;
    const crls = [await list(issuingCa), await list(root)];
    const kept = await withStore([issuingCa.certificate, root.certificate], crls);
    const [seal] = (await parsePades(kept)).signatures;
    expect(seal?.form).toBe('B-LT');
    expect(seal?.certificates).toContainEqual(root.certificate);
    expect([seal?.crls, seal?.ocspResponses]).toEqual([crls, []]);
    const stamped = await (await stampDocument(kept, timestamps)).toBytes();
    expect((await parsePades(stamped)).signatures[0]?.form).toBe('B-LTA');
    // What a document timestamp covers counts even when a later revision has another store.
    const replaced = appendTestRevision(stamped, { 31: '<</Certs[]>>' }, { size: 60 });
    expect((await parsePades(replaced)).signatures[0]).toMatchObject({ form: 'B-LTA', crls });
    const partly = await withStore([issuingCa.certificate, root.certificate], crls.slice(1));
    expect((await parsePades(partly)).signatures[0]?.form).toBe('B-T');
  });

  it('gives signatures and timestamps identifiers of their own, equal in every run', async () => {
    const pdf = await sealed();
    const value = toLatin1(pdf).match(/(\d+) 0 obj\n(<<\/Type\/Sig.*>>)\nendobj/);
    const field = toLatin1(pdf).match(/(\d+) 0 obj\n<<\/Type\/Annot/)?.[1];
    const form = toLatin1(pdf).match(/(\d+) 0 obj\n<<\/SigFlags/)?.[1];
    const copied = appendTestRevision(
      pdf,
      {
        [Number(form)]: `<</Fields[${field} 0 R 40 0 R]>>`,
        40: '<</FT/Sig/T(Copy)/V 41 0 R>>',
        41: value?.[2] ?? '',
      },
      { size: 50 },
    );
    const ids = (await parsePades(copied)).signatures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect((await parsePades(copied)).signatures.map(({ id }) => id)).toEqual(ids);
  });
});

describe('signatures that are not what they should be', () => {
  const withValue = (value: string) =>
    parsePades(
      buildTestPdf({
        objects: {
          ...pageObjects(1, '/AcroForm<</Fields[8 0 R]>>'),
          8: '<</FT/Sig/T(S)/V 9 0 R>>',
          9: value,
        },
      }),
    );
  const ids = async (value: string) => {
    const { signatures, findings } = await withValue(value);
    return [...findings, ...signatures.flatMap((one) => one.findings)].map(({ id }) => id);
  };

  it.each([
    '<<>>',
    '(x)',
    '[]',
    '<</Contents<00>/ByteRange[0 1 2 3]>>',
    '<</Contents null/ByteRange null>>',
    '<</Contents<3003020101>>>',
  ])('are facts: %s', async (value) => {
    const { signatures } = await withValue(value);
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toMatchObject({
      form: 'NOT-ETSI',
      scope: { coversWholeDocument: false, pdf: { byteRangeValid: false } },
    });
    expect(signatures[0]?.signature).toMatchObject({ algorithm: undefined, signedBytes: undefined });
    expect(signatures[0]?.structure.valid).toBe(false);
    expect(signatures[0]?.findings.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('have findings that name what is wrong', async () => {
    expect(await ids('<</Contents<3003020101>/ByteRange[0 10 20 5]>>')).toEqual(
      expect.arrayContaining(['PDF_SIGNATURE_DICTIONARY', 'PDF_BYTE_RANGE', 'PDF_SUB_FILTER']),
    );
    expect(await ids('<</SubFilter/adbe.x509.rsa_sha1>>')).toContain('PDF_SUB_FILTER');
    expect(await ids('<</SubFilter/ETSI.RFC3161>>')).toEqual(
      expect.arrayContaining(['PDF_SIGNATURE_DICTIONARY', 'PDF_BYTE_RANGE']),
    );
  });

  it('that are timestamps over less than a revision cover nothing', async () => {
    const pdf = await (await stampDocument(document(), timestamps)).toBytes();
    const text = toLatin1(pdf);
    const narrowed = text.replace(
      /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/,
      (_, a: string, b: string, c: string) => `/ByteRange [0 ${a} ${b} ${Number(c) - 6}]`,
    );
    const { timestamps: stamps, findings } = await parsePades(latin1(narrowed));
    expect(stamps.map(({ input }) => input)).toEqual([undefined]);
    expect(findings.map(({ id }) => id)).toContain('PDF_BYTE_RANGE');
  });

  it('of the older SubFilter are PKCS #7, whose name was not under this seal', async () => {
    const pdf = await sealed();
    const replaced = latin1(
      toLatin1(pdf).replace('/SubFilter/ETSI.CAdES.detached', '/SubFilter/adbe.pkcs7.detached'),
    );
    const [seal] = (await parsePades(replaced)).signatures;
    expect([seal?.format, seal?.form]).toEqual(['PKCS7', 'NOT-ETSI']);
    expect(seal && (await isIntact(seal))).toBe(false);
  });
});

describe('PDFs that cannot be read', () => {
  it('are refused with a code', async () => {
    await expect(parsePades(latin1('x'))).rejects.toMatchObject({ code: 'NOT_A_PDF' });
    await expect(parsePades(document().subarray(0, 200))).rejects.toMatchObject({ code: 'PDF_XREF_BROKEN' });
  });

  it('give facts or a code, whatever bytes of a sealed PDF are changed', async () => {
    const pdf = await sealed();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(pdf.length),
        async (changes, cut) => {
          const damaged = pdf.slice(0, cut % 4 === 0 ? cut : pdf.length);
          for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
          try {
            await parsePades(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatsError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
