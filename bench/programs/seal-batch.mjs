/** Seals every document of a directory into another: `node seal-batch.mjs pades|xades DIRECTORY`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealMany } from '@eseal/core';
import { createPkcs8Signer } from '@eseal/signer-webcrypto';

const FORMATS = {
  pades: async () => (await import('@eseal/formats/pades')).pades(),
  xades: async () => (await import('@eseal/formats/xades')).xades(),
};

const [kind, directory] = process.argv.slice(-2);
const format = await FORMATS[kind]();
const signer = await createPkcs8Signer({
  privateKey: readFileSync(join(directory, 'seal.key')),
  certificates: readFileSync(join(directory, 'seal.chain.pem')),
});

// Small files are read and written at once: the thread pool is left to the signatures.
function* documents() {
  for (const id of readdirSync(join(directory, 'in')))
    yield { id, document: readFileSync(join(directory, 'in', id)) };
}

for await (const outcome of sealMany(documents(), { signer, format })) {
  if (outcome.kind !== 'sealed') throw outcome.error;
  writeFileSync(join(directory, 'out', outcome.id), await outcome.document.toBytes());
}
