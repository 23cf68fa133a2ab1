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

/** xades:UnsignedProperties with a timestamp, as it stands in a seal that has none. */
export function unsignedProperties(token: Uint8Array, canonicalization: string): string {
  return writeMarkup(wrap(signatureTimestamp(token, canonicalization), UNSIGNED_PROPERTIES, []));
}

/**
 * A timestamp to be put into a seal of others.
 *
 * @param missing - how many of the elements around it are missing: 0 to 2
 */
export function addedTimestamp(token: Uint8Array, canonicalization: string, missing: number): string {
  const names = UNSIGNED_PROPERTIES.slice(UNSIGNED_PROPERTIES.length - missing);
  return writeMarkup(wrap(signatureTimestamp(token, canonicalization), names, DECLARATIONS));
}

/** The namespaces are declared by the outermost element. */
function wrap(timestamp: Markup, names: readonly string[], declares: Pairs): Markup {
  const element = names.reduceRight((inner, name) => xadesElement(name, {}, [inner]), timestamp);
  return { ...element, declares };
}

function signatureTimestamp(token: Uint8Array, canonicalization: string): Markup {
  return xadesElement('SignatureTimeStamp', {}, [
    dsElement('CanonicalizationMethod', { Algorithm: canonicalization }),
    xadesElement('EncapsulatedTimeStamp', {}, [toBase64(token)]),
  ]);
}
