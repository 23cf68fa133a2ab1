/**
 * One list from its location, unless the copy at hand is what is there (RFC 9110 §13).
 *
 * @module
 */
import { fromHex, toHex } from '@eseal/core';
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import { type FetchContext, type FetchProblem, fetchBody } from '../../retrieval/fetch-body.ts';
import { sha256Of } from '../../util/sha256.ts';
import type { ListCopy } from './list-copy.ts';

/** What the location gave: another list, nothing new, or no answer that is one. */
export type FetchedList =
  | { readonly kind: 'fetched'; readonly copy: ListCopy }
  | { readonly kind: 'unchanged'; readonly copy: ListCopy }
  | FetchProblem;

/** How a list is asked for. */
export interface ListRequest {
  readonly location: string;
  /** The copy at hand. */
  readonly kept: ListCopy | undefined;
  /** Asks for the digest of the list first, when there is a copy to compare (ETSI TS 119 612 §6.1). */
  readonly digestFirst: boolean;
  readonly now: () => Date;
}

/** Media type of a list (ETSI TS 119 612 §6.2), then what servers call it instead. */
const ACCEPT = 'application/vnd.etsi.tsl+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

/**
 * Asks for a list.
 *
 * @throws CoreError `ABORTED`
 */
export async function fetchList(request: ListRequest, context: FetchContext): Promise<FetchedList> {
  const { location, kept, digestFirst, now } = request;
  if (digestFirst && kept !== undefined && (await isDigestOf(kept, context)))
    return { kind: 'unchanged', copy: { ...kept, fetchedAt: now() } };
  const answer = await fetchBody(requestFor(location, kept), context);
  if (answer.kind === 'body')
    return {
      kind: 'fetched',
      copy: { location, bytes: answer.body, fetchedAt: now(), ...versionOf(answer.headers) },
    };
  const isUnchanged = kept !== undefined && answer.problem === 'http-status' && answer.detail === '304';
  return isUnchanged ? { kind: 'unchanged', copy: { ...kept, fetchedAt: now() } } : answer;
}

function requestFor(url: string, kept: ListCopy | undefined): HttpRequest {
  return {
    method: 'GET',
    url,
    headers: {
      accept: ACCEPT,
      ...(kept?.etag !== undefined && { 'if-none-match': kept.etag }),
      ...(kept?.lastModified !== undefined && { 'if-modified-since': kept.lastModified }),
    },
  };
}

function versionOf(headers: HttpResponse['headers']): Pick<ListCopy, 'etag' | 'lastModified'> {
  const { etag, 'last-modified': lastModified } = headers;
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}

/** Whether the file beside the list, with `.sha2` in place of `.xml`, holds the digest of the copy. */
async function isDigestOf({ location, bytes }: ListCopy, context: FetchContext): Promise<boolean> {
  const url = location.replace(/\.xml$/i, '.sha2');
  if (url === location) return false;
  const answer = await fetchBody({ method: 'GET', url, headers: {} }, context);
  if (answer.kind !== 'body') return false;
  return digestIn(answer.body) === (await sha256Of(bytes));
}

const SHA256_LENGTH = 32;

/** The digest in such a file: its bytes or, as some publish it, hexadecimal digits. */
function digestIn(body: Uint8Array): string | undefined {
  if (body.length === SHA256_LENGTH) return toHex(body);
  const bytes = fromHex(new TextDecoder('latin1').decode(body.subarray(0, 80)).trim());
  return bytes?.length === SHA256_LENGTH ? toHex(bytes) : undefined;
}
