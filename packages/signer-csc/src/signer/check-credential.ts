/**
 * What is refused of a credential before anyone is asked to approve its use.
 *
 * @module
 */

import { readable } from '@eseal/core';
import { MIN_RSA_BITS } from '@eseal/core/crypto';
import { basicConstraints, type Certificate, orderChain } from '@eseal/core/x509';
import { CscError } from '../errors.ts';
import type { Credential } from '../model/credential.ts';

/** A chain: the seal's certificate first, then its issuers. */
export type Chain = readonly [Certificate, ...Certificate[]];

/**
 * The credential's certificates in the order of issuance, if it can be sealed with for some time yet. Nothing is trusted
 * because it is among them, a root neither.
 *
 * @param marginMs - how long the certificate has to be valid from now
 * @throws CscError `SIGNER_KEY_UNUSABLE`, `CERTIFICATE_NOT_VALID_NOW`, `CERTIFICATE_KEY_MISMATCH`
 */
export function assertUsableCredential(credential: Credential, now: Date, marginMs: number): Chain {
  if (!credential.key.isEnabled) throw unusable(credential, 'its key is disabled');
  const { certificateStatus: status } = credential;
  if (status !== undefined && status !== 'valid') throw unusable(credential, `its certificate is ${status}`);
  const [leaf, ...others] = credential.certificates;
  if (leaf === undefined) throw unusable(credential, 'no certificate is linked to it');
  if (readable(() => basicConstraints(leaf)?.cA) === true)
    throw unusable(credential, 'its first certificate is that of an authority');
  assertPeriod(leaf, now, marginMs);
  assertSameKey(credential, leaf);
  return orderChain(leaf, others);
}

function assertPeriod(leaf: Certificate, now: Date, marginMs: number): void {
  if (now >= leaf.notBefore && now.getTime() + marginMs <= leaf.notAfter.getTime()) return;
  const period = `${leaf.notBefore.toISOString()} to ${leaf.notAfter.toISOString()}`;
  throw new CscError('CERTIFICATE_NOT_VALID_NOW', `the credential's certificate is valid from ${period}`, {
    outcome: 'not-sent',
  });
}

/** What the service says of the key and what the certificate holds must be one key. */
function assertSameKey(credential: Credential, leaf: Certificate): void {
  const { length, curve } = credential.key;
  const { publicKey } = leaf;
  if (publicKey.curve !== undefined && curve !== undefined && curve !== publicKey.curve.oid)
    throw mismatch(`curve ${curve}`, publicKey.curve.name);
  // In bytes: services count the bits of P-521 in more than one way.
  if (length !== undefined && Math.ceil(length / 8) !== Math.ceil(publicKey.size / 8))
    throw mismatch(`${length} bits`, `${publicKey.size} bits`);
  const isRsa = publicKey.type === 'rsa' || publicKey.type === 'rsa-pss';
  if (isRsa && publicKey.size < MIN_RSA_BITS)
    throw unusable(credential, `RSA with ${publicKey.size} bits is not used for new seals`);
  if (publicKey.type === 'ec' && publicKey.curve?.creates !== true)
    throw unusable(credential, `curve ${publicKey.curve?.name ?? 'unknown'} is not used for new seals`);
}

function mismatch(stated: string, actual: string): CscError {
  return new CscError(
    'CERTIFICATE_KEY_MISMATCH',
    `the service states a key with ${stated}, the certificate holds one with ${actual}`,
    { outcome: 'not-sent' },
  );
}

function unusable({ id }: Credential, reason: string): CscError {
  return new CscError('SIGNER_KEY_UNUSABLE', `the credential cannot be used: ${reason}`, {
    outcome: 'not-sent',
    facts: { credentialId: id },
  });
}
