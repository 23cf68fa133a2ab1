import type { RevocationEvidence } from './provider.ts';

/** Responses and CRLs as they stand in documents and in options. */
export interface EvidenceLists {
  readonly crls?: readonly Uint8Array[];
  /** OCSPResponse structures. */
  readonly ocspResponses?: readonly Uint8Array[];
}

/** Each response and CRL as evidence. */
export function evidenceOf({ crls = [], ocspResponses = [] }: EvidenceLists): readonly RevocationEvidence[] {
  return [
    ...ocspResponses.map((encoded) => ({ kind: 'ocsp', encoded }) as const),
    ...crls.map((encoded) => ({ kind: 'crl', encoded }) as const),
  ];
}
