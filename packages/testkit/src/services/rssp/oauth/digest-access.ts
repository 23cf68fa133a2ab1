/**
 * Digest access authentication with SHA-256: the password is shown to be known without being sent.
 *
 * @see RFC 7616 §3.3, §3.4
 * @module
 */
import { toHex, utf8 } from '@eseal/core';
import type { HttpRequest } from '@eseal/core/http';
import type { RsspContext } from '../context.ts';
import type { RsspUser } from '../model.ts';
import { newHandle } from '../store.ts';

const REALM = 'rssp';

/** A challenge with a nonce of its own (§3.3). */
export function digestChallenge({ oauth, random }: RsspContext): string {
  const nonce = newHandle(random);
  oauth.loginNonces.set(nonce, 0);
  return `Digest realm="${REALM}", qop="auth", algorithm=SHA-256, nonce="${nonce}"`;
}

/** The user who answered a challenge; `undefined` where the answer is not right, or not the first with its count. */
export async function userOfDigest(
  { oauth, users }: RsspContext,
  request: HttpRequest,
  credentials: string,
): Promise<RsspUser | undefined> {
  const sent = parameters(credentials);
  const { username, nonce = '', nc = '', cnonce = '', response } = sent;
  const user = users.find(({ id }) => id === username);
  const count = Number.parseInt(nc, 16);
  const last = oauth.loginNonces.get(nonce);
  const { pathname, search } = new URL(request.url);
  const isAsAsked =
    sent.realm === REALM &&
    sent.algorithm === 'SHA-256' &&
    sent.qop === 'auth' &&
    sent.uri === pathname + search &&
    /^[0-9a-f]{8}$/.test(nc);
  if (user === undefined || last === undefined || count <= last || !isAsAsked) return undefined;
  const first = await hash(`${user.id}:${REALM}:${user.testPassword}`);
  const second = await hash(`${request.method}:${sent.uri}`);
  const expected = await hash(`${first}:${nonce}:${nc}:${cnonce}:auth:${second}`);
  if (response !== expected) return undefined;
  oauth.loginNonces.set(nonce, count);
  return user;
}

/** `name=value` and `name="value"` joined with commas (RFC 9110 §11.2). */
function parameters(credentials: string): Readonly<Partial<Record<string, string>>> {
  const found = credentials.matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi);
  return Object.fromEntries(
    [...found].map(([, name = '', quoted, token]) => [
      name.toLowerCase(),
      token ?? (quoted ?? '').replace(/\\(.)/g, '$1'),
    ]),
  );
}

async function hash(text: string): Promise<string> {
  return toHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', utf8(text))));
}
