/** Requests to an OCSP responder as it reads them (RFC 6960 §4.1, appendix A.1). */
import type { HttpRequest } from '@eseal/core/http';
import { OCSPRequest } from 'pkijs';

/** Which certificate is asked about. */
export interface CertificateId {
  /** DER of the CertID as received, to be repeated in the answer. */
  readonly encoded: Uint8Array;
  /** Name of the digest, `undefined` for one that is not known. */
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512' | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** Content octets. */
  readonly serialNumber: Uint8Array;
}

/** A request that can be answered. */
export interface OcspRequest {
  readonly certificates: readonly [CertificateId, ...CertificateId[]];
  /** DER inside the nonce extension (RFC 9654 §2.1). */
  readonly nonce: Uint8Array | undefined;
}

/** Identifier of the nonce extension. */
export const OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';

const HASHES = new Map<string, CertificateId['hash']>([
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

/** The request in a POST's body or in a GET's path after `/ocsp/`; `undefined` when it is not one. */
export function readOcspRequest(http: HttpRequest): OcspRequest | undefined {
  try {
    const bytes = http.method === 'POST' ? Uint8Array.from(http.body ?? []) : bytesOfPath(http.url);
    const request = OCSPRequest.fromBER(bytes).tbsRequest;
    const [first, ...others] = request.requestList.map(
      ({ reqCert }): CertificateId => ({
        encoded: new Uint8Array(reqCert.toSchema().toBER()),
        hash: HASHES.get(reqCert.hashAlgorithm.algorithmId),
        issuerNameHash: Uint8Array.from(reqCert.issuerNameHash.valueBlock.valueHexView),
        issuerKeyHash: Uint8Array.from(reqCert.issuerKeyHash.valueBlock.valueHexView),
        serialNumber: Uint8Array.from(reqCert.serialNumber.valueBlock.valueHexView),
      }),
    );
    const nonce = request.requestExtensions?.find(({ extnID }) => extnID === OCSP_NONCE);
    return (
      first && {
        certificates: [first, ...others],
        nonce: nonce && Uint8Array.from(nonce.extnValue.valueBlock.valueHexView),
      }
    );
  } catch {
    return undefined;
  }
}

function bytesOfPath(url: string): Uint8Array<ArrayBuffer> {
  const { pathname } = new URL(url);
  const encoded = decodeURIComponent(pathname.slice(pathname.indexOf('/ocsp/') + '/ocsp/'.length));
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}
