/**
 * The services of trusted lists that a certificate is an identity of (ETSI TS 119 612 §5.5.3).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { ListedService } from './listed-service.ts';
import { identifies } from './service-at.ts';
import type { TrustSource } from './source.ts';

/** Services whose identity the certificate is; none of a source that knows no lists. */
export async function servicesOf(
  certificate: Certificate,
  trust: Pick<TrustSource, 'servicesNamed'>,
): Promise<readonly ListedService[]> {
  const named = (await trust.servicesNamed?.(certificate.subject)) ?? [];
  const found: ListedService[] = [];
  for (const service of named)
    for (const identity of service.identities) {
      if (!(await identifies(identity, certificate))) continue;
      found.push(service);
      break;
    }
  return found;
}
