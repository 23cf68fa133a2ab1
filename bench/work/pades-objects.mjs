/** One seal on a document of 200,000 objects. */
import { seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createSealer } from '../lib/inputs.mjs';
import { compare, medians } from '../lib/measure.mjs';
import { manyObjects } from '../lib/pdf.mjs';

export async function measure() {
  const document = manyObjects();
  const { signer } = await createSealer('rsa-2048');
  const format = pades();
  return medians(await compare({ ours: async () => (await seal(document, { signer, format })).toBytes() }));
}
