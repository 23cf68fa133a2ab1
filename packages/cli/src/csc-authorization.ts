/**
 * The two steps to a remote key, as a `--csc-config` describes them.
 *
 * @module
 */
import { createPrivateKey } from 'node:crypto';
import { assertNever } from '@eseal/core';
import { displayText } from '@eseal/core/identity';
import type {
  AskForFactors,
  AuthorizationManifest,
  ClientCredentialsOptions,
  KeyAuthorizer,
  UseAuthentication,
} from '@eseal/signer-csc';
import type { CscApplication, CscAuthentication, CscBrowser, CscKeyAuthorization } from './csc-config.ts';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';
import type { CommandIo } from './io.ts';
import { askInBrowser } from './loopback-redirect.ts';
import { readSecret } from './secrets.ts';

/** The first step. */
export async function openAuthentication(
  config: CscAuthentication,
  io: CommandIo,
): Promise<UseAuthentication> {
  const csc = await import('@eseal/signer-csc');
  switch (config.kind) {
    case 'oauth2client': {
      const { scope } = config;
      return csc.clientCredentials({ ...(await applicationOf(config, io)), ...(scope && { scope }) });
    }
    case 'oauth2code':
      return csc.authorizationCode({ ...(await applicationOf(config, io)), ...browserOf(config, io) });
    case 'basic':
    case 'digest': {
      const { user, passwordEnv } = config;
      const password = () => readSecret(io, passwordEnv, `password of ${user}`);
      return csc[config.kind]({ user, password });
    }
    case 'external':
      return csc.external(() => readSecret(io, config.tokenEnv, 'access token of the service'));
    default:
      return assertNever(config);
  }
}

/** The second step. */
export async function openAuthorizer(config: CscKeyAuthorization, io: CommandIo): Promise<KeyAuthorizer> {
  const csc = await import('@eseal/signer-csc');
  switch (config.kind) {
    case 'factors':
      return csc.askForFactors(factorsOf(config.factorsEnv ?? {}, io));
    case 'oauth2code':
      return csc.authorizationCodeForKey({ ...(await applicationOf(config, io)), ...browserOf(config, io) });
    case 'service': {
      const { approvedOutOfBand } = config;
      return csc.approvedByService(approvedOutOfBand === undefined ? {} : { approvedOutOfBand });
    }
    default:
      return assertNever(config);
  }
}

/** A challenge that is cut cannot be answered. */
const LONGEST_CHALLENGE = 4096;

/** Each factor from its environment variable, or asked for with what it approves. */
function factorsOf(variables: Readonly<Record<string, string>>, io: CommandIo): AskForFactors {
  return async ({ credential, manifest, factors, challenges }) => {
    const documents = nameDocuments(manifest);
    const values: Record<string, string> = {};
    for (const { id, label } of factors) {
      const said = Object.hasOwn(challenges, id) ? challenges[id] : undefined;
      const challenge = said === undefined ? '' : `, challenge ${displayText(said, LONGEST_CHALLENGE)}`;
      const what = `${displayText(label ?? id)} of ${displayText(credential.id)} for ${documents}${challenge}`;
      const variable = Object.hasOwn(variables, id) ? variables[id] : undefined;
      values[id] = await readSecret(io, variable, what);
    }
    return values;
  };
}

/** Documents that are named when a factor is asked for. */
const SHOWN = 5;

/** What a factor approves; the name of a document is somebody else's text. */
function nameDocuments({ digest, items }: AuthorizationManifest): string {
  const names = items.flatMap(({ document }) => document?.name ?? document?.id ?? []);
  const shown = names.slice(0, SHOWN).map((name) => displayText(name));
  const others = items.length - shown.length;
  const list = [...shown, ...(others > 0 ? [`${others} ${shown.length > 0 ? 'more' : 'document(s)'}`] : [])];
  return `${list.join(', ')} (manifest ${digest.slice(0, 16)}…)`;
}

type Application = Pick<
  ClientCredentialsOptions,
  'clientId' | 'clientAuthentication' | 'clientSecret' | 'privateKey' | 'server'
>;

async function applicationOf(config: CscApplication, io: CommandIo): Promise<Application> {
  const { clientAuthentication, clientId, clientSecretEnv, issuer, keyId, privateKey } = config;
  const key = privateKey === undefined ? undefined : await readClientKey(privateKey);
  return {
    clientId,
    ...(key && { privateKey: keyId === undefined ? key : { key, kid: keyId } }),
    ...(key === undefined && clientAuthentication !== 'none'
      ? { clientSecret: () => readSecret(io, clientSecretEnv, `secret of ${clientId}`) }
      : {}),
    ...(key && { clientAuthentication: 'private_key_jwt' as const }),
    ...(clientAuthentication && { clientAuthentication }),
    ...(issuer !== undefined && { server: { kind: 'issuer', issuer } as const }),
  };
}

function browserOf(
  { redirectUri }: CscBrowser,
  io: CommandIo,
): { redirectUri: string; open: (address: string, options: { signal?: AbortSignal }) => Promise<string> } {
  return { redirectUri, open: (address, { signal }) => askInBrowser(address, redirectUri, io, signal) };
}

/** Algorithms of JWS (RFC 7518 §3.1) by kind of key. */
const KEY_ALGORITHMS: Readonly<Record<string, RsaHashedImportParams | EcKeyImportParams>> = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  prime256v1: { name: 'ECDSA', namedCurve: 'P-256' },
  secp384r1: { name: 'ECDSA', namedCurve: 'P-384' },
  secp521r1: { name: 'ECDSA', namedCurve: 'P-521' },
};

async function readClientKey(path: string): Promise<CryptoKey> {
  try {
    const key = createPrivateKey(Buffer.from(await readSmallFile(path)));
    const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? '';
    const algorithm = KEY_ALGORITHMS[kind];
    if (algorithm === undefined) throw new TypeError(`a key of kind ${kind} signs no assertion`);
    const pkcs8 = Uint8Array.from(key.export({ type: 'pkcs8', format: 'der' }));
    return await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError('INPUT_UNUSABLE', `${path} is no private key in PEM that signs assertions`, { cause });
  }
}
