/** Requests and transports as the tests of retrieval use them. */
import { CoreError } from '@eseal/core';
import type { Transport } from '@eseal/core/http';
import type { Entity, World } from '@eseal/testkit';
import type { RetrievalAttempt } from '../src/report/retrieval-attempt.ts';
import type { RevocationRequest } from '../src/revocation/provider.ts';
import { certificateOf } from './judging.ts';

/** A request for the status of an entity, and the attempts it is told of. */
export function requestFor(
  entity: Entity,
  changes: Partial<RevocationRequest> = {},
): { readonly request: RevocationRequest; readonly attempts: readonly RetrievalAttempt[] } {
  const attempts: RetrievalAttempt[] = [];
  const issuer = certificateOf(entity.issuer ?? entity);
  const request = {
    certificate: certificateOf(entity),
    issuerName: issuer.subject,
    issuerKey: issuer.publicKey,
    issuer,
    onAttempt: (attempt: RetrievalAttempt) => attempts.push(attempt),
    ...changes,
  };
  return { request, attempts };
}

/** The world's transport with services that are down. */
export function without(world: World, ...down: readonly string[]): Transport {
  return async (request, options) => {
    if (down.some((start) => request.url.startsWith(start)))
      throw new CoreError('TRANSPORT_FAILED', `${request.url}: no answer`, { retryable: true });
    return world.transport(request, options);
  };
}
