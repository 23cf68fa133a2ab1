/**
 * `--pkcs11`: a key in an HSM or on a token.
 *
 * @module
 */
import { fromHex, type Signer } from '@eseal/core';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { readSecret } from './secrets.ts';
import type { SignerOptions, SignerWay } from './signer-way.ts';

/** A token behind a PKCS #11 module. */
export const pkcs11Way: SignerWay = {
  chosenBy: 'pkcs11',
  usage: '--pkcs11 MODULE with --token LABEL or --token-serial NUMBER',
  addOptions: (command) =>
    command
      .option('--pkcs11 <module>', 'library of an HSM or a token')
      .option('--token <label>', 'pkcs11: label of the token')
      .option('--token-serial <number>', 'pkcs11: serial number of the token, where several have one label')
      .option('--key-id <hex>', 'pkcs11: identifier of the key (CKA_ID)'),
  open: openToken,
};

async function openToken(options: SignerOptions, io: CommandIo): Promise<Signer> {
  const { pkcs11 = '', token: label, tokenSerial: serial, certificates, pinEnv } = options;
  if (label === undefined && serial === undefined)
    throw new CliError('USAGE', '--pkcs11 needs --token or --token-serial');
  const { openPkcs11Signer } = await import('@eseal/signer-pkcs11');
  return openPkcs11Signer({
    module: pkcs11,
    token: { ...(label !== undefined && { label }), ...(serial !== undefined && { serial }) },
    key: keySelector(options),
    pin: ({ token }) => readSecret(io, pinEnv, `PIN of token "${token.label}"`),
    ...(certificates !== undefined && { certificates: await readSmallFile(certificates) }),
  });
}

function keySelector({ keyId, keyLabel: label }: SignerOptions) {
  const id = keyId === undefined ? undefined : fromHex(keyId);
  if (keyId !== undefined && id === undefined)
    throw new CliError('USAGE', '--key-id is in hexadecimal digits');
  return { ...(label !== undefined && { label }), ...(id !== undefined && { id }) };
}
