/**
 * `--csc`: a key at a remote provider.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { openAuthentication, openAuthorizer } from './csc-authorization.ts';
import { type CscPolicyName, readCscConfig } from './csc-config.ts';
import { CliError } from './errors.ts';
import type { CommandIo } from './io.ts';
import type { SignerOptions, SignerWay } from './signer-way.ts';

/** A credential of a CSC service. */
export const cscWay: SignerWay = {
  chosenBy: 'csc',
  usage: '--csc URL with --csc-config FILE',
  addOptions: (command) =>
    command
      .option('--csc <url>', 'remote key: base address of the CSC API')
      .option(
        '--csc-config <file>',
        'JSON of the remote key: credentialId, profile, policy, authentication, authorization',
      ),
  open: openCsc,
};

async function openCsc(options: SignerOptions, io: CommandIo): Promise<Signer> {
  const { csc: baseUrl = '', cscConfig, allowHost = [] } = options;
  if (cscConfig === undefined) throw new CliError('USAGE', '--csc needs --csc-config');
  const config = await readCscConfig(cscConfig);
  const csc = await import('@eseal/signer-csc');
  const { PROFILES } = csc;
  const profiles: Readonly<Record<string, (typeof PROFILES)['strict']>> = PROFILES;
  const { profile: name = 'strict', credentialId, userId } = config;
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined)
    throw new CliError('USAGE', `${cscConfig}: profile is one of ${Object.keys(profiles).join(', ')}`);
  const client = csc.createCscClient({
    baseUrl,
    profile,
    authentication: await openAuthentication(config.authentication, io),
    allowInsecureLoopback: isAllowed(baseUrl, allowHost),
  });
  return csc.createCscSigner({
    client,
    policy: csc[POLICIES[config.policy ?? 'default']],
    authorizer: await openAuthorizer(config.authorization, io),
    ...(credentialId !== undefined && { credentialId }),
    ...(userId !== undefined && { userId }),
  });
}

/** Policies of the package by their names in files. */
const POLICIES = {
  default: 'DEFAULT_POLICY',
  'jp-mic-level2': 'JP_MIC_LEVEL2',
  'jp-mic-level2-mfa': 'JP_MIC_LEVEL2_MFA',
} as const satisfies Readonly<Record<CscPolicyName, string>>;

/** Whether `http` at this machine was allowed by name, for test services. */
function isAllowed(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { host, hostname } = new URL(url);
  return hosts.includes(host) || hosts.includes(hostname);
}
