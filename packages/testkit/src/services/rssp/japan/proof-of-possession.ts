/**
 * `manages/authorize`: leave for exactly one signature with a key, over a certification request for that key.
 *
 * @see RFC 2986 §4.1
 * @module
 */
import { equalBytes } from '@eseal/core';
import { fromBER, Sequence } from 'asn1js';
import { digest } from '../../digests.ts';
import { decideElsewhere } from '../approvals.ts';
import type { RsspContext } from '../context.ts';
import { HASHES, isHashOid } from '../keys/digest-info.ts';
import type { HashOid } from '../keys/rssp-key.ts';
import type { IdentifiedCall, Method } from '../method.ts';
import {
  assertKnown,
  base64Bytes,
  oneOf,
  type Parameters,
  requiredInteger,
  requiredString,
} from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import { issueSad } from '../sad.ts';
import { assertLoggedIn } from './manage-login.ts';
import { type ManagedCredential, managedCredential } from './managed-keys.ts';

const PARAMETERS = [
  ...['credentialID', 'purpose', 'numSignatures', 'hashes', 'hashAlgorithmOID'],
  ...['certificationRequestInfo', 'authData', 'description', 'clientData'],
];

/** The method. */
export function createManagesAuthorize(context: RsspContext): Method {
  return {
    name: 'manages/authorize',
    dialects: ['v1', 'v2'],
    access: 'manage',
    async answer(call) {
      const { parameters } = call;
      assertLoggedIn(call);
      assertKnown(parameters, PARAMETERS);
      const owned = managedCredential(context, call);
      assertPurpose(parameters, owned);
      if (requiredInteger(parameters, 'numSignatures') !== 1) {
        throw invalidRequest('Invalid value for parameter numSignatures');
      }
      const { hash, hashOid } = await readProof(parameters, owned);
      if (owned.managed.lifecycle !== 'operational') owned.managed.lifecycle = 'pop-done';
      const terms = termsOf(call, owned, hash, hashOid);
      if (context.japan.proofApproval === 'at-once') return issueSad(context, terms);
      const handle = decideElsewhere(context, terms, 'Proof of possession for a certificate');
      return { status: 202, body: { handle } };
    },
  };
}

/** While no certificate is linked, or for the next one. */
function assertPurpose(parameters: Parameters, { managed }: ManagedCredential): void {
  requiredString(parameters, 'purpose');
  const purpose = oneOf(parameters, 'purpose', ['proof-of-possession', 'renewal'], 'proof-of-possession');
  if ((purpose === 'renewal') !== (managed.lifecycle === 'operational')) {
    throw invalidRequest('Invalid parameter purpose');
  }
}

function termsOf(
  { caller }: IdentifiedCall,
  { credential }: ManagedCredential,
  hash: Uint8Array,
  hashOid: HashOid,
) {
  return {
    credentialId: credential.id,
    clientId: caller.client.id,
    user: caller.user,
    hashes: [hash],
    hashOid,
    count: 1,
    purpose: 'proof-of-possession',
  } as const;
}

/** The one hash, which has to be that of a certification request for this very key. */
async function readProof(
  { values, isStrict }: Parameters,
  { credential }: ManagedCredential,
): Promise<{ readonly hash: Uint8Array; readonly hashOid: HashOid }> {
  const { hashAlgorithmOID: hashOid, hashes, certificationRequestInfo } = values;
  if (typeof hashOid !== 'string' || !isHashOid(hashOid))
    throw invalidRequest('Invalid parameter hashAlgorithmOID');
  const info =
    typeof certificationRequestInfo === 'string'
      ? base64Bytes(certificationRequestInfo, isStrict)
      : undefined;
  if (info === undefined) {
    throw invalidRequest('Missing (or invalid type) string parameter certificationRequestInfo');
  }
  const [only, ...others] = Array.isArray(hashes) ? hashes : [];
  const hash = typeof only === 'string' && others.length === 0 ? base64Bytes(only, isStrict) : undefined;
  if (hash === undefined) throw invalidRequest('Missing (or invalid type) array parameter hashes');
  const publicKey = publicKeyOf(info);
  if (publicKey === undefined || !equalBytes(publicKey, credential.key.publicKey)) {
    throw invalidRequest('Invalid parameter certificationRequestInfo');
  }
  if (!equalBytes(hash, await digest(HASHES[hashOid].name, info))) {
    throw invalidRequest('Hash is not that of certificationRequestInfo');
  }
  return { hash, hashOid };
}

/** `subjectPKInfo` of a CertificationRequestInfo, read without the SDK's own codec. */
function publicKeyOf(info: Uint8Array): Uint8Array | undefined {
  const { result, offset } = fromBER(Uint8Array.from(info));
  if (offset !== info.length || !(result instanceof Sequence)) return undefined;
  const [version, subject, publicKey, ...attributes] = result.valueBlock.value;
  const isRequest = version?.idBlock.tagNumber === 2 && subject instanceof Sequence && attributes.length <= 1;
  return isRequest && publicKey instanceof Sequence
    ? new Uint8Array(publicKey.valueBeforeDecodeView)
    : undefined;
}
