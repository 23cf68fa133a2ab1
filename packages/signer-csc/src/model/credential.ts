/**
 * A key at a service with its certificates, whichever version the service speaks.
 *
 * @see CSC API v1.0.4.0 §11.5, v2.0.0.2 §11.7
 * @module
 */
import type { Certificate } from '@eseal/core/x509';

/** Something that whoever approves has to give. */
export interface FactorDescription {
  /** `PIN` and `OTP` in version 1, the service's own in version 2. */
  readonly id: string;
  /** The `…-oob` ones are given in another channel: they go to the service without a value. */
  readonly kind: 'password' | 'otp' | 'challenge' | 'password-oob' | 'challenge-oob';
  readonly presence: 'required' | 'optional';
  /** `numeric` where letters are not taken. */
  readonly format: 'text' | 'numeric';
  /** `online`: the service sends it when asked (`sendOTP`, `getChallenge`). */
  readonly delivery: 'known' | 'generated' | 'online';
  readonly label: string | undefined;
  readonly description: string | undefined;
}

/** How the use of a key is approved. */
export type CredentialAuthorization =
  /** The service alone decides. */
  | { readonly mode: 'implicit' }
  /** Factors go into `credentials/authorize`. */
  | {
      readonly mode: 'explicit';
      readonly factors: readonly FactorDescription[];
      /** Identifiers joined with AND, OR, XOR; absent: all of them. */
      readonly expression: string | undefined;
    }
  /** An authorisation server asks whoever approves. */
  | { readonly mode: 'oauth2code' };

/** A credential. */
export interface Credential {
  readonly id: string;
  readonly description: string | undefined;
  readonly signatureQualifier: string | undefined;
  readonly key: {
    readonly isEnabled: boolean;
    /** Values of `signAlgo` it takes (OIDs). */
    readonly algorithms: readonly string[];
    /** Bits. */
    readonly length: number | undefined;
    /** OID of the curve. */
    readonly curve: string | undefined;
  };
  readonly certificateStatus: 'valid' | 'expired' | 'revoked' | 'suspended' | undefined;
  /** Its own certificate first; empty while none is linked. */
  readonly certificates: readonly Certificate[];
  readonly authorization: CredentialAuthorization;
  /** 2: an authorisation must name the hashes. They are always named by us. */
  readonly soleControlLevel: 1 | 2;
  /** Most signatures of one authorisation. */
  readonly maxSignatures: number;
}
