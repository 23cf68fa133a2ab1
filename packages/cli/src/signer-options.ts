/**
 * The signer that the options of `eseal seal` name.
 *
 * @module
 */
import { assertNever, type Signer } from '@eseal/core';
import type { DigestAlgorithm, SignatureAlgorithm, SignatureRow } from '@eseal/core/crypto';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { readSecret } from './secrets.ts';

/** Options that choose a key. */
export interface SignerOptions {
  readonly pkcs12?: string;
  readonly key?: string;
  readonly certificates?: string;
  readonly keyLabel?: string;
  readonly pinEnv?: string;
}

const WAYS = ['pkcs12', 'key'] as const;

/**
 * Opens the signer; exactly one of the ways to name it must be used.
 *
 * @throws CliError `USAGE`, and the errors of the signer
 */
export async function openSigner(options: SignerOptions, io: CommandIo): Promise<Signer> {
  const [way, ...others] = WAYS.filter((name) => options[name] !== undefined);
  if (way === undefined || others.length > 0) {
    throw new CliError('USAGE', 'name one signer: --pkcs12 FILE, or --key PEM with --certificates PEM');
  }
  switch (way) {
    case 'pkcs12':
      return openPkcs12(options, io);
    case 'key':
      return openPem(options, io);
    default:
      return assertNever(way);
  }
}

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

async function openPem({ key = '', certificates, pinEnv }: SignerOptions, io: CommandIo): Promise<Signer> {
  if (certificates === undefined) throw new CliError('USAGE', '--key needs --certificates');
  const { createPkcs8Signer } = await import('@eseal/signer-webcrypto');
  return createPkcs8Signer({
    privateKey: await readSmallFile(key),
    certificates: await readSmallFile(certificates),
    password: () => readSecret(io, pinEnv, `password of ${key}`),
  });
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
