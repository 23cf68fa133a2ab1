/**
 * The seam to validation material for the levels B-LT and B-LTA.
 *
 * @module
 */
import type { Certificate } from '../x509/certificate.ts';
import type { CallOptions } from './signer.ts';

/** Certificates and revocation data that let a seal be verified without network. All in the encoding received. */
export interface ValidationMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** OCSPResponse structures. */
  readonly ocspResponses: readonly Uint8Array[];
}

/** Collects what proves a chain; it judges and fetches, so formats only receive what it returns. */
export interface MaterialSource {
  collect(chains: readonly (readonly Certificate[])[], options?: CallOptions): Promise<ValidationMaterial>;
}
