/** BER to DER, for the one place that demands it: signed attributes received in BER (RFC 5652 §5.4). */
import { compareBytes, concatBytes } from '../util/bytes.ts';
import { DerReader } from './reader.ts';
import { CONSTRUCTED, TAG } from './tags.ts';
import { element, encode } from './writer.ts';

const STRINGS: readonly number[] = [
  TAG.octetString,
  TAG.utf8String,
  TAG.printableString,
  TAG.ia5String,
  TAG.bmpString,
];

/**
 * The DER encoding of one BER element: definite minimal lengths, joined strings, sorted sets. Contents of primitive
 * elements stay as they are.
 *
 * @throws DecodeError when the bytes are not BER
 */
export function toDer(ber: Uint8Array): Uint8Array {
  const reader = DerReader.over(ber, 'BER', { encoding: 'ber' });
  const der = convert(reader);
  reader.end();
  return der;
}

function convert(reader: DerReader): Uint8Array {
  const tag = reader.peekTag() ?? 0;
  const primitive = tag & ~CONSTRUCTED;
  if ((tag & CONSTRUCTED) === 0) return encode(element(tag, [reader.content(tag, 'value')]));
  if (STRINGS.includes(primitive)) {
    return encode(element(primitive, [concatBytes(reader.octetStringPieces('string', primitive))]));
  }
  const inner = reader.inside(tag, 'value');
  const parts: Uint8Array[] = [];
  while (!inner.atEnd) parts.push(convert(inner));
  if (tag === TAG.set) parts.sort(compareBytes);
  return encode(element(tag, parts));
}
