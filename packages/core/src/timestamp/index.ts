/** Time-stamping (RFC 3161). @module */

export type { Timer } from '../util/timer.ts';
export type { BackOffPolicy } from './back-off.ts';
export { checkToken, type TokenExpectation } from './check-answer.ts';
export { createTimestampClient, type TimestampClientOptions } from './client.ts';
export { askInOrder } from './failures.ts';
export { createMeasuredSource } from './measured-source.ts';
export { createNonce } from './nonce.ts';
export { createTimestampPool, type TimestampPoolMember, type TimestampPoolOptions } from './pool.ts';
export { createRateLimiter, isRateLimit, type RateLimit, type RateLimiter } from './rate-limit.ts';
export {
  encodeTimestampRequest,
  parseTimestampRequest,
  type ReceivedTimestampRequest,
  type TimestampRequest,
} from './request.ts';
export { parseTimestampResponse, TIMESTAMP_STATUS, type TimestampResponse } from './response.ts';
export type { TimestampSource } from './source.ts';
export { timestampDocument } from './timestamp-document.ts';
export { parseTimestampToken, type TimestampToken, type TstInfo } from './token.ts';
export {
  hasTimestampPurpose,
  type TokenProblem,
  type TokenVerification,
  verifyTokenSignature,
} from './verify-token.ts';
