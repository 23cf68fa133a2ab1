/** The only door to the network: everything that fetches takes a Transport. */

/** A request as bytes. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** An answer, whatever its status. */
export interface HttpResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Limits of one call. */
export interface SendOptions {
  readonly signal?: AbortSignal;
  /** Time for the whole exchange in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** Most bytes of the answer's body. Default 16 MiB. */
  readonly maxBytes?: number;
}

/**
 * Sends one request. Implementations may be called concurrently, return every HTTP status as an answer, follow no
 * redirect across hosts, and throw `TRANSPORT_FAILED` when there is no answer (with `facts.sent` false where the request certainly
 * did not reach anybody), `TRANSPORT_REFUSED` when the address or the answer's size (then with `facts.maxBytes`) is not allowed.
 */
export type Transport = (request: HttpRequest, options?: SendOptions) => Promise<HttpResponse>;
