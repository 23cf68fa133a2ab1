/**
 * Sealing in two halves with nothing between them but stored bytes.
 *
 * @module
 */
import { completeSeal, type PreparedDocument, prepareSeal, type SealFormat } from '@eseal/core';
import type { Workshop } from './arrangement.ts';

/** Seals at B-T with P-256. */
export async function sealInTwoHalves<Prepared extends PreparedDocument>(
  document: Uint8Array,
  createFormat: () => SealFormat<Prepared>,
  { world }: Workshop,
): Promise<Uint8Array> {
  const { p256: signer, timestamps } = world;
  const stateKey = new Uint8Array(32).fill(42);
  const options = { adesLevel: 'B-T', timestamps, stateKey } as const;
  const prepared = await prepareSeal(document, { ...options, signer, format: createFormat() });
  const { dataToBeSigned, algorithm } = prepared;
  const [value] = await signer.sign([{ dataToBeSigned, algorithm }]);
  if (value === undefined) throw new TypeError('the signer returned no value');
  const sealed = await completeSeal(Uint8Array.from(document), Uint8Array.from(prepared.state), value, {
    ...options,
    certificates: signer.certificates,
    format: createFormat(),
  });
  return sealed.toBytes();
}
