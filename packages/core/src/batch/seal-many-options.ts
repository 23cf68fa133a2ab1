/**
 * What sealing many documents takes and gives.
 *
 * @module
 */
import type { SealedDocument } from '../document/sealed-document.ts';
import type { EsealError } from '../errors.ts';
import type { PreparedDocument, SealFormat } from '../seal/format.ts';
import type { SealOptions } from '../seal/seal.ts';
import type { Timer } from '../util/timer.ts';
import type { BatchInput } from './batch-input.ts';
import type { CheckCertificate } from './certificate-watch.ts';
import type { BatchRecord } from './journal.ts';
import type { BatchManifest } from './manifest.ts';
import type { RetryPolicy } from './retry.ts';

/** One document of a batch. */
export interface BatchDocument<Prepared extends PreparedDocument = PreparedDocument> {
  /** The caller's name for it; comes back in the outcome. */
  readonly id: string;
  readonly document: BatchInput;
  /** Default the format of the batch. */
  readonly format?: SealFormat<Prepared>;
}

/** What became of one document. */
export type BatchOutcome =
  | {
      readonly kind: 'sealed';
      readonly id: string;
      readonly document: SealedDocument;
      /** With a record: SHA-256 of what stands in the store, in lower-case hexadecimal digits. */
      readonly outputDigest?: string;
      /** With a record: when an earlier run asked the key for a value that no document holds. */
      readonly earlierAttempt?: Date;
    }
  /** An earlier run of the same record made it: it stands in the store, with this SHA-256. */
  | {
      readonly kind: 'kept';
      readonly id: string;
      readonly outputDigest: string;
      /** Code of the error that kept it at a lower level, where such are accepted. */
      readonly shortfall?: string;
    }
  | { readonly kind: 'failed'; readonly id: string; readonly error: EsealError }
  /** The batch was stopped on the way; nothing of the document was given out or published. */
  | { readonly kind: 'stopped'; readonly id: string; readonly error: EsealError };

/** What a batch tells of while it runs; chunks are counted from 0. */
export type BatchProgress =
  /** The key is about to be asked for `values` values: the others of the chunk failed or are there already. */
  | { readonly kind: 'prepared'; readonly chunk: number; readonly documents: number; readonly values: number }
  /** All values are there and verified. */
  | { readonly kind: 'signed'; readonly chunk: number; readonly values: number }
  /** The outcomes of the chunk are known and, with a record, durable. */
  | { readonly kind: 'finished'; readonly chunk: number; readonly outcomes: readonly BatchOutcome[] };

/** Options of {@link sealMany}. */
export interface SealManyOptions<Prepared extends PreparedDocument = PreparedDocument>
  extends Omit<SealOptions<Prepared>, 'designation'> {
  /**
   * Documents prepared and signed together, at most the signer's `maxBatch`. Default 16; where each call of the signer is
   * an authorisation of its own, as many as it takes, up to 500.
   */
  readonly chunkSize?: number;
  /** The frozen list: nothing else is sealed, and what is on it is sealed only as it was then. Default none. */
  readonly manifest?: BatchManifest;
  /** The documents are some of the list: what does not come is not missing. Default false. */
  readonly partOfManifest?: boolean;
  /** Remembers across runs what was made, and keeps it; needs a manifest. Default none: the outcome holds the only copy. */
  readonly record?: BatchRecord;
  /** Asked before the first chunk and then at intervals; what it rejects with stops the batch. Default none. */
  readonly checkCertificate?: CheckCertificate;
  /** Default 10 minutes. The validity of the certificate is looked at before every chunk. */
  readonly certificateCheckIntervalMs?: number;
  /**
   * How the signer is asked again after errors that say `retryable`, unless a value may exist already. Default: it is not.
   */
  readonly retry?: RetryPolicy;
  /** Ends the batch after the chunk whose values are being made: what is begun is finished and recorded. */
  readonly stopAfterChunk?: AbortSignal;
  /** Told of progress while the batch runs. What it throws stops the batch. */
  readonly onProgress?: (event: BatchProgress) => void;
  /** The clock of pauses. Default the platform's. */
  readonly timer?: Timer;
}
