/**
 * An authorisation carried on to values that depend on those signed before, such as a second seal in the same PDF. Only for
 * as many as the manifest declared, and only for the same documents.
 *
 * @see CSC API v1.0.4.0 §11.8, v2.0.0.2 §11.11
 * @module
 */
import type { CallOptions, DesignatedDocument } from '@eseal/core';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import type { Authorization, HashList } from '../model/authorization.ts';
import type { AuthorizationManifest } from './key-authorizer.ts';

/** A value that follows. */
export interface DependentValues extends HashList {
  /** The documents that the hashes are for: each has to be on the manifest. */
  readonly documents: readonly DesignatedDocument[];
}

/**
 * Asks the service for the authorisation of the next hashes. The one before is dead from then on, whatever is answered.
 */
export async function extendAuthorization(
  client: CscClient,
  authorization: Authorization,
  manifest: AuthorizationManifest,
  next: DependentValues,
  options?: CallOptions,
): Promise<Authorization> {
  assertDeclared(authorization, manifest, next);
  if (!(client.context.now() < authorization.notAfter)) {
    throw notSent('the authorisation has ended or is about to end and cannot be extended');
  }
  return client.extendTransaction(authorization, next, options);
}

function assertDeclared(
  authorization: Authorization,
  manifest: AuthorizationManifest,
  next: DependentValues,
): void {
  if (next.hashes.length === 0 || next.hashes.length !== next.documents.length) {
    throw notSent('each hash that follows needs the document that it is for');
  }
  if (next.hashes.length > Math.min(authorization.remaining, manifest.dependents)) {
    throw notSent('more values follow than the manifest declared');
  }
  const approved = new Set(manifest.items.map(({ document }) => document?.id));
  const stranger = next.documents.find(({ id }) => !approved.has(id));
  if (stranger !== undefined) throw notSent(`${stranger.id} is not on the manifest that was approved`);
}

function notSent(message: string): CscError {
  return new CscError('SIGNER_UNAUTHORIZED', message, { outcome: 'not-sent' });
}
