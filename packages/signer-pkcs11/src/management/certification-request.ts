/**
 * A certification request for a key on a token, signed by it as proof of its possession (RFC 2986).
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { chooseAlgorithms, type SignatureAlgorithm } from '@eseal/core/crypto';
import {
  type Extension,
  encodeCertificationRequest,
  encodeCertificationRequestInfo,
  parseCertificationRequest,
  verifyCertificationRequest,
} from '@eseal/core/x509';
import { findKey, type KeySelector } from '../find-key.ts';
import { planSigning, signingMechanisms } from '../mechanisms.ts';
import { signValue } from '../sign-value.ts';
import { tokenError } from '../token-error.ts';
import { inSession } from '../token-sessions.ts';
import type { Pkcs11Token } from './open-token.ts';

/** Options of {@link createCertificationRequest}. */
export interface CertificationRequestOptions {
  /** DER of the subject's Name; `encodeSealSubject` of `@eseal/core/identity` makes that of a seal certificate. */
  readonly subject: Uint8Array;
  /** Extensions the certificate should have; the CA decides. Default none. */
  readonly extensions?: readonly Extension[];
  /** What the request is signed with. Default the first that the key can do. */
  readonly algorithm?: SignatureAlgorithm;
}

/**
 * The request in DER.
 *
 * @param key - by its label or identifier
 * @throws CoreError `SIGNER_KEY_NOT_FOUND`, `SIGNER_KEY_UNUSABLE`, `UNSUPPORTED_ALGORITHM`, `SIGNATURE_VALUE_INVALID` when
 * the token tells of another public key than it signs with; Pkcs11Error `PKCS11_KEY_AMBIGUOUS`
 * @example
 * ```ts
 * import { encodeSealSubject } from '@eseal/core/identity';
 * import { createCertificationRequest, generateTokenKey, type Pkcs11Token } from '@eseal/signer-pkcs11';
 *
 * export async function apply(token: Pkcs11Token): Promise<Uint8Array> {
 *   const key = await generateTokenKey(token, { label: 'company seal' });
 *   const subject = encodeSealSubject({
 *     organizationName: '株式会社サンプル',
 *     organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
 *   });
 *   return createCertificationRequest(token, { id: key.id }, { subject });
 * }
 * ```
 */
export async function createCertificationRequest(
  token: Pkcs11Token,
  key: KeySelector,
  options: CertificationRequestOptions,
): Promise<Uint8Array> {
  const { subject, extensions = [] } = options;
  const { sessions, credentials } = token;
  try {
    const found = await inSession(sessions, ({ handle: session }) =>
      findKey({ binding: sessions.binding, session }, key, []),
    );
    const { publicKey } = found;
    if (publicKey === undefined)
      throw new CoreError('SIGNER_KEY_UNUSABLE', 'the token does not tell the public half of the key');
    const plans = planSigning(found, signingMechanisms(sessions.binding, sessions.token.slot));
    const [algorithm] = chooseAlgorithms([...plans.keys()], options.algorithm && [options.algorithm]);
    const plan = algorithm === undefined ? undefined : plans.get(algorithm);
    if (algorithm === undefined || plan === undefined)
      throw new CoreError('SIGNER_KEY_UNUSABLE', 'the key signs with no algorithm');
    const info = encodeCertificationRequestInfo({ subject, publicKey, extensions });
    const value = await signValue({ sessions, key: found, credentials, blocking: false }, plan, info);
    const request = encodeCertificationRequest(info, algorithm, value);
    if (await verifyCertificationRequest(parseCertificationRequest(request))) return request;
    throw new CoreError(
      'SIGNATURE_VALUE_INVALID',
      'the value does not verify under the public key that the token tells of: it may be that of another key with the same id',
    );
  } catch (error) {
    throw tokenError(error, 'signing a certification request');
  }
}
