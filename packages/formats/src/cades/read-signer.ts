/**
 * A signature of a CMS with what it was read from.
 *
 * @module
 */
import type { SignerInfo } from '@eseal/core/cms';
import type { DigestInput, ParsedSignature } from '@eseal/core/container';
import type { ReadTimestamp } from './timestamps.ts';

/** A signature with what it was read from. */
export interface ReadSigner {
  readonly signature: ParsedSignature;
  readonly signer: SignerInfo;
  /** What it is over, where that was found. */
  readonly content: DigestInput | undefined;
  /** Its timestamps, as the signature has them. */
  readonly timestamps: readonly ReadTimestamp[];
}
