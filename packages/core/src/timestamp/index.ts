/** Time-stamping (RFC 3161). @module */
export { createTimestampClient, type TimestampClientOptions } from './client.ts';
export { encodeTimestampRequest, type TimestampRequest } from './request.ts';
export { parseTimestampResponse, TIMESTAMP_STATUS, type TimestampResponse } from './response.ts';
export type { TimestampSource } from './source.ts';
export { parseTimestampToken, type TimestampToken, type TstInfo } from './token.ts';
export {
  hasTimestampPurpose,
  type TokenProblem,
  type TokenVerification,
  verifyTokenSignature,
} from './verify-token.ts';
