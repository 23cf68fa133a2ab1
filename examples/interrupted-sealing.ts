/**
 * Seals in two halves, as when somebody has to approve each seal: the first process lays the seal out and ends, another
 * one completes it. DIRECTORY has `seal.chain.pem` and, for the second half only, `seal.key.pem`.
 *
 *     interrupted-sealing.ts prepare  DIRECTORY DOCUMENT
 *     interrupted-sealing.ts complete DIRECTORY DOCUMENT
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeSeal, prepareSeal } from '@eseal/core';
import { parseCertificates } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import { createPkcs8Signer } from '@eseal/signer-webcrypto';

const [half, directory, document] = process.argv.slice(2);
if (directory === undefined || document === undefined || !['prepare', 'complete'].includes(half ?? '')) {
  throw new Error('usage: interrupted-sealing.ts prepare|complete DIRECTORY DOCUMENT');
}
const waiting = {
  state: join(directory, 'state.bin'),
  dataToBeSigned: join(directory, 'to-be-signed.bin'),
  // Whoever has this key and the state can make up a state of their own: keep them apart, this one in a vault.
  stateKey: join(directory, 'vault', 'state.key'),
};
const algorithm = 'rsa-sha256';
const format = cades({ mimeType: 'application/pdf' });
const [certificate, ...issuers] = parseCertificates(await readFile(join(directory, 'seal.chain.pem')));
if (certificate === undefined) throw new Error('seal.chain.pem holds no certificate');
const certificates = [certificate, ...issuers] as const;

if (half === 'prepare') await prepare(document);
else await complete(document);

async function prepare(path: string): Promise<void> {
  const stateKey = randomBytes(32);
  const signer = { certificates, algorithms: [algorithm] } as const;
  const prepared = await prepareSeal(await readFile(path), { signer, format, stateKey });
  await mkdir(join(waiting.stateKey, '..'), { recursive: true });
  await writeFile(waiting.stateKey, stateKey, { mode: 0o600 });
  await writeFile(waiting.state, prepared.state);
  await writeFile(waiting.dataToBeSigned, prepared.dataToBeSigned);
  console.log(`${path} waits for its seal to be approved`);
}

async function complete(path: string): Promise<void> {
  const state = await readFile(waiting.state);
  const stateKey = await readFile(waiting.stateKey);
  const value = await approve(await readFile(waiting.dataToBeSigned));
  const sealed = await completeSeal(await readFile(path), state, value, { format, certificates, stateKey });
  await writeFile(`${path}.p7s`, await sealed.toBytes());
  console.log(`${path}.p7s seals ${path}`);
}

/** Whoever approves signs; they need neither the document nor the state. */
async function approve(dataToBeSigned: Uint8Array): Promise<Uint8Array> {
  const privateKey = await readFile(join(directory ?? '', 'seal.key.pem'));
  const signer = await createPkcs8Signer({ privateKey, certificates });
  const [value] = await signer.sign([{ dataToBeSigned, algorithm }]);
  if (value === undefined) throw new Error('not approved');
  return value;
}
