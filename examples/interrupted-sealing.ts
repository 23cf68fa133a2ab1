/**
 * Seals in two halves, as when somebody has to approve each seal: the first process prepares and ends, another one
 * completes.
 *
 *     interrupted-sealing.ts prepare  DIRECTORY DOCUMENT
 *     interrupted-sealing.ts complete DIRECTORY DOCUMENT
 */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeSeal, prepareSeal } from '@eseal/core';
import { parseCertificates } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import { createPkcs8Signer } from '@eseal/signer-webcrypto';

const [half, directory = '', document = ''] = process.argv.slice(2);
const file = (name: string) => join(directory, name);

const format = cades({ mimeType: 'application/pdf' });
const [certificate, ...issuers] = parseCertificates(await readFile(file('seal.chain.pem')));
if (certificate === undefined) throw new Error('seal.chain.pem holds no certificate');
const certificates = [certificate, ...issuers] as const;

if (half === 'prepare') {
  // Keep this key apart from the state: whoever has both can make up a state of their own.
  const stateKey = randomBytes(32);
  const signer = { certificates, algorithms: ['rsa-sha256'] as const };
  const prepared = await prepareSeal(await readFile(document), { signer, format, stateKey });
  await writeFile(file('state.key'), stateKey, { mode: 0o600 });
  await writeFile(file('state.bin'), prepared.state);
  await writeFile(file('to-be-signed.bin'), prepared.dataToBeSigned);
} else {
  // Whoever approves signs; here with the key at hand.
  const privateKey = await readFile(file('seal.key.pem'));
  const signer = await createPkcs8Signer({ privateKey, certificates });
  const request = {
    dataToBeSigned: await readFile(file('to-be-signed.bin')),
    algorithm: 'rsa-sha256' as const,
  };
  const [value] = await signer.sign([request]);
  if (value === undefined) throw new Error('not approved');
  const stateKey = await readFile(file('state.key'));
  const state = await readFile(file('state.bin'));
  const sealed = await completeSeal(await readFile(document), state, value, {
    format,
    certificates,
    stateKey,
  });
  await writeFile(`${document}.p7s`, await sealed.toBytes());
}
