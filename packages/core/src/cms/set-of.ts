/**
 * The sets of a SignedData (RFC 5652 §5.1): read, and given further elements without those received being changed.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { type DerNode, element } from '../asn1/writer.ts';
import { compareBytes, equalBytes } from '../util/bytes.ts';

/** Identifier octet of `certificates` in a SignedData. */
export const CERTIFICATES_TAG = 0xa0;
/** Identifier octet of `crls` in a SignedData. */
export const CRLS_TAG = 0xa1;

/** Deepest nesting and most elements of a CMS that is read: content in pieces of 4 KiB, as openssl streams it, up to half a GiB. */
export const CMS_LIMITS = { encoding: 'ber', maxDepth: 32, maxElements: 300_000 } as const;

/** The elements of a set as they were received; none when it is absent. */
export function readSetElements(set: Uint8Array | undefined, tag: number): readonly Uint8Array[] {
  if (set === undefined) return [];
  const reader = DerReader.over(set, 'SET OF', CMS_LIMITS).inside(tag, 'SET OF');
  const elements: Uint8Array[] = [];
  while (!reader.atEnd) elements.push(reader.raw('element'));
  return elements;
}

/** A received set with the elements that are missing in it. */
export function withSetElements(
  received: Uint8Array | undefined,
  tag: number,
  added: readonly Uint8Array[],
): DerNode {
  return element(tag, insertIntoSet(readSetElements(received, tag), added));
}

/** Elements of a SET OF with further ones: in DER's order where it was received so, else after those received. */
export function insertIntoSet(
  received: readonly Uint8Array[],
  added: readonly Uint8Array[],
): readonly Uint8Array[] {
  const missing = added.filter((one) => !received.some((present) => equalBytes(present, one)));
  const all = [...received, ...missing];
  return isAscending(received) ? all.sort(compareBytes) : all;
}

function isAscending(elements: readonly Uint8Array[]): boolean {
  return elements.every((one, at) => at === 0 || compareBytes(elements[at - 1] ?? one, one) <= 0);
}
