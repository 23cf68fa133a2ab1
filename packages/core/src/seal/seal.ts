/**
 * Sealing one document: prepare, sign, self-check, assemble.
 *
 * @module
 */
import type { ContentDigest } from '../container/detached-content.ts';
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import { throwIfAborted } from '../crypto/digest.ts';
import type { SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import { CoreError, isEsealError } from '../errors.ts';
import type { TimestampSource } from '../timestamp/source.ts';
import { type AdesLevel, includesLevel } from './ades-level.ts';
import type { PrepareContext, PreparedDocument, SealFormat } from './format.ts';
import { assertAlgorithmForSealing, assertCertificateForSealing } from './preflight.ts';
import { assembleAtLevel, type LevelOptions, timestampSources } from './raise.ts';
import { assertSignatureValue } from './self-check.ts';
import type { DesignatedDocument, Signer, SignRequest } from './signer.ts';

/** Options of {@link seal}. */
export interface SealOptions<Prepared extends PreparedDocument = PreparedDocument> extends LevelOptions {
  readonly signer: Signer;
  /** Such as `cades()` or `pades()` of `@eseal/formats`. */
  readonly format: SealFormat<Prepared>;
  /** Default `B-B`. */
  readonly adesLevel?: AdesLevel;
  /** Authorities that stamp the content before it is signed, one timestamp each. Default none. */
  readonly contentTimestamps?: readonly TimestampSource[];
  /** Names the document to whoever approves the use of the key, as it stands here: its digest is not made anew. Default nameless. */
  readonly designation?: DesignatedDocument;
  /** One of the signer's algorithms. Default its first. */
  readonly algorithm?: SignatureAlgorithm;
  /** Claimed time of sealing; no proof. Default the clock's. */
  readonly signingTime?: Date;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
}

/**
 * Seals a document for the organisation whose key the signer holds. The signature value is verified under the seal's
 * certificate before it is used.
 *
 * Where the document stays beside the seal, its digest by the algorithm of the signature is enough.
 *
 * It does not judge the certificate beyond what makes the seal unusable at once: its validity now, its key usage, and
 * algorithms that nobody should accept.
 *
 * @throws CoreError `CERTIFICATE_NOT_VALID_NOW`, `CERTIFICATE_NOT_FOR_SEALING`, `UNSUPPORTED_ALGORITHM`,
 * `TIMESTAMP_SOURCE_MISSING`, `MATERIAL_SOURCE_MISSING`, `SIGNATURE_VALUE_INVALID`, a `SIGNER_…`, `TIMESTAMP_…` or
 * `MATERIAL_…` code, or the format's own errors
 * @example
 * ```ts
 * import { seal, type SealedDocument, type Signer } from '@eseal/core';
 * import { createTimestampClient } from '@eseal/core/timestamp';
 * import { pades } from '@eseal/formats/pades';
 *
 * export function sealInvoice(pdf: Uint8Array, signer: Signer): Promise<SealedDocument> {
 *   const timestamps = createTimestampClient({ url: 'https://tsa.example/tsr' });
 *   return seal(pdf, { signer, format: pades(), adesLevel: 'B-T', timestamps });
 * }
 * ```
 * @see EN 319 102-1 §4.2
 */
export async function seal<Prepared extends PreparedDocument>(
  document: DocumentSource | ContentDigest,
  options: SealOptions<Prepared>,
): Promise<SealedDocument> {
  const { designation, format, signer, signal } = options;
  const context = await createPrepareContext(options);
  const prepared = await format.prepare(document, context);
  throwIfAborted(signal);
  const request: SignRequest = {
    dataToBeSigned: prepared.dataToBeSigned,
    algorithm: context.algorithm,
    ...(designation && { document: designation }),
  };
  const [value, ...others] = await signer.sign([request], signal && { signal });
  if (value === undefined || others.length > 0)
    throw wrongCount(1, value === undefined ? 0 : 1 + others.length);
  await assertSignatureValue(context.certificates[0], request, value);
  return assembleAtLevel(format, prepared, value, options);
}

/** What decides the bytes of a seal, from its options; refuses what must not be sealed with. */
export async function createPrepareContext<Prepared extends PreparedDocument>(
  options: SealOptions<Prepared>,
): Promise<PrepareContext> {
  const { contentTimestamps, signer, signal } = options;
  const { certificates } = signer;
  const now = options.now?.() ?? new Date();
  const adesLevel = options.adesLevel ?? 'B-B';
  const algorithm = chooseAlgorithm(signer, options.algorithm);
  await assertCertificateForSealing(certificates[0], now);
  assertAlgorithmForSealing(certificates[0], algorithm);
  const timestampSize = includesLevel(adesLevel, 'B-T') ? await measureTimestamps(options) : 0;
  if (includesLevel(adesLevel, 'B-LT')) assertMaterialSource(options);
  const signingTime = options.signingTime ?? now;
  return {
    certificates,
    algorithm,
    adesLevel,
    signingTime,
    timestampSize,
    ...(contentTimestamps && { contentTimestamps }),
    ...(signal && { signal }),
  };
}

function chooseAlgorithm(signer: Signer, wanted: SignatureAlgorithm | undefined): SignatureAlgorithm {
  const algorithm = wanted ?? signer.algorithms[0];
  if (algorithm === undefined || !signer.algorithms.includes(algorithm)) {
    const offered = signer.algorithms.join(', ') || 'nothing';
    throw new CoreError(
      'UNSUPPORTED_ALGORITHM',
      `the signer offers ${offered}, not ${algorithm ?? 'an algorithm'}`,
    );
  }
  return algorithm;
}

/** Bytes of an attribute around each further token. */
const ATTRIBUTE_SIZE = 64;

async function measureTimestamps({
  acceptLowerLevel,
  adesLevel,
  timestamps,
  signal,
}: SealOptions): Promise<number> {
  const sources = timestampSources(timestamps);
  if (sources.length === 0)
    throw new CoreError('TIMESTAMP_SOURCE_MISSING', `level ${adesLevel} needs a source of timestamps`);
  try {
    const sizes = await Promise.all(sources.map((source) => source.tokenSize(signal && { signal })));
    return sizes.reduce((total, size) => total + size + ATTRIBUTE_SIZE, -ATTRIBUTE_SIZE);
  } catch (error) {
    if (acceptLowerLevel !== true || !isEsealError(error)) throw error;
    throwIfAborted(signal);
    return 0;
  }
}

function assertMaterialSource({ adesLevel, material }: SealOptions): void {
  if (material === undefined)
    throw new CoreError(
      'MATERIAL_SOURCE_MISSING',
      `level ${adesLevel} needs a source of validation material`,
    );
}

/** A signer that returned another number of values than were asked for; nothing of its answer is used. */
export function wrongCount(expected: number, actual: number): CoreError {
  return new CoreError(
    'SIGNER_ANSWER_INVALID',
    `the signer returned ${actual} values for ${expected} requests`,
  );
}
