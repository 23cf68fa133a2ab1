/**
 * What is refused of the options of XAdES seals.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { isObjectIdentifier } from '@eseal/core/asn1';
import { type DigestAlgorithm, digestRow } from '@eseal/core/crypto';
import { CANONICALIZATIONS } from './canonicalization.ts';
import type { XadesOptions } from './options.ts';
import type { CommitmentType, DataObjectFormat, ProductionPlace, SignaturePolicy } from './statements.ts';

type Packaging = NonNullable<XadesOptions['packaging']>;

/** Options that only some packagings have. */
const ONLY_FOR: readonly (readonly [keyof XadesOptions, readonly Packaging[]])[] = [
  ['place', ['enveloped', 'internally-detached']],
  ['coverEarlierSeals', ['enveloped']],
  ['counterSignatureOf', ['enveloped']],
  ['elementIds', ['internally-detached']],
  ['objectContent', ['enveloping']],
  ['name', ['detached']],
  ['manifest', ['detached']],
  ['contents', ['detached', 'enveloping']],
];

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/;
/** A URI as far as it matters here: a scheme, and none of the characters that a URI never has (RFC 3986 §2, §3.1). */
const URI = /^[A-Za-z][A-Za-z\d+.-]*:[^\s<>"{}|\\^`]+$/;
/** Namespaces in XML §3, without the rarer letters. */
const NC_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}._-]*$/u;
/** XML 1.0 §2.2. */
const XML_TEXT = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

/**
 * Refuses options that would make a malformed or contradictory seal.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertXadesOptions(options: XadesOptions): void {
  assertPackaging(options);
  assertAlgorithms(options);
  const {
    claimedRoles = [],
    commitmentTypes = [],
    contents = [],
    productionPlace,
    signaturePolicy,
  } = options;
  for (const format of [options, ...contents]) assertFormat(format);
  for (const type of commitmentTypes) assertCommitmentType(type);
  for (const role of claimedRoles) assertText('claimedRoles', role);
  if (productionPlace !== undefined) assertProductionPlace(productionPlace);
  if (signaturePolicy !== undefined && signaturePolicy !== 'implied') assertSignaturePolicy(signaturePolicy);
}

function assertPackaging(options: XadesOptions): void {
  const { contents = [], counterSignatureOf, coverEarlierSeals, elementIds = [], name, place } = options;
  const { packaging = 'enveloped' } = options;
  for (const [option, packagings] of ONLY_FOR) {
    if (options[option] !== undefined && !packagings.includes(packaging))
      throw invalid(`${option} is not for ${packaging} seals`);
  }
  if (counterSignatureOf !== undefined && (place !== undefined || coverEarlierSeals !== undefined))
    throw invalid('a counter-signature has its place in the seal that it covers');
  if (place?.kind === 'element-path' && place.path.length === 0) throw invalid('the path of place is empty');
  if (packaging === 'internally-detached') assertElementIds(elementIds);
  if (packaging === 'detached') assertNames([name, ...contents.map((content) => content.name)]);
  for (const { source } of contents) {
    if (!('algorithm' in source)) continue;
    if (packaging === 'enveloping')
      throw invalid('an enveloping seal holds its contents: a digest is not enough');
    assertDigestLength('a content', source.algorithm, source.digest);
  }
}

function assertElementIds(elementIds: readonly string[]): void {
  if (elementIds.length === 0) throw invalid('an internally detached seal needs elementIds');
  if (new Set(elementIds).size < elementIds.length) throw invalid('elementIds names an element twice');
  for (const id of elementIds) if (!NC_NAME.test(id)) throw invalid(`elementIds: ${id} is no Id`);
}

/** A reference without a name is to nothing that a verifier could find, and names that are equal are to one document. */
function assertNames(names: readonly (string | undefined)[]): void {
  for (const name of names) {
    const segments = name?.split('/') ?? [];
    if (segments.length === 0 || segments.some((segment) => segment === '' || /^\.\.?$/.test(segment)))
      throw invalid(`a detached seal needs the name of each document; ${name ?? 'nothing'} is none`);
    assertText('name', name ?? '');
  }
  if (new Set(names).size < names.length) throw invalid('two documents have the same name');
}

function assertAlgorithms({ canonicalization, digestAlgorithm }: XadesOptions): void {
  if (canonicalization !== undefined && !Object.hasOwn(CANONICALIZATIONS, canonicalization))
    throw invalid(`no canonicalization is called ${canonicalization}`);
  if (digestAlgorithm === undefined) return;
  // The URI of SHAKE256 does not say how long its digests are.
  if (!digestRow(digestAlgorithm).creates || digestAlgorithm === 'SHAKE256')
    throw invalid(`${digestAlgorithm} is no digest algorithm for new seals`);
}

function assertFormat({ description, encoding, mimeType }: DataObjectFormat): void {
  if (mimeType !== undefined && !MEDIA_TYPE.test(mimeType))
    throw invalid(`mimeType ${mimeType} is no media type`);
  assertText('mimeType', mimeType);
  assertText('description', description);
  if (encoding !== undefined && !URI.test(encoding)) throw invalid(`encoding ${encoding} is no URI`);
}

function assertCommitmentType(type: string | CommitmentType): void {
  const { identifier, qualifiers = [] } = typeof type === 'string' ? { identifier: type } : type;
  assertIdentifier('commitmentTypes', identifier);
  for (const qualifier of qualifiers) assertText('commitmentTypes', qualifier);
}

function assertProductionPlace(place: ProductionPlace): void {
  const parts = Object.values(place).filter((part) => part !== undefined);
  if (parts.length === 0) throw invalid('productionPlace is empty');
  for (const part of parts) assertText('productionPlace', part);
}

function assertSignaturePolicy(policy: SignaturePolicy): void {
  const { description, digest, identifier, oid, store, uri, userNotice } = policy;
  if ((oid === undefined) === (identifier === undefined))
    throw invalid('signaturePolicy has exactly one of oid and identifier');
  if (oid !== undefined && !isObjectIdentifier(oid))
    throw invalid(`signaturePolicy: ${oid} is no object identifier`);
  for (const address of [identifier, uri]) {
    if (address !== undefined && !URI.test(address)) throw invalid(`signaturePolicy: ${address} is no URI`);
  }
  assertText('signaturePolicy', description);
  assertText('signaturePolicy', userNotice);
  assertDigestLength('the signature policy', digest.algorithm, digest.value);
  if (store !== undefined) assertIdentifier('signaturePolicy', store.specification);
}

/**
 * Refuses what is no digest by an algorithm.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertDigestLength(what: string, algorithm: DigestAlgorithm, digest: Uint8Array): void {
  const { length } = digestRow(algorithm);
  if (digest.length !== length)
    throw invalid(`the digest of ${what} has ${digest.length} bytes, not ${length}`);
}

function assertIdentifier(name: string, identifier: string): void {
  if (!isObjectIdentifier(identifier) && !URI.test(identifier))
    throw invalid(`${name}: ${identifier} is neither a URI nor an object identifier`);
}

function assertText(name: string, text: string | undefined): void {
  if (text !== undefined && !XML_TEXT.test(text))
    throw invalid(`${name} has characters that XML cannot hold`);
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}
