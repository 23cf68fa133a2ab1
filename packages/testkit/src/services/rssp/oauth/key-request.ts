/**
 * For which key and which digests an application asks a user's leave.
 *
 * @see CSC API v1.0.4.0 §8.3.2, v2.0.0.2 §8.4.2
 * @module
 */
import { toBase64 } from '@eseal/core';
import { DIGEST_LENGTHS } from '../../digests.ts';
import type { RsspContext } from '../context.ts';
import type { RsspCredential } from '../model.ts';
import { base64Bytes } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { type Form, required } from './form.ts';
import { readRichAuthorization } from './rich-authorization.ts';
import type { KeyRequest } from './state.ts';

/** What the parameters ask for: by scope and names of their own, or by authorisation details. */
export function readKeyRequest(context: RsspContext, form: Form): KeyRequest {
  const details = form.get('authorization_details');
  return details === undefined ? readParameters(context, form) : readRichAuthorization(details);
}

function readParameters({ oauth }: RsspContext, form: Form): KeyRequest {
  const credentialId = form.get('credentialID');
  const signatureQualifier = form.get('signatureQualifier');
  if (credentialId === undefined && signatureQualifier === undefined) required(form, 'credentialID');
  if (form.has('hash') && form.has('hashes')) throw invalidRequest('Both hash and hashes parameters passed');
  const list = form.get('hashes') ?? form.get('hash');
  const hashes =
    list === undefined ? [] : list.split(',').map((text) => decodeHash(text, oauth.settings.hashEncoding));
  const isVersion2 = ['hashes', 'hashAlgorithmOID', 'signatureQualifier', 'code_challenge'].some((name) =>
    form.has(name),
  );
  const hashOid = form.get('hashAlgorithmOID');
  if (form.has('hashes') && hashOid === undefined) required(form, 'hashAlgorithmOID');
  return {
    credentialId,
    signatureQualifier,
    numSignatures: readCount(form.get('numSignatures'), hashes.length),
    hashes,
    hashOid,
    details: undefined,
    tokenType: isVersion2 && !form.has('hash') ? 'Bearer' : 'SAD',
  };
}

/** Hashes in addresses use the alphabet for them (RFC 4648 §5); whether they are padded is not said. */
function decodeHash(text: string, encoding: 'base64url' | 'base64'): Uint8Array {
  const isOther = encoding === 'base64url' ? /[+/]/.test(text) : /[-_]/.test(text);
  const bytes = isOther ? undefined : base64Bytes(text.replace(/=+$/, ''), false);
  if (bytes === undefined || bytes.length === 0) throw invalidRequest('Invalid Base64 hash string parameter');
  return bytes;
}

function readCount(text: string | undefined, hashes: number): number {
  if (text === undefined) return Math.max(hashes, 1);
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count < hashes) throw invalidRequest('Invalid value for parameter numSignatures');
  return count;
}

/**
 * The credential that is asked for, where the request may be granted.
 *
 * @param users - whose credentials come into question
 * @throws Problem in the words of `credentials/authorize` and `signatures/signHash`
 */
export function credentialFor(
  { store }: RsspContext,
  request: KeyRequest,
  users: readonly string[],
): RsspCredential {
  const own = [...store.credentials.values()].filter(({ user }) => users.includes(user));
  const credential =
    request.credentialId === undefined
      ? own.find(({ signatureQualifier }) => signatureQualifier === request.signatureQualifier)
      : own.find(({ id }) => id === request.credentialId);
  if (credential === undefined || credential.authorization.mode !== 'oauth2code') {
    throw invalidRequest(
      `Invalid parameter ${request.credentialId === undefined ? 'signatureQualifier' : 'credentialID'}`,
    );
  }
  if (credential.keyStatus === 'disabled') {
    throw invalidRequest('The credential identified by credentialID is disabled');
  }
  if (request.numSignatures > credential.multisign) throw invalidRequest('Numbers of signatures is too high');
  if (credential.scal === 2 && request.hashes.length === 0) throw invalidRequest('Missing parameter hash');
  assertLengths(request);
  return credential;
}

function assertLengths({ hashes, hashOid }: KeyRequest): void {
  const expected = hashOid === undefined ? undefined : DIGEST_LENGTHS.get(hashOid);
  if (hashOid !== undefined && expected === undefined)
    throw invalidRequest('Invalid parameter hashAlgorithmOID');
  const lengths = new Set(DIGEST_LENGTHS.values());
  const isRight = ({ length }: Uint8Array) =>
    expected === undefined ? lengths.has(length) : length === expected;
  if (!hashes.every(isRight)) throw invalidRequest('Invalid digest value length');
}

/** Digests as whoever is asked sees them. */
export function shownHashes({ hashes }: Pick<KeyRequest, 'hashes'>): readonly string[] {
  return hashes.map(toBase64);
}

/** Refusal by whoever was asked. */
export function accessDenied(): Problem {
  return new Problem('access_denied', 'The user denied the request');
}
