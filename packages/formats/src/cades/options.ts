/**
 * What a caller may choose for CAdES seals, and what is refused of it.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { digestRow } from '@eseal/core/crypto';
import type { IncludedCertificates } from './sealer.ts';
import type { SealerStatements, SignaturePolicy, SignerLocation } from './signed-attributes.ts';

/** Options of `cades()`. */
export interface CadesOptions extends SealerStatements {
  /** Beside the document, or around it. Default `detached`; with `parallelTo` as the existing seal is. */
  readonly packaging?: 'detached' | 'attached';
  /**
   * Which of the Signer's certificates are carried: all, all but self-signed ones, or the seal's alone. Default `all`.
   */
  readonly includeCertificates?: IncludedCertificates;
  /**
   * An existing seal that the new one is added to, so that both stand side by side in one CMS: the bytes of a detached
   * seal of the same document, or `document` when the document to be sealed is itself an attached seal (`.p7m`) whose
   * content is meant. Without this option a `.p7m` is sealed like any other file. Received bytes are kept.
   */
  readonly parallelTo?: Uint8Array | 'document';
}

const OBJECT_IDENTIFIER = /^[0-2](\.(0|[1-9]\d*))+$/;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/;
const MAX_ADDRESS_LINES = 6;

/**
 * Refuses options that would make a malformed or contradictory seal.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertCadesOptions(options: CadesOptions): void {
  const { commitmentTypes = [], mimeType, packaging, parallelTo, signaturePolicy, signerLocation } = options;
  if (mimeType !== undefined && !MEDIA_TYPE.test(mimeType))
    throw invalid(`mimeType ${mimeType} is no media type`);
  for (const oid of commitmentTypes) assertObjectIdentifier('commitmentTypes', oid);
  if (signerLocation !== undefined) assertSignerLocation(signerLocation);
  if (signaturePolicy !== undefined) assertSignaturePolicy(signaturePolicy);
  if (parallelTo === 'document' && packaging === 'detached')
    throw invalid("parallelTo 'document' is for attached seals");
  if (parallelTo instanceof Uint8Array && packaging === 'attached') {
    throw invalid("parallelTo takes the bytes of a detached seal; for an attached one it is 'document'");
  }
}

function assertObjectIdentifier(name: string, oid: string): void {
  if (!OBJECT_IDENTIFIER.test(oid)) throw invalid(`${name}: ${oid} is no object identifier`);
}

function assertSignerLocation({ country, locality, postalAddress }: SignerLocation): void {
  if (country === undefined && locality === undefined && postalAddress === undefined)
    throw invalid('signerLocation is empty');
  const lines = postalAddress?.length ?? 1;
  if (lines === 0 || lines > MAX_ADDRESS_LINES)
    throw invalid(`postalAddress has ${lines} lines, 1 to ${MAX_ADDRESS_LINES} are possible`);
}

function assertSignaturePolicy({ oid, digest, uri }: SignaturePolicy): void {
  assertObjectIdentifier('signaturePolicy', oid);
  const { length } = digestRow(digest.algorithm);
  if (digest.value.length !== length)
    throw invalid(`the digest of the signature policy has ${digest.value.length} bytes, not ${length}`);
  // IA5String (RFC 5126 §5.8.1)
  if (uri !== undefined && !/^[\x21-\x7e]+$/.test(uri))
    throw invalid('the uri of the signature policy is not ASCII');
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}
