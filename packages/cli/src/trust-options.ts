/**
 * What `--trust` and the other options of verification name.
 *
 * @module
 */
import {
  createOnlineIssuers,
  createOnlineRevocation,
  type JudgementOptions,
  type RevocationMode,
} from '@eseal/validator';
import type { Command } from 'commander';
import { addBridgeOption } from './bridge-options.ts';
import { readCertificates, readCrls, readOcspResponses } from './certificate-files.ts';
import { choice } from './common-options.ts';
import type { CommandIo } from './io.ts';
import { addListOptions } from './list-options.ts';
import { addNetworkOptions, type NetworkOptions, openTransport } from './network-options.ts';
import { parseTime } from './parse-time.ts';
import { addPolicyOptions, type PolicyOptions, readPolicy, readSignaturePolicies } from './policy-options.ts';
import { openTrust, type TrustSourceOptions } from './trust-sources.ts';

/** Options that verification of seals and of certificates have in common. */
export interface TrustOptions extends TrustSourceOptions, NetworkOptions, PolicyOptions {
  readonly crl?: readonly string[];
  readonly ocsp?: readonly string[];
  readonly certificates?: readonly string[];
  readonly revocation: RevocationMode;
}

/** Adds the options to a command. */
export function addTrustOptions(command: Command): Command {
  return addPolicyOptions(addNetworkOptions(addListOptions(addBridgeOption(command))))
    .option('--trust <file...>', 'pinned anchors: PEM or DER files, or directories of them')
    .option('--certificates <file...>', 'further certificates, not trusted, for paths')
    .option('--crl <file...>', 'CRLs, PEM or DER, or directories of them')
    .option('--ocsp <file...>', 'OCSP responses, or directories of them')
    .addOption(
      choice('--revocation <mode>', 'whether revocation must be known', [
        'required',
        'if-available',
        'none',
      ]).default('required'),
    )
    .option('--at <iso>', 'time to verify for, default now');
}

/** The validator's options. */
export async function judgementOptions(options: TrustOptions, io: CommandIo): Promise<JudgementOptions> {
  const { trust, japan, crls } = await openTrust(options, io);
  return {
    trust,
    ...(japan !== undefined && { japan }),
    certificates: await readCertificates(options.certificates ?? []),
    revocation: options.revocation,
    policy: await readPolicy(options.policy),
    signaturePolicies: await readSignaturePolicies(options.signaturePolicy ?? []),
    revocationData: {
      crls: [...crls, ...(await readCrls(options.crl ?? []))],
      ocspResponses: await readOcspResponses(options.ocsp ?? []),
    },
    signal: io.stop,
    ...(await onlineOptions(options)),
    ...(options.at !== undefined && { validationTime: parseTime(options.at) }),
  };
}

/** Who is asked for issuers and revocation data: the addresses in certificates, unless there is to be no network. */
async function onlineOptions(options: TrustOptions): Promise<Partial<JudgementOptions>> {
  if (options.offline === true) return {};
  const transport = await openTransport(options);
  return {
    issuers: createOnlineIssuers({ transport }),
    ...(options.revocation !== 'none' && { revocationProvider: createOnlineRevocation({ transport }) }),
  };
}
