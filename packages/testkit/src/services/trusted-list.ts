/**
 * Trusted lists at an address (ETSI TS 119 612 §6), with conditional requests (RFC 9110 §13) and the digest beside the list.
 *
 * @module
 */
import { assertNever, toHex, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import type { HttpRequest } from '@eseal/core/http';
import { flipBit, indexOfBytes } from '../tamper.ts';
import { answer, type Handler } from './handler.ts';

/** A list as it is published. */
export interface PublishedList {
  /** The signed XML. */
  readonly bytes: Uint8Array;
  readonly published: Date;
}

/** How a list is not what it should be. */
export type ListFault =
  /** Another list: an older one, or one that somebody else signed. */
  | { readonly kind: 'other-list'; readonly list: PublishedList }
  /** One bit in the middle of the list's own text was changed after it was signed. */
  | { readonly kind: 'altered-list' };

/** Options of {@link createListHandler}. */
export interface ListHandlerOptions {
  /** The list as of now. */
  readonly current: () => PublishedList;
  /** Default none. */
  readonly fault?: ListFault;
}

const MEDIA_TYPE = 'application/vnd.etsi.tsl+xml';

/** Answers with the list as of now; with its digest where the address ends in `.sha2`. */
export function createListHandler({ current, fault }: ListHandlerOptions): Handler {
  return async (request) => {
    const list = withFault(current(), fault);
    const digest = await digestBytes('SHA-256', list.bytes);
    if (new URL(request.url).pathname.endsWith('.sha2'))
      return answer(200, 'application/octet-stream', digest);
    const version = { etag: `"${toHex(digest)}"`, 'last-modified': list.published.toUTCString() };
    if (isUnchanged(request, version)) return { status: 304, headers: version, body: new Uint8Array() };
    const whole = answer(200, MEDIA_TYPE, list.bytes);
    return { ...whole, headers: { ...whole.headers, ...version } };
  };
}

/** If-None-Match goes before If-Modified-Since (RFC 9110 §13.2.2). */
function isUnchanged(
  { headers }: HttpRequest,
  version: { readonly etag: string; readonly 'last-modified': string },
): boolean {
  const { 'if-none-match': etag, 'if-modified-since': since } = headers;
  if (etag !== undefined) return etag === version.etag;
  return since !== undefined && Date.parse(version['last-modified']) <= Date.parse(since);
}

function withFault(list: PublishedList, fault: ListFault | undefined): PublishedList {
  if (fault === undefined) return list;
  switch (fault.kind) {
    case 'other-list':
      return fault.list;
    case 'altered-list':
      return { ...list, bytes: alter(list.bytes) };
    default:
      return assertNever(fault);
  }
}

/** Changes a letter of the operator's name: the list stays well-formed. */
function alter(bytes: Uint8Array): Uint8Array {
  const operator = indexOfBytes(bytes, utf8('<SchemeOperatorName>'));
  const name = indexOfBytes(bytes, utf8('<Name '), operator);
  return flipBit(bytes, bytes.indexOf('>'.charCodeAt(0), name) + 1);
}
