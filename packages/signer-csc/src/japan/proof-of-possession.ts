/**
 * A certification request by a key that is at a service: approved for exactly this one request, signed there, put together and verified
 * here.
 *
 * @see RFC 2986 §3, §4
 * @module
 */
import { type CallOptions, toBase64 } from '@eseal/core';
import { digestBytes, digestRow, PublicKey, type SignatureAlgorithm, signatureRow } from '@eseal/core/crypto';
import {
  type Extension,
  encodeCertificationRequest,
  encodeCertificationRequestInfo,
  parseCertificationRequest,
  verifyCertificationRequest,
} from '@eseal/core/x509';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import { awaitAuthorization } from '../key-authorization/await-authorization.ts';
import type { AuthorizeRequest } from '../model/requests.ts';
import { verifyAnswer } from '../signer/check-answer.ts';
import { type SignAlgorithm, signAlgorithms } from '../signer/sign-algorithms.ts';
import { readAuthorizationAnswer } from '../wire/authorization-answer.ts';
import { callExtension } from './call-extension.ts';
import { asCredential, type ManagedKey } from './managed-key.ts';

/** What is to be requested. */
export interface ProofOfPossessionRequest {
  readonly key: ManagedKey;
  /** DER of the subject's Name, such as `encodeSealSubject` of `@eseal/core/identity` makes. */
  readonly subject: Uint8Array;
  /** Extensions that the certificate should have; the CA decides. Default none. */
  readonly extensions?: readonly Extension[];
  /** Default the first that the key takes. */
  readonly algorithm?: SignatureAlgorithm;
  /** `renewal`: another certificate for a key that has one. Default `proof-of-possession`. */
  readonly purpose?: 'proof-of-possession' | 'renewal';
}

/** Options of a call that may wait for somebody's approval. */
export interface ApprovalOptions extends CallOptions {
  /** For the approval in another channel, in milliseconds. Default: the profile's. */
  readonly approvalTimeoutMs?: number;
}

/**
 * The certification request in DER.
 *
 * @throws CscError `SIGNER_ANSWER_INVALID` for a value that does not verify under the key
 */
export async function requestCertification(
  client: CscClient,
  request: ProofOfPossessionRequest,
  options?: ApprovalOptions,
): Promise<Uint8Array> {
  const { key, subject, extensions = [] } = request;
  const publicKey = new PublicKey(key.publicKey);
  const wanted = request.algorithm && [request.algorithm];
  const [sign] = signAlgorithms({ key: asCredential(key).key }, publicKey, wanted);
  if (sign === undefined)
    throw new CscError('UNSUPPORTED_ALGORITHM', 'the key signs with nothing', { outcome: 'not-sent' });
  const info = encodeCertificationRequestInfo({ subject, publicKey: key.publicKey, extensions });
  const value = await signInfo(client, { request, info, sign, publicKey }, options);
  const encoded = encodeCertificationRequest(info, sign.algorithm, value);
  if (await verifyCertificationRequest(parseCertificationRequest(encoded))) return encoded;
  throw new CscError('SIGNER_ANSWER_INVALID', 'the certification request does not verify', {
    outcome: 'unknown',
  });
}

interface SigningTerms {
  readonly request: ProofOfPossessionRequest;
  readonly info: Uint8Array;
  readonly sign: SignAlgorithm;
  readonly publicKey: PublicKey;
}

/** One authorisation, one signature, one check. */
async function signInfo(
  client: CscClient,
  { request, info, sign, publicKey }: SigningTerms,
  options?: ApprovalOptions,
): Promise<Uint8Array> {
  const { digest } = signatureRow(sign.algorithm);
  const hash = await digestBytes(digest, info);
  const hashes = { digestAlgorithm: digest, hashes: [hash] } as const;
  const wanted: AuthorizeRequest = { ...hashes, credential: asCredential(request.key), factors: [] };
  const authorization = await authorize(client, { request, info, wanted }, options);
  const values = await client.signHash({ ...wanted, ...sign, authorization }, options);
  const { ecdsaOutput } = client.profile;
  const [value] = await verifyAnswer(
    values,
    [{ dataToBeSigned: info, algorithm: sign.algorithm }],
    publicKey,
    ecdsaOutput,
  );
  if (value === undefined)
    throw new CscError('SIGNER_ANSWER_INVALID', 'there is no value', { outcome: 'unknown' });
  return value;
}

interface AuthorizationTerms {
  readonly request: ProofOfPossessionRequest;
  readonly info: Uint8Array;
  readonly wanted: AuthorizeRequest;
}

/** `manages/authorize`: the service checks for itself that the hash is that of a request for this key. */
async function authorize(
  client: CscClient,
  { request, info, wanted }: AuthorizationTerms,
  options?: ApprovalOptions,
) {
  const method = 'manages/authorize';
  const { digestAlgorithm, hashes, credential } = wanted;
  const body = {
    credentialID: credential.id,
    purpose: request.purpose ?? 'proof-of-possession',
    numSignatures: 1,
    hashes: hashes.map(toBase64),
    hashAlgorithmOID: digestRow(digestAlgorithm).oid,
    certificationRequestInfo: toBase64(info),
  };
  const answer = await callExtension(client, { method, body }, options);
  const terms = { method, digestAlgorithm, hashes, credentialId: credential.id, carrier: 'body' } as const;
  const first = readAuthorizationAnswer(answer, terms, { received: client.context.now() });
  return awaitAuthorization(client, wanted, first, options);
}
