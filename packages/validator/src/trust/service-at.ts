/**
 * Services of trusted lists at a time, and whether they are a given certificate's (ETSI TS 119 615 §4.3).
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { digestBytes, type PublicKey } from '@eseal/core/crypto';
import { type Certificate, equalNames } from '@eseal/core/x509';
import type { ListedService, ServiceIdentity, ServiceState } from './listed-service.ts';
import { isWithin } from './period.ts';

/** What a service was at a time: a status holds from its first instant until just before the next one's. */
export function stateAt({ states }: Pick<ListedService, 'states'>, time: Date): ServiceState | undefined {
  return states.find((state) => isWithin(state, time));
}

/** The key that an identity states, by itself or in a certificate. */
export function keyOf({ certificate, publicKey }: ServiceIdentity): PublicKey | undefined {
  return publicKey ?? certificate?.publicKey;
}

/**
 * Whether an identity is that of a certificate: the same name with the same key, or, for an identity that states no key, with
 * the key that its identifier is computed from (ETSI TS 119 612 §5.5.3). A name by itself identifies nobody, nor does a key;
 * nor does the identifier that a certificate states, since whoever issued it wrote there what they liked.
 */
export async function identifies(identity: ServiceIdentity, certificate: Certificate): Promise<boolean> {
  if (!equalNames(identity.name, certificate.subject)) return false;
  const key = keyOf(identity);
  if (key !== undefined) return equalBytes(key.raw, certificate.publicKey.raw);
  const { subjectKeyIdentifier: wanted } = identity;
  return wanted !== undefined && isIdentifierOf(wanted, certificate.publicKey);
}

/** By the methods that leave no room for another key: RFC 5280 §4.2.1.2 (1), and RFC 7093 §2 (1) with SHA-256. */
async function isIdentifierOf(identifier: Uint8Array, { bits }: PublicKey): Promise<boolean> {
  if (equalBytes(identifier, await digestBytes('SHA-1', bits))) return true;
  const digest = await digestBytes('SHA-256', bits);
  return equalBytes(identifier, digest.subarray(0, 20));
}
