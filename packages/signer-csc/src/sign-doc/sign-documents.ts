/**
 * Documents that the service seals as a whole: it lays out the seal, and the SDK checks what comes back.
 *
 * @see CSC API v2.0.0.2 §11.14; TS 119 432 V1.1.1 §7.5
 * @module
 */
import type { AdesLevel, CallOptions } from '@eseal/core';
import { digestBytes, digestRow, signatureRow } from '@eseal/core/crypto';
import { bearerOf } from '../client/authorization-methods.ts';
import { CscError } from '../errors.ts';
import { authorizeUse, designateHashes, type UseOptions } from '../signer/authorize-use.ts';
import { openCredential } from '../signer/open-credential.ts';
import { batchLimit, logOf } from '../signer/sign-hashes.ts';
import { recordUse } from '../signer/signing-event.ts';
import { type CheckSeal, checkSigned } from './check-signed.ts';
import { signDocBody, termMembers } from './encode-sign-doc.ts';
import { readSignDocAnswer } from './read-sign-doc.ts';
import type {
  DocumentsToSign,
  EnvelopeProperty,
  ReturnedMaterial,
  SignDocFormat,
  SignedDocument,
  SignedProperty,
} from './sign-doc-model.ts';

/** Options of {@link signDocuments}. */
export interface SignDocumentsOptions extends UseOptions {
  readonly format: SignDocFormat;
  /** Default `B-B`. Levels from B-LT on are not checked beyond B-T: validate the result. */
  readonly adesLevel?: AdesLevel;
  /** Default as the service does. */
  readonly envelopeProperty?: EnvelopeProperty;
  /** Default none but the service's own. */
  readonly signedProperties?: readonly SignedProperty[];
  /** A further check of each result: the only one of seals in XML and JSON. */
  readonly check?: CheckSeal;
}

/** What a service sealed. */
export interface SignDocumentsResult {
  /** In the order of the documents. */
  readonly signed: readonly SignedDocument[];
  /** Revocation data and certificates beside them; not checked. */
  readonly material: ReturnedMaterial | undefined;
}

/**
 * Has documents sealed by the service: one approval by the authorizer for exactly these documents, one request, and the check
 * of every result. What of a result was checked stands in its `checked`.
 *
 * @throws CscError `INVALID_ARGUMENT` for what the service does not offer, `SIGNER_ANSWER_INVALID` for a result that is not
 * what was approved, and what `createCscSigner` and its Signer throw
 */
export async function signDocuments(
  documents: DocumentsToSign,
  options: SignDocumentsOptions,
  call?: CallOptions,
): Promise<SignDocumentsResult> {
  const { client, format, adesLevel = 'B-B', check } = options;
  const open = await openCredential(options, call);
  const [algorithm] = open.algorithms;
  if (algorithm === undefined) throw invalid('the credential signs with nothing');
  assertCount(documents, batchLimit(open, options));
  const terms = termMembers(termsOf(options), await client.info(call));
  const { digest: digestAlgorithm } = signatureRow(algorithm.algorithm);
  const hashes = await digestsOf(documents, digestAlgorithm);
  const names = documents.items.map(({ document }) => document);
  const designation = await designateHashes(algorithm, { digestAlgorithm, hashes }, names);
  return recordUse('signed', logOf(options), open, designation.manifest, async () => {
    const request = await authorizeUse(designation, open, options, call);
    const answer = await client.call(
      {
        method: 'signatures/signDoc',
        body: signDocBody(documents, request, terms),
        maxBytes: mostBytes(documents),
        ...bearerOf(request.authorization),
      },
      call,
    );
    const read = readSignDocAnswer(answer);
    const [certificate] = open.certificates;
    const expected = { documents, format, adesLevel, digestAlgorithm, certificate, check };
    return { signed: await checkSigned(read, expected), material: read.material };
  });
}

/** How the seals are to be, with what is done when the caller says nothing. */
function termsOf(options: SignDocumentsOptions): Parameters<typeof termMembers>[0] {
  const { format, adesLevel = 'B-B', envelopeProperty, signedProperties = [] } = options;
  return { format, adesLevel, envelopeProperty, signedProperties };
}

function assertCount({ items }: DocumentsToSign, most: number): void {
  if (items.length < 1 || items.length > most)
    throw invalid(`${items.length} documents, 1 to ${most} are taken in one request`);
}

/** Digests as they stand in the approval: of whole documents, or as the caller made them. */
async function digestsOf(
  documents: DocumentsToSign,
  algorithm: Parameters<typeof digestBytes>[0],
): Promise<readonly Uint8Array[]> {
  if (documents.kind === 'documents')
    return Promise.all(documents.items.map(async ({ bytes }) => digestBytes(algorithm, bytes)));
  const { length } = digestRow(algorithm);
  if (documents.items.some(({ digest }) => digest.length !== length))
    throw invalid(`digests must be of ${algorithm}`);
  return documents.items.map(({ digest }) => digest);
}

const MEBIBYTE = 2 ** 20;

/** Each document comes back in Base64, with its seal and the material of a long-term level. */
function mostBytes(documents: DocumentsToSign): number {
  const sent =
    documents.kind === 'documents'
      ? documents.items.reduce((total, { bytes }) => total + bytes.length, 0)
      : 0;
  return 2 * sent + 2 * MEBIBYTE * documents.items.length;
}

function invalid(message: string): CscError {
  return new CscError('INVALID_ARGUMENT', `signDoc: ${message}`, { outcome: 'not-sent' });
}
