/**
 * Writing a prepared XAdES seal into bytes; `state.ts` has their structure and reads them.
 *
 * @module
 */
import { type DerNode, integer, sequence, utf8String } from '@eseal/core/asn1';
import { storeSeal } from '../cades/store-seal.ts';
import type { Insertion } from './insertion.ts';
import type { PreparedXades } from './prepare.ts';

/** Encodes a prepared seal. */
export function storeXades(prepared: PreparedXades): Uint8Array {
  const { around, frame } = prepared;
  return storeSeal(prepared, [
    utf8String(frame.head),
    sequence(frame.middle.map(utf8String)),
    utf8String(frame.tail),
    utf8String(frame.valueStart),
    ...(around === undefined ? [] : [encodeInsertion(around.insertion)]),
  ]);
}

function encodeInsertion({ after, before, end, start }: Insertion): DerNode {
  return sequence([integer(start), integer(end), utf8String(before), utf8String(after)]);
}
