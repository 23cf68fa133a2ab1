/**
 * Applications that show a key instead of a secret, and accounts that they vouch for, as JSON Web Tokens.
 *
 * @see RFC 7523 §2.2, §3; CSC API v1.0.4.0 §8.3.2 (account_token)
 * @module
 */
import { importJWK, type JWTPayload, type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from 'jose';
import type { RsspContext } from '../context.ts';
import type { RsspClient } from '../model.ts';
import { invalidRequest, Problem } from '../problem.ts';

/** Algorithms that assertions of applications may be signed with. */
export const ASSERTION_ALGORITHMS: readonly string[] = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];

const CLOCK_TOLERANCE = '10s';

/**
 * Whether an assertion is this application's, made for this server, and new.
 *
 * @param audiences - any of which it may be made for (RFC 7523 §3 point 3)
 */
export async function isClientAssertion(
  context: RsspContext,
  client: RsspClient,
  assertion: string,
  audiences: readonly string[],
): Promise<boolean> {
  const key: JWTVerifyGetKey = async ({ kid, alg }) => {
    const jwk = client.jwks?.find((each) => kid === undefined || each.kid === kid);
    if (jwk === undefined) throw new joseErrors.JWKSNoMatchingKey();
    return importJWK(jwk, alg);
  };
  const payload = await verified(() =>
    jwtVerify(assertion, key, {
      algorithms: [...ASSERTION_ALGORITHMS],
      audience: [...audiences],
      issuer: client.id,
      subject: client.id,
      currentDate: context.clock.now(),
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['exp', 'jti'],
    }),
  );
  return payload !== undefined && isNew(context, client, payload);
}

/**
 * The user whom an application restricts its request to.
 *
 * @throws Problem `invalid_request` for a token that is not this application's
 */
export async function accountOf(context: RsspContext, client: RsspClient, token: string): Promise<string> {
  const secret = new TextEncoder().encode(client.testSecret);
  const key = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', secret));
  const payload = await verified(() =>
    jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: 'JWT',
      currentDate: context.clock.now(),
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['sub', 'iat', 'jti', 'azp'],
    }),
  );
  const { sub, iat, azp } = payload ?? {};
  const isOurs = azp === client.id && Number.isInteger(iat) && context.users.some(({ id }) => id === sub);
  if (payload === undefined || sub === undefined || !isOurs || !isNew(context, client, payload)) {
    throw invalidRequest('Invalid parameter account_token');
  }
  return sub;
}

async function verified(
  verify: () => Promise<{ readonly payload: JWTPayload }>,
): Promise<JWTPayload | undefined> {
  try {
    return (await verify()).payload;
  } catch (error) {
    if (error instanceof joseErrors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function isNew({ oauth }: RsspContext, client: RsspClient, { jti }: JWTPayload): boolean {
  if (typeof jti !== 'string' || jti === '') return false;
  const id = `${client.id} ${jti}`;
  if (oauth.usedTokenIds.has(id)) return false;
  oauth.usedTokenIds.add(id);
  return true;
}

/** Refusal of an application that did not show who it is. */
export function invalidClient(description: string): Problem {
  const headers = { 'www-authenticate': 'Basic realm="rssp"' };
  return new Problem('invalid_client', description, 401, headers);
}
