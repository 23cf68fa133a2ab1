/**
 * Writing a prepared PAdES seal into bytes; `state.ts` has their structure and reads them.
 *
 * @module
 */
import { integer, octetString } from '@eseal/core/asn1';
import { storeSeal } from '../cades/store-seal.ts';
import type { PreparedPades } from './prepare.ts';

/** Encodes a prepared seal. */
export function storePades(prepared: PreparedPades): Uint8Array {
  const { before, room, after } = prepared.layout;
  return storeSeal(prepared, [octetString(before), integer(room), octetString(after)]);
}
