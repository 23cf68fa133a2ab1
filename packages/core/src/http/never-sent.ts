/**
 * Whether a request that has no answer can have reached its server. Only Node says; in browsers nothing is known.
 *
 * @module
 */

/** Calls of the system before a connection stands. */
const BEFORE_CONNECTION: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** Errors of a connection that did not come about: refused, no such host, no way, or a server certificate that is not right. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+)$/;

/** True when an error of `fetch`, or one that led to it, says that no connection was made; false when it says nothing. */
export function wasNeverSent(error: unknown): boolean {
  let cause = error;
  // Errors lead to one another by hand: a circle is possible.
  for (let depth = 0; depth < 8 && cause instanceof Error; depth++) {
    const { code, syscall }: Error & { code?: unknown; syscall?: unknown } = cause;
    if (BEFORE_CONNECTION.has(syscall) || (typeof code === 'string' && NO_CONNECTION.test(code))) return true;
    cause = cause.cause;
  }
  return false;
}
