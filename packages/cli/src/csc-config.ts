/**
 * The file that `--csc-config` names: how a remote key is reached. It holds names of environment variables, never what is in
 * them.
 *
 * @module
 */
import { readJsonObject } from './config.ts';
import { type Checks, findUnusable, isFields, isOneOf, isText, isTexts } from './config-checks.ts';
import { CliError } from './errors.ts';

/** How the command shows a service who it is: the first of two steps. */
export type CscAuthentication =
  | ({ readonly kind: 'oauth2client'; readonly scope?: string } & CscApplication)
  | ({ readonly kind: 'oauth2code' } & CscApplication & CscBrowser)
  | { readonly kind: 'basic' | 'digest'; readonly user: string; readonly passwordEnv?: string }
  /** A bearer token that was obtained elsewhere. */
  | { readonly kind: 'external'; readonly tokenEnv?: string };

/** An application that is registered at the authorisation server. */
export interface CscApplication {
  readonly clientId: string;
  readonly clientAuthentication?: 'basic' | 'post' | 'private_key_jwt' | 'none';
  readonly clientSecretEnv?: string;
  /** PEM of the key of `private_key_jwt`. */
  readonly privateKey?: string;
  readonly keyId?: string;
  /** The authorisation server, where it is not the one that the service names. */
  readonly issuer?: string;
}

/** Where a browser comes back to: a loopback address with a port (RFC 8252 §7.3). */
export interface CscBrowser {
  readonly redirectUri: string;
}

/** How the use of the key is approved: the second step. */
export type CscKeyAuthorization =
  /** Environment variables by factor; those that are not named are asked for on the terminal. */
  | { readonly kind: 'factors'; readonly factorsEnv?: Readonly<Record<string, string>> }
  | ({ readonly kind: 'oauth2code' } & CscApplication & CscBrowser)
  | { readonly kind: 'service'; readonly approvedOutOfBand?: string };

/** Fields of the file. */
export interface CscConfig {
  /** What the service does differently: a name of `PROFILES`. Default `strict`. */
  readonly profile?: string;
  /** Default: the only one of the account. */
  readonly credentialId?: string;
  readonly userId?: string;
  readonly policy?: CscPolicyName;
  readonly authentication: CscAuthentication;
  readonly authorization: CscKeyAuthorization;
}

/** Names of policies. */
export type CscPolicyName = (typeof POLICY_NAMES)[number];

const POLICY_NAMES = ['default', 'jp-mic-level2', 'jp-mic-level2-mfa'] as const;

const APPLICATION: Checks = {
  clientId: isText,
  clientAuthentication: isOneOf('basic', 'post', 'private_key_jwt', 'none'),
  clientSecretEnv: isText,
  privateKey: isText,
  keyId: isText,
  issuer: isText,
};

interface KindRow {
  readonly required: readonly string[];
  readonly checks: Checks;
}

const BROWSER: KindRow = {
  required: ['clientId', 'redirectUri'],
  checks: { ...APPLICATION, redirectUri: isLoopback },
};
const PASSWORD: KindRow = { required: ['user'], checks: { user: isText, passwordEnv: isText } };

/** Fields of each way of the first step. */
const AUTHENTICATIONS: Readonly<Record<CscAuthentication['kind'], KindRow>> = {
  oauth2client: { required: ['clientId'], checks: { ...APPLICATION, scope: isText } },
  oauth2code: BROWSER,
  basic: PASSWORD,
  digest: PASSWORD,
  external: { required: [], checks: { tokenEnv: isText } },
};

/** Fields of each way of the second step. */
const AUTHORIZATIONS: Readonly<Record<CscKeyAuthorization['kind'], KindRow>> = {
  factors: { required: [], checks: { factorsEnv: isTexts } },
  oauth2code: BROWSER,
  service: { required: [], checks: { approvedOutOfBand: isText } },
};

const CONFIG: Checks = {
  profile: isText,
  credentialId: isText,
  userId: isText,
  policy: isOneOf(...POLICY_NAMES),
  authentication: (value) => isWay(value, AUTHENTICATIONS),
  authorization: (value) => isWay(value, AUTHORIZATIONS),
};

/**
 * Reads the file.
 *
 * @throws CliError `USAGE` for a field that is unknown, missing or has an unusable value; `NOT_AVAILABLE` for client
 * certificates
 */
export async function readCscConfig(path: string): Promise<CscConfig> {
  const fields = await readJsonObject(path);
  const { authentication } = fields;
  if (isFields(authentication) && authentication.kind === 'tls') throw noClientCertificates();
  const missing = ['authentication', 'authorization'].find((name) => !(name in fields));
  if (missing !== undefined) throw new CliError('USAGE', `${path}: ${missing} is missing`);
  const unusable = findUnusable(fields, CONFIG);
  if (unusable === undefined && isCscConfig(fields)) return fields;
  throw new CliError('USAGE', `${path}: ${unusable} is unknown or has an unusable value`);
}

/** Every field has been checked by its row; here only what the compiler has to know. */
function isCscConfig(fields: object): fields is CscConfig {
  return 'authentication' in fields && 'authorization' in fields;
}

function noClientCertificates(): CliError {
  return new CliError(
    'NOT_AVAILABLE',
    'the command shows no client certificate: use createCscClient of @eseal/signer-csc with a transport of your own',
  );
}

function isWay(value: unknown, rows: Readonly<Record<string, KindRow>>): boolean {
  if (!isFields(value)) return false;
  const { kind, ...fields } = value;
  const row = isText(kind) && Object.hasOwn(rows, kind) ? rows[kind] : undefined;
  if (row === undefined) return false;
  return row.required.every((name) => name in fields) && findUnusable(fields, row.checks) === undefined;
}

/** `http` at a loopback address with a port: what the command can listen on. */
function isLoopback(value: unknown): boolean {
  if (!isText(value) || !URL.canParse(value)) return false;
  const { protocol, hostname, port } = new URL(value);
  return protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname) && port !== '';
}
