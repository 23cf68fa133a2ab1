/**
 * Questions for lists over HTTP (RFC 2585 §3, §4.2).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { type CertificateList, parseCrl } from '@eseal/core/revocation';
import { equalNames, formatName, type Name, parsePem } from '@eseal/core/x509';
import type { RevocationRequest } from '../revocation/provider.ts';
import { sha256Of } from '../util/sha256.ts';
import { type FetchContext, type FetchProblem, fetchBody, fetchProblem } from './fetch-body.ts';
import type { Question } from './retriever.ts';

/** How lists are asked for. */
export interface CrlSettings {
  readonly now: () => Date;
  /** Longest that a list is kept, in milliseconds. */
  readonly lifetimeMs: number;
}

/** Which list is wanted. */
export interface WantedCrl {
  /** Who may have issued it. */
  readonly issuers: readonly Name[];
  readonly issuedAfter: Date | undefined;
}

/** For how long a list is kept that does not say when the next one comes. */
const UNDATED_LIFETIME_MS = 60_000;

/** The question to one address. What is kept belongs to the issuer it was asked for, not to the address alone. */
export async function crlQuestion(
  url: string,
  wanted: WantedCrl,
  { issuerKey }: Pick<RevocationRequest, 'issuerKey'>,
  context: FetchContext,
  settings: CrlSettings,
): Promise<Question<CertificateList>> {
  const issuer = await sha256Of(issuerKey.raw);
  return {
    kind: 'crl',
    url,
    key: `crl ${issuer} ${url}`,
    ask: () => fetchBody({ method: 'GET', url, headers: { accept: 'application/pkix-crl' } }, context),
    read: async (body) => readList(body, wanted),
    isUseful: ({ thisUpdate }) => wanted.issuedAfter === undefined || thisUpdate >= wanted.issuedAfter,
    until: (list) => keptUntil(list, settings),
  };
}

/** Until when a list may be kept, in milliseconds since 1970. */
export function keptUntil(
  { nextUpdate }: Pick<CertificateList, 'nextUpdate'>,
  { now, lifetimeMs }: CrlSettings,
): number {
  const time = now().getTime();
  return Math.min(nextUpdate?.getTime() ?? time + UNDATED_LIFETIME_MS, time + lifetimeMs);
}

/** A list in DER or PEM, if it is one that is wanted. */
export function readList(
  body: Uint8Array,
  { issuers }: Pick<WantedCrl, 'issuers'>,
): CertificateList | FetchProblem {
  const list = readable(() => parseCrl(derOf(body)));
  if (list === undefined) return fetchProblem('unreadable', 'no CertificateList');
  if (!issuers.some((issuer) => equalNames(issuer, list.issuer)))
    return fetchProblem('other-subject', `a list of ${formatName(list.issuer)}`);
  return list;
}

/** RFC 7468 §6: the label of a list in PEM. */
function derOf(body: Uint8Array): Uint8Array {
  if (body[0] === 0x30) return body;
  const blocks = parsePem(new TextDecoder('latin1').decode(body));
  return blocks.find(({ label }) => label === 'X509 CRL')?.bytes ?? body;
}
