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

/** A signature whose certificate has to be verifiable from the container alone. */
export interface MaterialSubject {
  readonly role: 'seal' | 'timestamp';
  /** Certificate of the seal, or of the authority that made a token. */
  readonly certificate: Certificate;
  /** Since when the signature is known to exist: of a token its own time, of a seal that of its first timestamp. */
  readonly time: Date;
}

/** What a format asks a {@link MaterialSource} for. */
export interface MaterialRequest {
  /** The seals of a document, and every timestamp in it. */
  readonly subjects: readonly MaterialSubject[];
  /** What the container and its tokens carry already: used before anything is fetched, and not returned again. */
  readonly present: ValidationMaterial;
}

/**
 * Collects what proves the chains of seals and timestamps. It judges and fetches, so formats only receive what it returns.
 *
 * For implementers: the answer together with `present` is complete, so that every subject can be verified without network:
 * the certificates and revocation data of its chain, and of the chains of those who signed that data, the anchors' own
 * revocation data aside (EN 319 102-1 §5.5, EN 319 122-1 §5.4).
 */
export interface MaterialSource {
  /** @throws CoreError a `MATERIAL_…` code when something cannot be proven */
  collect(request: MaterialRequest, options?: CallOptions): Promise<ValidationMaterial>;
}
