/**
 * The frozen list of the documents that a batch may seal: what is not on it, or is not what it was, is not sealed.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6
 * @module
 */
import type { DesignatedDocument } from '../seal/signer.ts';

/** A document on the list. */
export interface ManifestEntry extends DesignatedDocument {
  readonly digest: string;
}

/** A frozen list. Made by `freezeManifest`. */
export interface BatchManifest {
  /** In the order of sealing; no id twice. */
  readonly entries: readonly ManifestEntry[];
  /** SHA-256 of its canonical JSON, in lower-case hexadecimal digits: what a journal is bound to. */
  readonly digest: string;
}
