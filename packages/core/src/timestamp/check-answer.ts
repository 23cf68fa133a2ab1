/**
 * What an authority answered, checked before anybody uses it (RFC 3161 §2.2, §2.4.2).
 *
 * @module
 */
import { CoreError, DecodeError } from '../errors.ts';
import { redactUrl } from '../http/redact-url.ts';
import type { HttpResponse } from '../http/transport.ts';
import { equalBytes } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import { formatName } from '../x509/format-name.ts';
import { belongsToAuthority } from './authority.ts';
import type { TimestampRequest } from './request.ts';
import { parseTimestampResponse, type TimestampResponse } from './response.ts';
import { parseTimestampToken, type TimestampToken } from './token.ts';
import { verifyTokenSignature } from './verify-token.ts';

/**
 * The token of an answer.
 *
 * @throws CoreError `TIMESTAMP_UNAVAILABLE`, `TIMESTAMP_INVALID` or `TIMESTAMP_REFUSED`
 */
export function readAnswer(url: string, answer: HttpResponse): Uint8Array {
  const shown = redactUrl(url);
  const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (answer.status !== 200) {
    const facts = { url: shown, status: answer.status };
    const retryable = answer.status >= 500 || answer.status === 429;
    const message = `${shown} answered HTTP ${answer.status}`;
    throw new CoreError('TIMESTAMP_UNAVAILABLE', message, { retryable, facts });
  }
  if (type !== 'application/timestamp-reply' && answer.body[0] !== 0x30) {
    throw invalid(url, `answered with ${type ?? 'no content type'} instead of application/timestamp-reply`);
  }
  const response = decodeAnswer(url, () => parseTimestampResponse(answer.body));
  // RFC 3161 §2.4.2: no token unless granted; modifications were not asked for but are allowed.
  if (response.status !== 'granted' && response.status !== 'grantedWithMods') {
    throw new CoreError('TIMESTAMP_REFUSED', `${shown} refused: ${describeRefusal(response)}`, {
      facts: { url: shown, status: response.status, failInfo: response.failures.join(' ') },
      retryable:
        response.failures.includes('timeNotAvailable') || response.failures.includes('systemFailure'),
    });
  }
  if (response.token === undefined) throw invalid(url, 'granted without a token');
  return response.token;
}

/** Longest text of an authority that is repeated. */
const MAX_TEXT = 200;

function describeRefusal({ status, failures, statusText }: TimestampResponse): string {
  const said = statusText.replace(/\p{C}+/gu, ' ').slice(0, MAX_TEXT);
  return [status, ...failures, said].filter(Boolean).join(', ');
}

function decodeAnswer<T>(url: string, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof DecodeError)
      throw invalid(url, 'answered with something that is no timestamp', cause);
    throw cause;
  }
}

function invalid(url: string, reason: string, cause?: unknown): CoreError {
  const shown = redactUrl(url);
  return new CoreError('TIMESTAMP_INVALID', `${shown}: ${reason}`, { cause, facts: { url: shown } });
}

/** What a token is checked against. */
export interface TokenExpectation {
  readonly request: TimestampRequest;
  readonly now: Date;
  /** Farthest that the stated time may lie from `now`, in milliseconds. */
  readonly maxClockSkewMs: number;
  /** What the authority is known by: its unit's certificate, or that of the CA above its units. Default: anybody's. */
  readonly authority?: Certificate;
}

/**
 * Checks that a token answers the request, verifies, and is of the authority that was asked. Whether that authority is to be
 * trusted is the validator's question.
 *
 * @param url - where it came from, for messages
 * @throws CoreError `TIMESTAMP_INVALID`, or `TIMESTAMP_AUTHORITY_MISMATCH` for a good token of somebody else
 * @see RFC 3161 §2.2, §2.4.2
 */
export async function checkToken(
  url: string,
  bytes: Uint8Array,
  expectation: TokenExpectation,
): Promise<void> {
  const token = decodeAnswer(url, () => parseTimestampToken(bytes));
  const problem = mismatch(token, expectation);
  if (problem !== undefined) throw invalid(url, problem);
  const verification = await verifyTokenSignature(token.signedData);
  if (verification.kind === 'broken')
    throw invalid(url, `the token does not verify: ${verification.problem}`);
  const { authority } = expectation;
  if (authority === undefined) return;
  const between = token.signedData.certificates.flatMap((raw) => readable(() => parseCertificate(raw)) ?? []);
  if (await belongsToAuthority(verification.certificate, authority, between)) return;
  const shown = redactUrl(url);
  throw new CoreError('TIMESTAMP_AUTHORITY_MISMATCH', `${shown}: the token is of another authority`, {
    facts: { url: shown, signer: formatName(verification.certificate.subject) },
  });
}

/** What in a token does not answer the request (RFC 3161 §2.2, §2.4.2). */
function mismatch(
  { tstInfo }: TimestampToken,
  { request, now, maxClockSkewMs }: TokenExpectation,
): string | undefined {
  if (tstInfo.imprintAlgorithm !== request.digestAlgorithm || !equalBytes(tstInfo.imprint, request.digest)) {
    return 'the token stamps something else';
  }
  if (tstInfo.nonce === undefined || !equalBytes(tstInfo.nonce, request.nonce))
    return 'the token has another nonce';
  if (request.policy !== undefined && tstInfo.policy !== request.policy) {
    return `the token has policy ${tstInfo.policy} instead of ${request.policy}`;
  }
  const skew = Math.abs(tstInfo.genTime.getTime() - now.getTime());
  return skew > maxClockSkewMs ? `the token's time ${tstInfo.genTime.toISOString()} is not now` : undefined;
}
