/** Key and certificates as the files that a program would read. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGoodWorld } from '@eseal/testkit';

const KEY = 'seal.key';
const CHAIN = 'seal.chain.pem';

export async function writeKeyFiles(directory) {
  const world = await createGoodWorld({ key: 'rsa-2048', now: new Date() });
  writeFileSync(join(directory, KEY), world.seal.pkcs8);
  const chain = [...world.chain, world.root.certificate].map((der) => toPem('CERTIFICATE', der)).join('');
  writeFileSync(join(directory, CHAIN), chain);
}

/** What the peers take of a world, from the files of a directory. */
export function readKeyFiles(directory) {
  const pem = readFileSync(join(directory, CHAIN), 'latin1');
  const certificates = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(
    ([, body]) => new Uint8Array(Buffer.from(body, 'base64')),
  );
  const [certificate] = certificates;
  const pkcs8 = new Uint8Array(readFileSync(join(directory, KEY)));
  return {
    seal: { pkcs8, certificate },
    chain: certificates.slice(0, -1),
    root: { certificate: certificates.at(-1) },
  };
}

export function toPem(label, der) {
  const lines = Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines.trimEnd()}\n-----END ${label}-----\n`;
}
