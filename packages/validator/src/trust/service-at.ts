/**
 * Services of trusted lists at a time, and whether they are a given certificate's (ETSI TS 119 615 §4.3).
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { type Certificate, equalNames, subjectKeyIdentifier } from '@eseal/core/x509';
import type { ListedService, ServiceIdentity, ServiceState } from './listed-service.ts';
import { isWithin } from './period.ts';

/** What a service was at a time: a status holds from its first instant until just before the next one's. */
export function stateAt({ states }: Pick<ListedService, 'states'>, time: Date): ServiceState | undefined {
  return states.find((state) => isWithin(state, time));
}

/**
 * Whether an identity is that of a certificate: the same name with the same key, or, for an identity that states no key,
 * with the same key identifier (ETSI TS 119 612 §5.5.3). A name by itself identifies nobody, nor does a key.
 */
export function identifies(identity: ServiceIdentity, certificate: Certificate): boolean {
  if (!equalNames(identity.name, certificate.subject)) return false;
  const key = identity.publicKey ?? identity.certificate?.publicKey;
  if (key !== undefined) return equalBytes(key.raw, certificate.publicKey.raw);
  const { subjectKeyIdentifier: wanted } = identity;
  const own = readable(() => subjectKeyIdentifier(certificate));
  return wanted !== undefined && own !== undefined && equalBytes(wanted, own);
}
