import { describe, expect, it } from 'vitest';
import { wasNeverSent } from './never-sent.ts';

/** As `fetch` of Node throws it. */
const failed = (facts: object): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('no'), facts) });

describe('a request without answer', () => {
  it.each([
    { code: 'ECONNREFUSED', syscall: 'connect' },
    { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
    { code: 'EAI_AGAIN', syscall: 'getaddrinfo' },
    { code: 'ETIMEDOUT', syscall: 'connect' },
    { code: 'UND_ERR_CONNECT_TIMEOUT' },
    { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    { code: 'CERT_HAS_EXPIRED' },
  ])('was never sent where there was no connection: $code', (facts) => {
    expect(wasNeverSent(failed(facts))).toBe(true);
  });

  it.each([
    { code: 'ECONNRESET', syscall: 'read' },
    { code: 'ETIMEDOUT', syscall: 'read' },
    { code: 'EPIPE', syscall: 'write' },
    { code: 'UND_ERR_SOCKET' },
    { code: 'UND_ERR_HEADERS_TIMEOUT' },
    // In TLS 1.3 a server asks for a certificate after the request was sent.
    { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' },
    {},
  ])('may have been sent otherwise: $code', (facts) => {
    expect(wasNeverSent(failed(facts))).toBe(false);
  });

  it('may have been sent where nothing is said', () => {
    const circle = new Error('a');
    circle.cause = circle;
    for (const error of [circle, new TypeError('Failed to fetch'), 'text', undefined]) {
      expect(wasNeverSent(error)).toBe(false);
    }
  });
});
