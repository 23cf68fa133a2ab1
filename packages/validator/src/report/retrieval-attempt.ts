/**
 * What became of one question to one service: the "sources tried" of reports and errors.
 *
 * @module
 */

/** Why an answer could not be used. */
export type RetrievalProblem =
  /** No answer, none in time, or one that broke off. */
  | 'unavailable'
  /** The address is not allowed: scheme, host, port, redirect. */
  | 'refused'
  /** Longer than the limit. */
  | 'too-large'
  /** An HTTP status other than 200. */
  | 'http-status'
  /** A page for humans, as proxies and portals send. */
  | 'html'
  /** Not what was asked for: other bytes, or a structure that cannot be read. */
  | 'unreadable'
  /** An OCSPResponse without an answer (RFC 6960 §4.2.1 responseStatus). */
  | 'responder-error'
  /** An answer about other certificates, or by another issuer. */
  | 'other-subject'
  /** The nonce is not the one that was sent, or one is missing that is required. */
  | 'nonce-mismatch'
  /** Nobody was asked: the service failed a moment ago. */
  | 'failed-before'
  /** An address for which the caller gave no hook, such as `ldap:` or a directory name. */
  | 'no-resolver';

/** One question. */
export interface RetrievalAttempt {
  readonly kind: 'ocsp' | 'crl' | 'certificates';
  /** Where, without user information and query; a directory name as text. */
  readonly url: string;
  /** `answered`, from the service or out of the cache, or what went wrong. */
  readonly outcome: 'answered' | 'cached' | RetrievalProblem;
  /** A few words more, such as the HTTP status. */
  readonly detail?: string;
}

/** Takes note of attempts. */
export type OnAttempt = (attempt: RetrievalAttempt) => void;
