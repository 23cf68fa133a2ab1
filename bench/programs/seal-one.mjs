/** Seals one PDF as a user's program does: `node seal-one.mjs DIRECTORY`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createPkcs8Signer } from '@eseal/signer-webcrypto';

const directory = process.argv.at(-1);
const signer = await createPkcs8Signer({
  privateKey: readFileSync(join(directory, 'seal.key')),
  certificates: readFileSync(join(directory, 'seal.chain.pem')),
});
const sealed = await seal(readFileSync(join(directory, 'document.pdf')), { signer, format: pades() });
writeFileSync(join(directory, 'sealed.pdf'), await sealed.toBytes());
