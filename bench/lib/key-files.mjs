/** Key and certificates as the files that a program would read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGoodWorld } from '@eseal/testkit';

export async function writeKeyFiles(directory) {
  const world = await createGoodWorld({ key: 'rsa-2048', now: new Date() });
  writeFileSync(join(directory, 'seal.key'), world.seal.pkcs8);
  const chain = [...world.chain, world.root.certificate].map(toPem).join('');
  writeFileSync(join(directory, 'seal.chain.pem'), chain);
}

function toPem(der) {
  const lines = Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`;
}
