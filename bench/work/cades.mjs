/** CAdES-B-B detached, beside PKI.js. */
import { sign } from 'node:crypto';
import { seal } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { createSealer, incompressible, kindOf, rawWork } from '../lib/inputs.mjs';
import { compare, ratios } from '../lib/measure.mjs';
import { createPkijsSealer } from '../peers/pkijs.mjs';

const SIZES = { '10k': 10_000, '1m': 1_000_000, '100m': 100_000_000 };

export async function measure(id) {
  const size = SIZES[id.split('-')[1]];
  const document = incompressible(size);
  const kind = kindOf(id);
  const { world, chain, signer, key } = await createSealer(kind);
  const format = cades();
  const works = {
    raw: rawWork(document, key),
    ours: async () => (await seal(document, { signer, format })).toBytes(),
    'raw+verify': rawAndVerify(document, key, chain[0]),
  };
  if (kind !== 'ed25519') works.pkijs = await createPkijsSealer(document, world, kind);
  return ratios(await compare(works));
}

/** The raw limit with the check of the value that every seal gets: what remains is ours. */
function rawAndVerify(document, key, certificate) {
  const raw = rawWork(document, key);
  const data = new Uint8Array(250);
  const algorithm = { rsa: 'rsa-sha256', ec: 'ecdsa-sha256', ed25519: 'ed25519' }[certificate.publicKey.type];
  const value = sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', data, key);
  return async () => {
    raw();
    await certificate.publicKey.verify(algorithm, data, value);
  };
}
