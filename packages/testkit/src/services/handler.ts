/** What every test service is: a function from request to answer, without a socket. */
import type { HttpRequest, HttpResponse } from '@eseal/core/http';

/** Answers one request; throws {@link NoAnswer} where a real service would stay silent. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

/** Thrown by a handler in place of an answer. */
export class NoAnswer extends Error {
  override readonly name: string = 'NoAnswer';
  readonly how: Silence;
  /** The answer whose first half comes before the connection is closed, of `broken-off`. */
  readonly begun: HttpResponse | undefined;

  constructor(how: Silence, begun?: HttpResponse) {
    super(SILENCES[how]);
    this.how = how;
    this.begun = begun;
  }
}

/** How a service stays silent: at once, for ever, or half-way through its answer. */
export type Silence = 'closed' | 'hanging' | 'broken-off';

const SILENCES: Readonly<Record<Silence, string>> = {
  closed: 'the service closed the connection',
  hanging: 'the service does not answer',
  'broken-off': 'the service closed the connection within its answer',
};

/** An answer with a body of some media type. */
export function answer(status: number, type: string, body: Uint8Array | string): HttpResponse {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { status, headers: { 'content-type': type, 'content-length': String(bytes.length) }, body: bytes };
}

/** A short answer in words. */
export function textAnswer(status: number, text: string): HttpResponse {
  return answer(status, 'text/plain; charset=utf-8', `${text}\n`);
}
