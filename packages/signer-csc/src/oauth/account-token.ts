/**
 * Names the account that an authorisation server should ask, so that it asks no other.
 *
 * @see CSC API v1.0.4.0 §8.4.1, v2.0.0.2 §8.4.1 (account_token); RFC 7519
 * @module
 */
import { utf8 } from '@eseal/core';
import { digestBytes, hmacSha256, randomBytes } from '@eseal/core/crypto';
import { toBase64Url } from '../util/base64.ts';
import { type Secret, secret } from '../util/secret.ts';

/** What a token says. */
export interface AccountClaims {
  /** The account, as the server knows it. */
  readonly account: string;
  readonly clientId: string;
  /** Who vouches for the account. Default: not said. */
  readonly issuer?: string;
}

/** A compact JWS under the digest of the client's secret (the digest's bytes are the key, not their digits). */
export async function createAccountToken(
  claims: AccountClaims,
  clientSecret: Secret,
  now: Date,
): Promise<Secret> {
  const header = { typ: 'JWT', alg: 'HS256' };
  const payload = {
    sub: claims.account,
    // An integer: services refuse fractions (RFC 7519 §2 would allow them).
    iat: Math.floor(now.getTime() / 1000),
    jti: toBase64Url(randomBytes(16)),
    ...(claims.issuer !== undefined && { iss: claims.issuer }),
    azp: claims.clientId,
  };
  const input = `${encoded(header)}.${encoded(payload)}`;
  const key = await digestBytes('SHA-256', utf8(clientSecret.reveal()));
  return secret(`${input}.${toBase64Url(await hmacSha256(key, utf8(input)))}`);
}

function encoded(value: unknown): string {
  return toBase64Url(utf8(JSON.stringify(value)));
}
