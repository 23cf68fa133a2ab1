/**
 * `--pkcs12`: a key and its certificates in one file.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { readSecret } from './secrets.ts';
import type { SignerOptions, SignerWay } from './signer-way.ts';

/** A PKCS #12 file. */
export const pkcs12Way: SignerWay = {
  chosenBy: 'pkcs12',
  usage: '--pkcs12 FILE',
  addOptions: (command) => command.option('--pkcs12 <file>', 'key and certificates in one file'),
  open: openPkcs12,
};

async function openPkcs12(options: SignerOptions, io: CommandIo): Promise<Signer> {
  const { pkcs12 = '', certificates, keyLabel, pinEnv } = options;
  const { createPkcs12Signer } = await import('@eseal/signer-webcrypto');
  return createPkcs12Signer({
    pkcs12: await readSmallFile(pkcs12),
    password: () => readSecret(io, pinEnv, `password of ${pkcs12}`),
    ...(certificates !== undefined && { certificates: await readSmallFile(certificates) }),
    ...(keyLabel !== undefined && { friendlyName: keyLabel }),
  });
}
