/**
 * `--key`: a key in PEM, its certificates beside it.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { readSecret } from './secrets.ts';
import type { SignerOptions, SignerWay } from './signer-way.ts';

/** A PKCS #8 file. */
export const pemWay: SignerWay = {
  chosenBy: 'key',
  usage: '--key PEM with --certificates PEM',
  addOptions: (command) => command.option('--key <pem>', 'private key (PKCS #8)'),
  open: openPem,
};

async function openPem({ key = '', certificates, pinEnv }: SignerOptions, io: CommandIo): Promise<Signer> {
  if (certificates === undefined) throw new CliError('USAGE', '--key needs --certificates');
  const { createPkcs8Signer } = await import('@eseal/signer-webcrypto');
  return createPkcs8Signer({
    privateKey: await readSmallFile(key),
    certificates: await readSmallFile(certificates),
    password: () => readSecret(io, pinEnv, `password of ${key}`),
  });
}
