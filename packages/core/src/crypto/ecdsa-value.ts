/** ECDSA signature values between DER `SEQUENCE { r, s }` (RFC 3279 §2.2.3) and the raw r‖s of WebCrypto and XML. */
import { DerReader } from '../asn1/reader.ts';
import { encode, integer, sequence } from '../asn1/writer.ts';
import { readable } from '../util/readable.ts';

/** DER of a raw value whose halves are r and s. */
export function ecdsaRawToDer(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return encode(sequence([integer(raw.subarray(0, half)), integer(raw.subarray(half))]));
}

/** Raw r‖s with halves of `byteLength`, or `undefined` when the bytes are no strict DER value of that size. */
export function ecdsaDerToRaw(der: Uint8Array, byteLength: number): Uint8Array<ArrayBuffer> | undefined {
  const halves = readable(() => readHalves(der));
  const { r, s } = halves ?? {};
  if (r === undefined || s === undefined || r.length > byteLength || s.length > byteLength) return undefined;
  const raw = new Uint8Array(2 * byteLength);
  raw.set(r, byteLength - r.length);
  raw.set(s, 2 * byteLength - s.length);
  return raw;
}

function readHalves(der: Uint8Array): Readonly<Record<'r' | 's', Uint8Array | undefined>> {
  const outer = DerReader.over(der, 'Ecdsa-Sig-Value');
  const reader = outer.sequence('Ecdsa-Sig-Value');
  outer.end();
  const r = unsigned(reader.integer('r'));
  const s = unsigned(reader.integer('s'));
  reader.end();
  return { r, s };
}

function unsigned(content: Uint8Array): Uint8Array | undefined {
  if ((content[0] as number) >= 0x80) return undefined;
  return content[0] === 0 ? content.subarray(1) : content;
}
