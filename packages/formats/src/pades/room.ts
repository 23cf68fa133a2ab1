/**
 * How much room the value of a seal takes, measured on the real chain, algorithm and source of timestamps before the
 * key is used.
 *
 * @module
 */
import type { PrepareContext } from '@eseal/core';
import { digestRow, signatureRow } from '@eseal/core/crypto';
import type { Sealer } from '../cades/sealer.ts';
import { estimateSignedDataSize } from '../cades/signed-data.ts';
import type { PadesOptions } from './options.ts';
import { buildPadesAttributes } from './signed-attributes.ts';

/** Measures and remembers: a batch has one sealer and one source of timestamps. */
export function createRoomMeasure(options: PadesOptions): (sealer: Sealer, timestampSize: number) => number {
  const known = new WeakMap<Sealer, { readonly timestampSize: number; readonly room: number }>();
  return (sealer, timestampSize) => {
    const last = known.get(sealer);
    if (last?.timestampSize === timestampSize) return last.room;
    const room = measureRoom(options, sealer, timestampSize);
    known.set(sealer, { timestampSize, room });
    return room;
  };
}

function measureRoom(options: PadesOptions, sealer: Sealer, timestampSize: number): number {
  const { algorithm, certificate, certificates } = sealer.frame;
  const contentDigest = new Uint8Array(digestRow(signatureRow(algorithm).digest).length);
  const signedAttributesSize = buildPadesAttributes(options, sealer, contentDigest).length;
  return estimateSignedDataSize({
    algorithm,
    certificate,
    certificates,
    signedAttributesSize,
    timestampSize,
  });
}

/** Bytes of an attribute around each token. */
const ATTRIBUTE_SIZE = 64;

/** Most bytes that the timestamps over the content take together. */
export async function sizeOfContentTimestamps({
  contentTimestamps = [],
  signal,
}: Pick<PrepareContext, 'contentTimestamps' | 'signal'>): Promise<number> {
  const sizes = await Promise.all(contentTimestamps.map((source) => source.tokenSize(signal && { signal })));
  return sizes.reduce((total, size) => total + size + ATTRIBUTE_SIZE, 0);
}
