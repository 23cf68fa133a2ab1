/**
 * B-T: a timestamp over ds:SignatureValue (EN 319 132-1 §5.3, §6.3).
 *
 * @module
 */
import { toBase64 } from '@eseal/core';
import { NAMESPACES } from './identifiers.ts';
import { dsElement, type Markup, type Pairs, writeMarkup, xadesElement } from './markup.ts';

/** For elements that are put into a seal of which it is not known how it declares these prefixes. */
const DECLARATIONS: Pairs = [
  ['ds', NAMESPACES.ds],
  ['xades', NAMESPACES.xades],
];

/** Elements from xades:UnsignedProperties down to the timestamp. */
const UNSIGNED_PROPERTIES = ['UnsignedProperties', 'UnsignedSignatureProperties'] as const;

/** xades:UnsignedProperties with timestamps, as it stands in a seal that has none. */
export function unsignedProperties(tokens: readonly Uint8Array[], canonicalization: string): string {
  const timestamps = tokens.map((token) => signatureTimestamp(token, canonicalization));
  return wrap(timestamps, UNSIGNED_PROPERTIES, []).map(writeMarkup).join('');
}

/**
 * Timestamps to be put into a seal of others.
 *
 * @param missing - how many of the elements around it are missing: 0 to 2
 */
export function addedTimestamps(
  tokens: readonly Uint8Array[],
  canonicalization: string,
  missing: number,
): string {
  const names = UNSIGNED_PROPERTIES.slice(UNSIGNED_PROPERTIES.length - missing);
  const timestamps = tokens.map((token) => signatureTimestamp(token, canonicalization));
  return wrap(timestamps, names, DECLARATIONS).map(writeMarkup).join('');
}

/** The namespaces are declared by the outermost elements. */
function wrap(timestamps: readonly Markup[], names: readonly string[], declares: Pairs): readonly Markup[] {
  const wrapped = names.reduceRight((inner, name) => [xadesElement(name, {}, inner)], timestamps);
  return wrapped.map((element) => ({ ...element, declares }));
}

function signatureTimestamp(token: Uint8Array, canonicalization: string): Markup {
  return xadesElement('SignatureTimeStamp', {}, [
    dsElement('CanonicalizationMethod', { Algorithm: canonicalization }),
    xadesElement('EncapsulatedTimeStamp', {}, [toBase64(token)]),
  ]);
}
