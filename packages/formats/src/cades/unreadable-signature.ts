/**
 * A signature that cannot be read, in the shape of one that can: it shows in reports, and no reading of it is guessed.
 *
 * @module
 */
import type { ParsedSignature, SignatureFormat } from '@eseal/core/container';

/** A signature of which nothing but its place is known; what is known of the place is added by the caller. */
export function unreadableSignature(
  id: string,
  format: SignatureFormat,
  problem: string,
): Omit<ParsedSignature, 'scope' | 'findings'> {
  return {
    id,
    format,
    form: 'NOT-ETSI',
    structure: { valid: false, messages: [problem] },
    counterSignatureOf: null,
    references: [],
    signature: {
      algorithm: undefined,
      algorithmName: '',
      digestAlgorithm: undefined,
      signedBytes: undefined,
      value: new Uint8Array(),
    },
    signingCertificateReferences: { count: 0, references: [] },
    certificateHint: undefined,
    certificates: [],
    crls: [],
    ocspResponses: [],
    claimedTime: undefined,
    timestamps: [],
  };
}
