/**
 * Where requests may go.
 *
 * @see RFC 9110 §4.2.2, §4.2.4; RFC 6750 §5.3
 * @module
 */
import { redactUrl } from '@eseal/core/http';
import { CscError } from '../errors.ts';

/** Hosts of this machine. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A method of the API, or of an extension. */
const METHOD = /^[A-Za-z][A-Za-z0-9]*(\/[A-Za-z][A-Za-z0-9]*)*$/;

/**
 * The address of a service without slash at its end.
 *
 * @throws CscError `INVALID_ARGUMENT` unless it is of https without user information, query and fragment; `http:` is taken only
 *   for this machine, and only where it is allowed
 */
export function assertBaseUrl(
  text: string,
  { allowInsecureLoopback = false }: { readonly allowInsecureLoopback?: boolean } = {},
): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` === '';
  const isLoopback = url?.protocol === 'http:' && allowInsecureLoopback && LOOPBACK.test(url.hostname);
  if (url === undefined || !isPlain || !(url.protocol === 'https:' || isLoopback)) {
    throw new CscError('INVALID_ARGUMENT', `baseUrl: ${redactUrl(text)} is no address of https`, {
      outcome: 'not-sent',
    });
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * The address of a method.
 *
 * @throws CscError `INVALID_ARGUMENT` for what is no method
 */
export function methodUrl(baseUrl: string, method: string): string {
  if (METHOD.test(method)) return `${baseUrl}/${method}`;
  throw new CscError('INVALID_ARGUMENT', 'the method is no name of a method', { outcome: 'not-sent' });
}

/**
 * A token as a header has it.
 *
 * @throws CscError `INVALID_ARGUMENT` for characters that would end the header or be sent in some other encoding (CWE-113)
 */
export function bearerHeader(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw new CscError('INVALID_ARGUMENT', 'the access token has characters that no header may have', {
    outcome: 'not-sent',
  });
}
