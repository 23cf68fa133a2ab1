/**
 * What stands in the answer of a service that refuses, in the shapes that services use.
 *
 * @see CSC API v2.0.0.2 §10.1; RFC 6750 §3; RFC 9457
 * @module
 */
import type { HttpResponse } from '@eseal/core/http';
import { decodeJsonObject, decodeUtf8, isJsonObject, type JsonObject } from './decode-json.ts';

/** What a service says of an error. */
export interface ErrorBody {
  readonly code: string | undefined;
  readonly description: string | undefined;
  /** By which its operator finds the request. */
  readonly correlationId: string | undefined;
}

/** Members in the order in which they are looked for. */
const MEMBERS = {
  code: ['error', 'errorCode', 'error_code', 'Error', 'code', 'errorNumber'],
  description: [
    'error_description',
    'errorDescription',
    'errorMessage',
    'error_message',
    'message',
    'description',
    'detail',
  ],
  correlationId: ['errorReference', 'correlationId', 'requestId', 'traceId'],
} as const;

/** Members that some services wrap an error in. */
const WRAPPERS = ['error', 'Error', 'errors', 'fault'] as const;

const CORRELATION_HEADERS = ['x-request-id', 'x-correlation-id', 'request-id', 'correlation-id'] as const;

/** Longest code; a longer one is a text. */
const LONGEST_CODE = 80;

/** Reads what is there; nothing of it is required. */
export function readErrorBody({ headers, body }: HttpResponse): ErrorBody {
  const object = unwrapped(decodeJsonObject(body) ?? {});
  const challenge = headers['www-authenticate'] ?? '';
  const code = firstText(object, MEMBERS.code) ?? challengeValue(challenge, 'error');
  const header = CORRELATION_HEADERS.map((name) => headers[name]).find((value) => value !== undefined);
  return {
    code: code !== undefined && code.length <= LONGEST_CODE ? code : undefined,
    description:
      firstText(object, MEMBERS.description) ??
      challengeValue(challenge, 'error_description') ??
      (code !== undefined && code.length > LONGEST_CODE ? code : undefined) ??
      plainText(headers, body),
    correlationId: header ?? firstText(object, MEMBERS.correlationId),
  };
}

function unwrapped(object: JsonObject): JsonObject {
  for (const name of WRAPPERS) {
    const inner = object[name];
    const first: unknown = Array.isArray(inner) ? inner[0] : inner;
    if (isJsonObject(first)) return first;
  }
  return object;
}

/** Numbers are codes too. */
function firstText(object: JsonObject, names: readonly string[]): string | undefined {
  const values = names.map((name) => object[name]);
  const found = values.find(
    (value) => (typeof value === 'string' && value !== '') || typeof value === 'number',
  );
  return found === undefined ? undefined : String(found);
}

/** A parameter of a challenge (RFC 6750 §3). */
function challengeValue(challenge: string, name: string): string | undefined {
  return new RegExp(`(?:^|[\\s,])${name}="([^"]{1,300})"`).exec(challenge)?.[1];
}

/** A text that is no page for people. */
function plainText(headers: HttpResponse['headers'], body: Uint8Array): string | undefined {
  if (!/^text\/plain\b/i.test(headers['content-type'] ?? '')) return undefined;
  const text = decodeUtf8(body)?.trim() ?? '';
  return text === '' ? undefined : text;
}
