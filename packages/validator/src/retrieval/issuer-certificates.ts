/**
 * Certificates of issuers from the addresses that certificates name (authorityInfoAccess caIssuers, RFC 5280 §4.2.2.1).
 *
 * @module
 */
import { type Certificate, equalNames } from '@eseal/core/x509';
import type { IssuerRequestOptions, IssuerSource } from '../path/issuer-source.ts';
import { readCertificateBundle } from '../util/certificate-bundle.ts';
import { issuerUrls } from './access-urls.ts';
import { fetchBody, fetchProblem } from './fetch-body.ts';
import { fetchContextOf, type RetrievalOptions } from './options.ts';
import { createRetriever, type Question, type Retriever } from './retriever.ts';
import { createMemoryStore, type RetrievalStore } from './store.ts';

/** Options of {@link createOnlineIssuers}. */
export interface OnlineIssuersOptions extends RetrievalOptions {
  /** Most bytes of an answer. Default 1 MiB. */
  readonly maxBytes?: number;
  /** Where answers are kept. Default a memory store of its own. */
  readonly store?: RetrievalStore;
  /** For how long they are kept, in milliseconds. Default one day. */
  readonly lifetimeMs?: number;
}

/** Most certificates that are taken of one answer. */
const MAX_CERTIFICATES = 50;

const DAY = 86_400_000;

/**
 * A source of issuers over HTTP. One certificate, a `certs-only` SignedData (RFC 8551 §3.8) or a pair of cross-certificates is
 * read, in DER or PEM.
 *
 * @example
 * ```ts
 * import { createOnlineIssuers, validateCertificate } from '@eseal/validator';
 *
 * export async function isValid(leafDer: Uint8Array, rootDer: Uint8Array): Promise<boolean> {
 *   const report = await validateCertificate(leafDer, { trust: [rootDer], issuers: createOnlineIssuers() });
 *   return report.conclusion.indication === 'TOTAL-PASSED';
 * }
 * ```
 */
export function createOnlineIssuers(options: OnlineIssuersOptions = {}): IssuerSource {
  const { store = createMemoryStore(), negativeLifetimeMs = 60_000, now = () => new Date() } = options;
  const { lifetimeMs = DAY, maxBytes = 1 << 20 } = options;
  const context = fetchContextOf(options, maxBytes);
  const retriever = createRetriever({ store, negativeLifetimeMs, now });
  const question = (url: string): Question<readonly Certificate[]> => ({
    kind: 'certificates',
    url,
    key: `certificates ${url}`,
    ask: () => fetchBody({ method: 'GET', url, headers: { accept: ACCEPT } }, context),
    read: async (body) => {
      const { certificates } = readCertificateBundle(body, MAX_CERTIFICATES);
      return certificates.length > 0 ? certificates : fetchProblem('unreadable', 'no certificate');
    },
    until: () => now().getTime() + lifetimeMs,
  });
  return {
    issuersOf: async (certificate, call = {}) => {
      for (const url of issuerUrls(certificate)) {
        const found = await findIssuers(question(url), certificate, retriever, call);
        if (found.length > 0) return found;
      }
      return [];
    },
  };
}

const ACCEPT = 'application/pkix-cert, application/pkcs7-mime';

/** What an address gives, if one of it is of the issuer's name; what was kept and is not is asked for afresh. */
async function findIssuers(
  question: Question<readonly Certificate[]>,
  { issuer }: Certificate,
  retriever: Retriever,
  call: IssuerRequestOptions,
): Promise<readonly Certificate[]> {
  for (const afresh of [false, true]) {
    const obtained = await retriever.obtain(question, { ...call, afresh });
    if (obtained === undefined) return [];
    if (obtained.answer.some(({ subject }) => equalNames(subject, issuer))) return obtained.answer;
    if (!obtained.kept) return [];
  }
  return [];
}
