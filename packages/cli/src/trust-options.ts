/**
 * What `--trust` and the other options of verification name.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type Certificate, parseCertificates } from '@eseal/core/x509';
import { createPinnedTrust, type JudgementOptions } from '@eseal/validator';
import { type Command, Option } from 'commander';
import { CliError } from './errors.ts';
import { listFiles, readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { parseTime } from './parse-time.ts';

/** Options that verification of seals and of certificates have in common. */
export interface TrustOptions {
  readonly trust?: readonly string[];
  readonly certificates?: readonly string[];
  readonly trustedList?: readonly string[];
  readonly listSigner?: readonly string[];
  readonly bridge?: string;
  readonly crl?: readonly string[];
  readonly ocsp?: readonly string[];
  readonly revocation: 'required' | 'if-available' | 'none';
  readonly at?: string;
  readonly policy: string;
}

/** Options of the contract whose part of the SDK does not exist yet: refused rather than ignored. */
const NOT_AVAILABLE = ['trustedList', 'listSigner', 'bridge', 'crl', 'ocsp'] as const;

/** Adds the options to a command. */
export function addTrustOptions(command: Command): Command {
  return command
    .option('--trust <file...>', 'pinned anchors: PEM or DER files, or directories of them')
    .option('--certificates <file...>', 'further certificates, not trusted, for paths')
    .option('--trusted-list <source...>', 'not part of this version')
    .option('--list-signer <file...>', 'not part of this version')
    .option('--bridge <directory>', 'not part of this version')
    .option('--crl <file...>', 'not part of this version')
    .option('--ocsp <file...>', 'not part of this version')
    .option('--offline', 'no network (this version never uses it to verify)')
    .option('--allow-host <host...>', 'private addresses that may be called')
    .addOption(
      new Option('--revocation <mode>', 'whether revocation must be known')
        .choices(['required', 'if-available', 'none'])
        .default('required'),
    )
    .addOption(new Option('--policy <name>', 'constraints').choices(['strict', 'compat']).default('strict'))
    .option('--at <iso>', 'time to verify for, default now');
}

/** The validator's options. */
export async function judgementOptions(options: TrustOptions, io: CommandIo): Promise<JudgementOptions> {
  const missing = NOT_AVAILABLE.find((name) => options[name] !== undefined);
  if (missing !== undefined) {
    const flag = missing.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new CliError('NOT_AVAILABLE', `--${flag} is not part of this version`);
  }
  return {
    trust: createPinnedTrust(await readCertificates(options.trust ?? [])),
    certificates: await readCertificates(options.certificates ?? []),
    revocation: options.revocation,
    policy: options.policy === 'compat' ? 'compat' : 'strict',
    signal: io.stop,
    ...(options.at !== undefined && { validationTime: parseTime(options.at) }),
  };
}

/** Certificates of files and directories; a file without any is an error, in a directory it is passed over. */
async function readCertificates(paths: readonly string[]): Promise<readonly Certificate[]> {
  const certificates: Certificate[] = [];
  for (const path of paths) {
    const files = await listFiles(path);
    const named = files.length === 1 && files[0] === path;
    for (const file of files) certificates.push(...(await readFileOf(file, named)));
  }
  return certificates;
}

async function readFileOf(file: string, mustHold: boolean): Promise<readonly Certificate[]> {
  const bytes = await readSmallFile(file);
  try {
    const certificates = parseCertificates(bytes);
    if (certificates.length === 0 && mustHold)
      throw new CliError('INPUT_UNUSABLE', `${file} holds no certificate`);
    return certificates;
  } catch (cause) {
    if (!isEsealError(cause) || !mustHold) return [];
    throw new CliError('INPUT_UNUSABLE', `${file} is no certificate: ${cause.message}`, { cause });
  }
}
