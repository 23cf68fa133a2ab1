/** What can be wrong with a token. */
import { assertNever } from '@eseal/core';
import { DIGEST_OIDS, digestAlgorithmIdentifier } from './digests.ts';
import type { TimestampFailure } from './timestamp-request.ts';
import type { TimestampTokenTemplate } from './timestamp-token.ts';

/** How an authority misbehaves within its protocol. */
export type TimestampFault =
  /** It refuses, with this reason. */
  | { readonly kind: 'rejection'; readonly failure: TimestampFailure; readonly text?: string }
  /** Status `grantedWithMods` instead of `granted`, with a good token. */
  | { readonly kind: 'granted-with-modifications' }
  /** Status `granted` without a token. */
  | { readonly kind: 'granted-without-token' }
  | TokenFault;

/** What is wrong with a token that was granted. */
export type TokenFault =
  | { readonly kind: 'wrong-nonce' }
  | { readonly kind: 'without-nonce' }
  | { readonly kind: 'wrong-imprint' }
  | { readonly kind: 'wrong-imprint-algorithm' }
  | { readonly kind: 'wrong-policy' }
  | { readonly kind: 'without-certificate' }
  /** ESSCertIDv2 names the issuer's certificate instead of the authority's. */
  | { readonly kind: 'wrong-certificate-reference' }
  | { readonly kind: 'broken-signature' }
  /** The authority's clock is off by so many milliseconds. */
  | { readonly kind: 'wrong-time'; readonly offset: number };

/** The token as the fault has it. */
export function faultyToken(token: TimestampTokenTemplate, fault: TokenFault): TimestampTokenTemplate {
  switch (fault.kind) {
    case 'wrong-nonce':
      return { ...token, nonce: Uint8Array.of(0x5a, 0x5a, 0x5a, 0x5a) };
    case 'without-nonce': {
      const { nonce: _, ...rest } = token;
      return rest;
    }
    case 'wrong-imprint':
      return { ...token, imprint: token.imprint.map((byte) => byte ^ 0xff) };
    case 'wrong-imprint-algorithm':
      return { ...token, imprintAlgorithm: digestAlgorithmIdentifier(DIGEST_OIDS['SHA-1']) };
    case 'wrong-policy':
      return { ...token, policy: '2.999.2.666' };
    case 'without-certificate':
      return { ...token, certificates: [] };
    case 'wrong-certificate-reference':
      return token.authority.issuer === undefined ? token : { ...token, referenced: token.authority.issuer };
    case 'broken-signature':
      return { ...token, brokenSignature: true };
    case 'wrong-time':
      return { ...token, time: new Date(token.time.getTime() + fault.offset) };
    default:
      return assertNever(fault);
  }
}
