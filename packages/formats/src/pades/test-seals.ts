/**
 * Seals for tests, and a check of seals that shares no code with their making but the readers.
 *
 * @module
 */
import {
  type DocumentSource,
  equalBytes,
  isEsealError,
  type SealedDocument,
  type SealOptions,
  seal,
} from '@eseal/core';
import { messageDigest, parseSignedData, signedAttributesEncoding } from '@eseal/core/cms';
import { digestInput } from '@eseal/core/container';
import { digestByOid, identifySignature } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld, createMockSigner, type GoodWorldOptions, type World } from '@eseal/testkit';
import type { CompiledAppearance, VisibleSeal } from './appearance.ts';
import type { PadesOptions } from './options.ts';
import { pades } from './pades.ts';
import { type PdfSignature, readSignatures } from './parse/signature-dictionary.ts';
import { pdfDictionary, pdfName, pdfNumbers, pdfReference, pdfStream } from './pdf/objects.ts';
import { type OpenPdfOptions, PdfReader } from './pdf/reader.ts';
import { latin1 } from './pdf/test-documents.ts';
import type { PreparedPades } from './prepare.ts';

/** Seals with the key of a good world. */
export interface TestSealer {
  readonly world: World;
  seal(
    pdf: DocumentSource,
    options?: PadesOptions,
    pipeline?: Partial<SealOptions<PreparedPades>>,
  ): Promise<SealedDocument>;
}

/** A sealer with a world of its own. */
export async function createTestSealer(options: GoodWorldOptions = {}): Promise<TestSealer> {
  const world = await createGoodWorld(options);
  const signer = createMockSigner(world.seal);
  return {
    world,
    seal: (pdf, padesOptions, pipeline) =>
      seal(pdf, { signer, format: pades(padesOptions), now: () => world.now, ...pipeline }),
  };
}

/** An appearance of two objects: a form that paints a rectangle with a colour space of its own. */
export function testAppearance(width = 100, height = 50): VisibleSeal {
  const form = pdfStream(
    pdfDictionary([
      ['Type', pdfName('XObject')],
      ['Subtype', pdfName('Form')],
      ['BBox', pdfNumbers([0, 0, width, height])],
      ['Resources', pdfDictionary([['ColorSpace', pdfDictionary([['C', pdfReference(1)]])]])],
    ]),
    latin1(`/C cs 1 0 0 sc 0 0 ${width} ${height} re f`),
  );
  const compiled: CompiledAppearance = {
    width,
    height,
    objects: [
      { id: 1, object: pdfName('DeviceRGB') },
      { id: 2, object: form },
    ],
    form: 2,
  };
  return { parameters: { width, height }, compile: async () => compiled };
}

/** A signature of a PDF, checked. */
export interface CheckedSignature extends PdfSignature {
  /** The digest of the ranges and the signature value are right, and nothing is wrong with dictionary or ranges. */
  readonly valid: boolean;
}

/** Checks every signature and document timestamp of a PDF. */
export async function checkSignatures(
  pdf: Uint8Array,
  options: OpenPdfOptions = {},
): Promise<readonly CheckedSignature[]> {
  const { signatures, problems } = await readSignatures(await PdfReader.open(pdf, options));
  return Promise.all(
    signatures.map(async (signature) => {
      const sound = problems.length + signature.problems.length + signature.coverage.problems.length === 0;
      const valid = sound && signature.dictionaryConsistent && (await isRight(pdf, signature));
      return { ...signature, valid };
    }),
  );
}

async function isRight(pdf: Uint8Array, signature: PdfSignature): Promise<boolean> {
  try {
    return await (signature.kind === 'seal' ? isSealRight(pdf, signature) : isTimestampRight(pdf, signature));
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return false;
  }
}

async function isSealRight(pdf: Uint8Array, { value, coverage }: PdfSignature): Promise<boolean> {
  if (value === undefined || coverage.ranges === undefined) return false;
  const { signerInfos, certificates } = parseSignedData(value);
  const [signer] = signerInfos;
  const algorithm = signer && digestByOid(signer.digestAlgorithm.oid)?.name;
  if (signer?.signedAttributesRaw === undefined || algorithm === undefined) return false;
  const digest = await digestInput(algorithm, { kind: 'ranges', source: pdf, ranges: coverage.ranges });
  const signed = messageDigest(signer.signedAttributes);
  if (digest === undefined || signed === undefined || !equalBytes(digest, signed)) return false;
  const { bytes } = signedAttributesEncoding(signer.signedAttributesRaw);
  const keys = certificates.map((raw) => parseCertificate(raw).publicKey);
  const identified = identifySignature(signer.signatureAlgorithm, algorithm)?.algorithm;
  if (identified === undefined) return false;
  const verified = await Promise.all(keys.map((key) => key.verify(identified, bytes, signer.signature)));
  return verified.includes(true);
}

async function isTimestampRight(pdf: Uint8Array, { value, coverage }: PdfSignature): Promise<boolean> {
  if (value === undefined || coverage.ranges === undefined) return false;
  const { imprint } = parseTimestampToken(value).tstInfo;
  const digest = await digestInput('SHA-256', { kind: 'ranges', source: pdf, ranges: coverage.ranges });
  return digest !== undefined && equalBytes(digest, imprint);
}
