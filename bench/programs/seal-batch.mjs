/** Seals every PDF of a directory into another: `node seal-batch.mjs DIRECTORY`. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealMany } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createPkcs8Signer } from '@eseal/signer-webcrypto';

const directory = process.argv.at(-1);
const signer = await createPkcs8Signer({
  privateKey: readFileSync(join(directory, 'seal.key')),
  certificates: readFileSync(join(directory, 'seal.chain.pem')),
});

async function* documents() {
  for (const id of readdirSync(join(directory, 'in')))
    yield { id, document: await readFile(join(directory, 'in', id)) };
}

const writes = [];
for await (const outcome of sealMany(documents(), { signer, format: pades() })) {
  if (outcome.kind !== 'sealed') throw outcome.error;
  writes.push(writeFile(join(directory, 'out', outcome.id), await outcome.document.toBytes()));
}
await Promise.all(writes);
