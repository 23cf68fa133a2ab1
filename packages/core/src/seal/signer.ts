/**
 * The seam to the key. Private keys never cross it: bytes to be signed go in, signature values come out.
 *
 * @module
 */
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import type { Certificate } from '../x509/certificate.ts';

/** A document that a value is for, as those who approve it see it. */
export interface DesignatedDocument {
  /** The caller's name for it, the same in every run. */
  readonly id: string;
  /** File name or title. */
  readonly name?: string;
  readonly mediaType?: string;
  /** SHA-256 of the document as it is before sealing, in lower-case hexadecimal digits. */
  readonly digest?: string;
}

/** One value to be computed. */
export interface SignRequest {
  /** The bytes themselves, not their digest: small in every AdES format (signed attributes, SignedInfo). */
  readonly dataToBeSigned: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** What the value is for. A Signer whose key is authorised for named documents shows it; others need not look. */
  readonly document?: DesignatedDocument;
}

/** Options of a call that may take long. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/**
 * An organisation's key in WebCrypto, an HSM or at a remote provider.
 *
 * For implementers: `sign` is called with 1 to `maxBatch` requests, and may be called again before an earlier call has
 * ended. Return one value for each request, in the same order, or throw: `CoreError` with a `SIGNER_…` code. ECDSA values
 * are DER `SEQUENCE { r, s }` (RFC 3279 §2.2.3). An error may say by a property `outcome` what is known of the call: `not-sent`
 * and `rejected` are without values, after `unknown` the key is never asked again by itself. The pipeline verifies each value under the first certificate before
 * it is used. Prove an implementation with `testSigner` of `@eseal/testkit`.
 */
export interface Signer extends Partial<AsyncDisposable> {
  /** The seal's certificate first, then its issuers. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
  /** What the key can do, in order of preference. */
  readonly algorithms: readonly SignatureAlgorithm[];
  /** Most requests in one call; 1 where there is no batching. */
  readonly maxBatch: number;
  /** Each call is an authorisation of its own, which somebody gives or pays for: batches fill their calls. Default false. */
  readonly authorizesEachCall?: boolean;
  sign(requests: readonly SignRequest[], options?: CallOptions): Promise<readonly Uint8Array[]>;
}
