/**
 * Messages of a directory, one by one out of the bytes that arrive (RFC 4511 §4.1.1, §5.1), before the library for LDAP reads
 * them: it takes neither many at once nor many values in one.
 *
 * @module
 */
import { CoreError, concatBytes } from '@eseal/core';

/** Most messages of one connection: an answer about one entry has a handful. */
const MAX_MESSAGES = 20;

/** Most elements of one message. */
const MAX_ELEMENTS = 20_000;

const SEQUENCE = 0x30;
const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;

/**
 * Gives every message on as soon as it is complete.
 *
 * @returns takes the next bytes; throws CoreError `TRANSPORT_FAILED` for what is no message, and `TRANSPORT_REFUSED` for too
 * many messages or elements
 */
export function createMessageReader(deliver: (message: Uint8Array) => void): (bytes: Uint8Array) => void {
  let parts: Uint8Array[] = [];
  let size = 0;
  let wanted = 0;
  let messages = 0;
  return (bytes) => {
    parts.push(bytes);
    size += bytes.length;
    if (size < wanted) return;
    let rest = concatBytes(parts);
    for (let end = endOf(rest, 0); end !== undefined && end <= rest.length; end = endOf(rest, 0)) {
      const message = rest.subarray(0, end);
      if (++messages > MAX_MESSAGES) throw refused(`more than ${MAX_MESSAGES} messages`);
      assertFewElements(message);
      deliver(message);
      rest = rest.subarray(end);
    }
    parts = [rest];
    size = rest.length;
    wanted = endOf(rest, 0) ?? size + 1;
  };
}

/** Where the message ends that begins there; `undefined` while its length is not there yet. */
function endOf(bytes: Uint8Array, start: number): number | undefined {
  const tag = bytes[start];
  if (tag !== undefined && tag !== SEQUENCE) throw unusable();
  return headerAt(bytes, start)?.end;
}

interface Header {
  readonly constructed: boolean;
  readonly contents: number;
  readonly end: number;
}

/** Tag and length (RFC 4511 §5.1: definite lengths only); `undefined` when the bytes end within them. */
function headerAt(bytes: Uint8Array, start: number): Header | undefined {
  const [tag, first] = [bytes[start], bytes[start + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if ((tag & LONG_TAG) === LONG_TAG || first === 0x80 || octets > 4) throw unusable();
  const contents = start + 2 + octets;
  if (contents > bytes.length) return undefined;
  const length = bytes.subarray(start + 2, contents).reduce((sum, octet) => sum * 256 + octet, 0);
  return {
    constructed: (tag & CONSTRUCTED) !== 0,
    contents,
    end: contents + (octets === 0 ? first : length),
  };
}

/** Walks over the elements, into those that have others inside. */
function assertFewElements(message: Uint8Array): void {
  let elements = 0;
  for (let at = 0; at < message.length; ) {
    const header = headerAt(message, at);
    if (header === undefined || header.end > message.length) throw unusable();
    if (++elements > MAX_ELEMENTS) throw refused(`a message of more than ${MAX_ELEMENTS} elements`);
    at = header.constructed ? header.contents : header.end;
  }
}

function unusable(): CoreError {
  return new CoreError('TRANSPORT_FAILED', 'no usable answer', { retryable: true });
}

function refused(reason: string): CoreError {
  return new CoreError('TRANSPORT_REFUSED', `the answer has ${reason}`);
}
