/** The two ways in which ECDSA values are written. */
import { concatBytes } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';

/** r‖s (IEEE P1363) of DER `SEQUENCE { r, s }`. */
export function rawValue(der: Uint8Array, bits: number): Uint8Array {
  const pair = DerReader.over(der, 'ECDSA-Sig-Value').sequence('ECDSA-Sig-Value');
  const length = Math.ceil(bits / 8);
  return concatBytes([pair.integer('r'), pair.integer('s')].map((number) => fixed(number, length)));
}

/** The content of an INTEGER in a fixed number of bytes. */
function fixed(content: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const significant = content.subarray(Math.max(content.length - length, 0));
  bytes.set(significant, length - significant.length);
  return bytes;
}
