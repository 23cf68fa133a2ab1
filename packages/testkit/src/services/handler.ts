/** What every test service is: a function from request to answer, without a socket. */
import type { HttpRequest, HttpResponse } from '@eseal/core/http';

/** Answers one request; throws {@link NoAnswer} where a real service would stay silent. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

/** Thrown by a handler in place of an answer. */
export class NoAnswer extends Error {
  override readonly name: string = 'NoAnswer';
  /** The connection is closed at once, or stays open without a byte. */
  readonly how: 'closed' | 'hanging';

  constructor(how: 'closed' | 'hanging') {
    super(how === 'closed' ? 'the service closed the connection' : 'the service does not answer');
    this.how = how;
  }
}

/** An answer with a body of some media type. */
export function answer(status: number, type: string, body: Uint8Array | string): HttpResponse {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { status, headers: { 'content-type': type, 'content-length': String(bytes.length) }, body: bytes };
}

/** A short answer in words. */
export function textAnswer(status: number, text: string): HttpResponse {
  return answer(status, 'text/plain; charset=utf-8', `${text}\n`);
}
