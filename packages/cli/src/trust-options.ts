/**
 * What `--trust` and the other options of verification name.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type Certificate, parseCertificates } from '@eseal/core/x509';
import {
  createPinnedTrust,
  type JudgementOptions,
  type PolicyPreset,
  type RevocationMode,
} from '@eseal/validator';
import type { Command } from 'commander';
import { addLaterOptions, choice } from './common-options.ts';
import { CliError } from './errors.ts';
import { listFiles, readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { parseTime } from './parse-time.ts';

/** Options that verification of seals and of certificates have in common. */
export interface TrustOptions {
  readonly trust?: readonly string[];
  readonly certificates?: readonly string[];
  readonly revocation: RevocationMode;
  readonly at?: string;
  readonly policy: PolicyPreset;
}

/** Options of the contract that wait for trusted lists, the bridge and revocation data. */
const LATER = [
  '--trusted-list <source...>',
  '--list-signer <file...>',
  '--bridge <directory>',
  '--crl <file...>',
  '--ocsp <file...>',
];

/** Adds the options to a command. */
export function addTrustOptions(command: Command): Command {
  return addLaterOptions(command, LATER)
    .option('--trust <file...>', 'pinned anchors: PEM or DER files, or directories of them')
    .option('--certificates <file...>', 'further certificates, not trusted, for paths')
    .option('--offline', 'no network; this version never uses it to verify')
    .option('--allow-host <host...>', 'private addresses that may be called; this version calls none')
    .addOption(
      choice('--revocation <mode>', 'whether revocation must be known', [
        'required',
        'if-available',
        'none',
      ]).default('required'),
    )
    .addOption(choice('--policy <name>', 'constraints', ['strict', 'compat']).default('strict'))
    .option('--at <iso>', 'time to verify for, default now');
}

/** The validator's options. */
export async function judgementOptions(options: TrustOptions, io: CommandIo): Promise<JudgementOptions> {
  return {
    trust: createPinnedTrust(await readCertificates(options.trust ?? [])),
    certificates: await readCertificates(options.certificates ?? []),
    revocation: options.revocation,
    policy: options.policy,
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
    if (!isEsealError(cause)) throw cause;
    if (!mustHold) return [];
    if (cause instanceof CliError) throw cause;
    throw new CliError('INPUT_UNUSABLE', `${file} is no certificate: ${cause.message}`, { cause });
  }
}
