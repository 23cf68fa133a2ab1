/**
 * A PDF of 30 KB from B-B to B-LTA: material fetched and verified, embedded, timestamps over all. The time-stamping authority
 * and the responders are in this process; what they take by themselves, measured with the same requests, is taken off.
 */
import { augment, seal } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { pades } from '@eseal/formats/pades';
import { createMaterialSource } from '@eseal/validator';
import { createSealer } from '../lib/inputs.mjs';
import { compare, median } from '../lib/measure.mjs';
import { documentOf } from '../lib/pdf.mjs';

export async function measure() {
  const { world, signer } = await createSealer('rsa-2048');
  const format = pades();
  const sealed = await (await seal(documentOf(30_000, 'table'), { signer, format })).toBytes();
  const extend = async (transport) => {
    const timestamps = createTimestampClient({ url: world.urls.tsa, transport });
    const material = createMaterialSource({ trust: world.anchors, transport });
    return augment(sealed, { format, adesLevel: 'B-LTA', timestamps, material });
  };
  const requests = [];
  await extend((request, options) => {
    requests.push(request);
    return world.transport(request, options);
  });
  const { ours, services } = await compare({
    ours: () => extend(world.transport),
    services: async () => {
      for (const request of requests) await world.transport(request);
    },
  });
  return { ours: median(ours.map((value, round) => value - services[round])), services: median(services) };
}
