/** PEM text (RFC 7468). */
import { toBase64 } from '@eseal/core';

/** Labels the testkit writes. */
export type PemLabel = 'CERTIFICATE' | 'PRIVATE KEY' | 'ENCRYPTED PRIVATE KEY' | 'X509 CRL';

/** One or several structures as PEM. */
export function toPem(label: PemLabel, ...structures: readonly Uint8Array[]): string {
  return structures
    .map((der) => {
      const lines = toBase64(der).match(/.{1,64}/g) ?? [];
      return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
    })
    .join('');
}
