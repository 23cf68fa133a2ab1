/** Seals every document of a directory into another with another library: `node … xadesjs|xml-crypto|signpdf DIRECTORY`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKeyFiles } from '../lib/key-files.mjs';

const PEERS = {
  signpdf: async () => (await import('../peers/signpdf.mjs')).createSignpdfSealer,
  xadesjs: async () => (await import('../peers/xadesjs.mjs')).createXadesjsSealer,
  'xml-crypto': async () => (await import('../peers/xml-crypto.mjs')).createXmlCryptoSealer,
};

const [name, directory] = process.argv.slice(-2);
const createSealer = await PEERS[name]();
const world = readKeyFiles(directory);
for (const id of readdirSync(join(directory, 'in'))) {
  const seal = await createSealer(readFileSync(join(directory, 'in', id)), world, 'rsa-2048');
  writeFileSync(join(directory, 'out', id), await seal());
}
