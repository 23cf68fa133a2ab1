/**
 * A name and a password that is shown to be known without being sent (`authType` `digest`). Stricter than RFC 7616: of its digests
 * only SHA-256 is taken, never MD5.
 *
 * @see RFC 7616 §3; CSC API v1.0.4.0 §11.2
 * @module
 */
import { toHex, utf8 } from '@eseal/core';
import { digestBytes, randomBytes } from '@eseal/core/crypto';
import type { Transport } from '@eseal/core/http';
import { CscError } from '../errors.ts';
import { derivedSecret, type Secret } from '../util/secret.ts';
import { exchange } from '../wire/exchange.ts';
import { createLogin, LOGIN_METHOD, LOGIN_TIMEOUT_MS, type LoginOptions } from './login.ts';
import type { AuthenticationContext, UseAuthentication } from './use-authentication.ts';

/** What a service asks to be answered. */
interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
}

/** Each login is the first use of its nonce. */
const NONCE_COUNT = '00000001';

/** Authenticates by a name and a password that stays here. */
export function digest(options: LoginOptions): UseAuthentication {
  return createLogin('digest', options, async (context, user, password) => ({
    scheme: 'Digest',
    credentials: derivedSecret(
      await answerChallenge(await fetchChallenge(context), context, user, password),
      [password],
    ),
  }));
}

/** A login without credentials is answered with a challenge (RFC 7616 §3.3). */
async function fetchChallenge(context: AuthenticationContext): Promise<Challenge> {
  let header = '';
  const transport: Transport = async (request, options) => {
    const answer = await context.transport(request, options);
    header = answer.headers['www-authenticate'] ?? '';
    return answer;
  };
  try {
    const request = { method: LOGIN_METHOD, body: {}, spends: false, timeoutMs: LOGIN_TIMEOUT_MS };
    await exchange({ ...context, transport }, request);
  } catch (error) {
    const challenge = readChallenge(header);
    if (challenge !== undefined) return challenge;
    throw error;
  }
  throw notOffered();
}

/** The first challenge that can be answered; `undefined` where there is none. */
export function readChallenge(header: string): Challenge | undefined {
  const challenges: { readonly scheme: string; readonly parameters: Map<string, string> }[] = [];
  const words = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g;
  for (const [, name = '', quoted, token] of header.slice(0, 8192).matchAll(words)) {
    const value = token ?? quoted?.replace(/\\(.)/g, '$1');
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  const found = challenges.find(({ scheme, parameters }) => scheme === 'digest' && isAnswerable(parameters));
  const [realm, nonce] = [found?.parameters.get('realm'), found?.parameters.get('nonce')];
  if (realm === undefined || nonce === undefined) return undefined;
  return { realm, nonce, opaque: found?.parameters.get('opaque') };
}

function isAnswerable(parameters: ReadonlyMap<string, string>): boolean {
  const protections = (parameters.get('qop') ?? '').split(/\s*,\s*/);
  return parameters.get('algorithm')?.toUpperCase() === 'SHA-256' && protections.includes('auth');
}

async function answerChallenge(
  { realm, nonce, opaque }: Challenge,
  context: AuthenticationContext,
  user: string,
  password: Secret,
): Promise<string> {
  const { pathname: uri } = new URL(`${context.baseUrl}/${LOGIN_METHOD}`);
  const cnonce = toHex(randomBytes(16));
  const first = await hash(`${user}:${realm}:${password.reveal()}`);
  const second = await hash(`POST:${uri}`);
  const response = await hash(`${first}:${nonce}:${NONCE_COUNT}:${cnonce}:auth:${second}`);
  const parameters = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `uri=${quoted(uri)}`,
    'algorithm=SHA-256',
    `nonce=${quoted(nonce)}`,
    `nc=${NONCE_COUNT}`,
    `cnonce=${quoted(cnonce)}`,
    'qop=auth',
    `response=${quoted(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ];
  return parameters.join(', ');
}

async function hash(text: string): Promise<string> {
  return toHex(await digestBytes('SHA-256', utf8(text)));
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function notOffered(): CscError {
  return new CscError('CSC_ANSWER_INVALID', `${LOGIN_METHOD}: the service asked for no credentials`, {
    outcome: 'rejected',
    facts: { method: LOGIN_METHOD },
  });
}
