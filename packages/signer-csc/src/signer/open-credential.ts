/**
 * A credential that has been found, read and checked: what a Signer is made of.
 *
 * @see CSC API v1.0.4.0 §11.4, §11.5, v2.0.0.2 §11.6, §11.7
 * @module
 */
import { type CallOptions, equalBytes } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import type { CscClient } from '../client/client.ts';
import { type CallOutcome, CscError } from '../errors.ts';
import type { Credential } from '../model/credential.ts';
import { assertUsableCredential, type Chain } from './check-credential.ts';
import { type SignAlgorithm, signAlgorithms } from './sign-algorithms.ts';

/** How a credential is chosen and checked. */
export interface CredentialOptions {
  readonly client: CscClient;
  /** Default: the only one of the account. */
  readonly credentialId?: string;
  /** Whose credentials are listed, where access is not of one user. */
  readonly userId?: string;
  /** Which of the key's algorithms to offer, in order of preference. Default: all, shortest digest first. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** How long the certificate has to be valid yet, in milliseconds. Default a minute. */
  readonly validityMarginMs?: number;
  /** The clock. Default the client's. */
  readonly now?: () => Date;
}

/** A credential that can be sealed with. */
export interface OpenCredential {
  readonly credential: Credential;
  readonly certificates: Chain;
  readonly algorithms: readonly SignAlgorithm[];
  readonly readAt: Date;
}

const MINUTE = 60_000;

/**
 * Finds a credential, reads it and checks it. Nobody has been asked for anything when it is refused.
 *
 * @throws CscError `SIGNER_KEY_NOT_FOUND`, `INVALID_ARGUMENT` for several credentials and no choice,
 * `SIGNER_KEY_UNUSABLE`, `CERTIFICATE_NOT_VALID_NOW`, `CERTIFICATE_KEY_MISMATCH`, `UNSUPPORTED_ALGORITHM`
 */
export async function openCredential(
  options: CredentialOptions,
  call?: CallOptions,
): Promise<OpenCredential> {
  const { client, algorithms } = options;
  await client.info(call);
  const id = options.credentialId ?? (await onlyCredential(options, call));
  const credential = await client.credential(id, call);
  const readAt = clockOf(options)();
  const certificates = assertUsableCredential(credential, readAt, options.validityMarginMs ?? MINUTE);
  const [{ publicKey }] = certificates;
  return {
    credential,
    certificates,
    algorithms: signAlgorithms(credential, publicKey, algorithms),
    readAt,
  };
}

/** The clock that decides whether a certificate or an authorisation is still good. */
export function clockOf({ client, now }: Pick<CredentialOptions, 'client' | 'now'>): () => Date {
  return now ?? client.context.now;
}

/** Time after which a credential is read again before its use is authorised. */
const FRESH_MS = MINUTE;

/**
 * The credential as it is now: read again when that was some time ago, so that no approval is spent on a certificate that
 * is no longer the one in the data to be signed.
 *
 * @throws CscError `CSC_CERTIFICATE_CHANGED`, and what {@link openCredential} throws
 */
export async function refreshCredential(
  open: OpenCredential,
  options: CredentialOptions,
  call?: CallOptions,
): Promise<OpenCredential> {
  if (clockOf(options)().getTime() - open.readAt.getTime() < FRESH_MS) return open;
  const again = await openCredential({ ...options, credentialId: open.credential.id }, call);
  assertSameCertificate(open, again.certificates[0].raw);
  return again;
}

/**
 * Refuses another certificate than the one that the data to be signed names.
 *
 * @param outcome - what is known of the use of the key, if it was used already
 * @throws CscError `CSC_CERTIFICATE_CHANGED`
 */
export function assertSameCertificate(
  { certificates }: Pick<OpenCredential, 'certificates'>,
  certificate: Uint8Array | undefined,
  outcome: CallOutcome = 'not-sent',
): void {
  if (certificate !== undefined && equalBytes(certificates[0].raw, certificate)) return;
  throw new CscError('CSC_CERTIFICATE_CHANGED', 'the credential has another certificate than before', {
    outcome,
  });
}

/** Ids that are named when there are several. */
const SHOWN = 5;

async function onlyCredential({ client, userId }: CredentialOptions, call?: CallOptions): Promise<string> {
  const [id, ...others] = await client.listCredentials(userId, call);
  if (id === undefined)
    throw new CscError('SIGNER_KEY_NOT_FOUND', 'the service has no credential for this account', {
      outcome: 'not-sent',
    });
  if (others.length > 0) {
    const ids = [id, ...others].slice(0, SHOWN).join(', ');
    throw new CscError('INVALID_ARGUMENT', `choose one of ${1 + others.length} credentials: ${ids}`, {
      outcome: 'not-sent',
    });
  }
  return id;
}
