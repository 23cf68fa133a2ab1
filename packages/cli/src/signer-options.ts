/**
 * The signer that the options of a command name.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import type { DigestAlgorithm, SignatureAlgorithm, SignatureRow } from '@eseal/core/crypto';
import type { Command } from 'commander';
import { cscWay } from './csc-options.ts';
import { CliError } from './errors.ts';
import type { CommandIo } from './io.ts';
import { pemWay } from './pem-options.ts';
import { pkcs11Way } from './pkcs11-options.ts';
import { pkcs12Way } from './pkcs12-options.ts';
import type { SignerOptions, SignerWay } from './signer-way.ts';

/** Every way to name a signer. */
const WAYS: readonly SignerWay[] = [pkcs12Way, pemWay, pkcs11Way, cscWay];

/** Adds the options that name a signer and its algorithm. */
export function addSignerOptions(command: Command): Command {
  for (const way of WAYS) way.addOptions(command);
  return command
    .option('--certificates <pem>', "certificates, the signer's first")
    .option('--key-label <name>', 'name of the key, where there are several')
    .option('--pin-env <name>', 'environment variable with the PIN or password; without it, it is asked for')
    .option('--digest <name>', 'sha256, sha384, sha512, sha3-256…')
    .option('--signature-algorithm <name>', 'rsa, rsa-pss, ecdsa, ed25519');
}

/**
 * Opens the signer; exactly one of the ways to name it must be used. The caller disposes of it.
 *
 * @throws CliError `USAGE`, and the errors of the signer
 */
export async function openSigner(options: SignerOptions, io: CommandIo): Promise<Signer> {
  const [way, ...others] = WAYS.filter(({ chosenBy }) => options[chosenBy] !== undefined);
  if (way === undefined || others.length > 0) {
    throw new CliError('USAGE', `name one signer: ${WAYS.map(({ usage }) => usage).join(', or ')}`);
  }
  return way.open(options, io);
}

/** What disposes of a signer, those that hold nothing among them. */
export function disposalOf(signer: Signer): AsyncDisposable {
  return { [Symbol.asyncDispose]: async () => signer[Symbol.asyncDispose]?.() };
}

/** Values of `--signature-algorithm` and the schemes they mean. */
const SCHEMES: Readonly<Record<string, SignatureRow['scheme']>> = {
  rsa: 'rsa-pkcs1',
  'rsa-pss': 'rsa-pss',
  ecdsa: 'ecdsa',
  ed25519: 'eddsa',
};

/** Values of `--digest`. */
const DIGESTS: Readonly<Record<string, DigestAlgorithm>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
  'sha3-256': 'SHA3-256',
  'sha3-384': 'SHA3-384',
  'sha3-512': 'SHA3-512',
};

/** The signer's algorithm that fits `--digest` and `--signature-algorithm`; its first when neither is given. */
export async function chooseAlgorithm(
  signer: Pick<Signer, 'algorithms'>,
  wanted: { readonly digest?: string; readonly signatureAlgorithm?: string },
): Promise<SignatureAlgorithm> {
  const { signatureRow } = await import('@eseal/core/crypto');
  const scheme = lookUp(SCHEMES, wanted.signatureAlgorithm, '--signature-algorithm');
  const digest = lookUp(DIGESTS, wanted.digest, '--digest');
  const found = signer.algorithms.find((name) => {
    const row = signatureRow(name);
    // The digest of EdDSA is its own (RFC 8419 §3.1).
    const digestFits = digest === undefined || row.digest === digest || row.scheme === 'eddsa';
    return (scheme === undefined || row.scheme === scheme) && digestFits;
  });
  if (found !== undefined) return found;
  throw new CliError(
    'USAGE',
    `the key offers ${signer.algorithms.join(', ')}, none of which is what was asked for`,
  );
}

function lookUp<T>(
  table: Readonly<Record<string, T>>,
  value: string | undefined,
  option: string,
): T | undefined {
  if (value === undefined) return undefined;
  const found = Object.hasOwn(table, value) ? table[value] : undefined;
  if (found === undefined)
    throw new CliError('USAGE', `${option} is one of ${Object.keys(table).join(', ')}`);
  return found;
}
