/**
 * Where requests may go.
 *
 * @see RFC 9110 §4.2.2, §4.2.4
 * @module
 */
import { redactUrl } from '@eseal/core/http';
import { CscError } from '../errors.ts';

/** Hosts of this machine. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

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
