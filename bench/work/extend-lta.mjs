/**
 * A PDF of 30 KB from B-B to B-LTA: material verified, embedded, timestamps over all. The time-stamping authority and the responders are in this process; what they take by themselves, measured with the same requests, is taken off.
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
  const sourceOver = (transport) => createMaterialSource({ trust: world.anchors, transport });
  const extend = async (transport, material = sourceOver(transport)) => {
    const timestamps = createTimestampClient({ url: world.urls.tsa, transport });
    return augment(sealed, { format, adesLevel: 'B-LTA', timestamps, material });
  };
  const shared = sourceOver(world.transport);
  await extend(world.transport, shared);
  const requestsOf = async (material) => {
    const requests = [];
    const noting = (request, options) => {
      requests.push(request);
      return world.transport(request, options);
    };
    await extend(noting, material);
    return requests;
  };
  const replay = (requests) => async () => {
    for (const request of requests) await world.transport(request);
  };
  const figures = await compare({
    ours: () => extend(world.transport, shared),
    services: replay(await requestsOf(shared)),
    first: () => extend(world.transport),
    firstServices: replay(await requestsOf()),
  });
  const without = (work, services) =>
    median(figures[work].map((value, round) => value - figures[services][round]));
  return {
    ours: without('ours', 'services'),
    firstOfSource: without('first', 'firstServices'),
    services: median(figures.services),
  };
}
