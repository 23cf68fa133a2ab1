/**
 * Methods that return signature values and time-stamps.
 *
 * @see CSC API v1.0.4.0 §11.9, §11.10; v2.0.0.2 §11.13, §11.15, §11.16
 * @module
 */
import { CscError } from '../errors.ts';
import type { SignHashRequest } from '../model/requests.ts';
import { pollingBody, signHashBody, timestampBody } from '../wire/request-bodies.ts';
import { readResponseId, readSignatureValues, readTimestampToken } from '../wire/signature-answer.ts';
import { bearerOf } from './authorization-methods.ts';
import type { CscClient } from './client.ts';
import { signTimeoutMs } from './method-rules.ts';
import type { Service } from './service.ts';

type Methods = 'signHash' | 'startSignHash' | 'pollSignatures' | 'timestamp';

const SIGN_HASH = 'signatures/signHash';

/** The methods. */
export function signatureMethods(service: Service): Pick<CscClient, Methods> {
  const { profile } = service.context;
  return {
    async signHash(request, options) {
      assertSignable(request);
      const body = signHashBody(await service.writing(options), request);
      const answer = await service.call({ method: SIGN_HASH, body, ...limitsOf(request) }, options);
      return readSignatureValues(answer, { method: SIGN_HASH, count: request.hashes.length, profile });
    },
    async startSignHash(request, asynchronous, options) {
      assertSignable(request);
      const body = signHashBody(await service.writing(options), request, asynchronous);
      const answer = await service.call({ method: SIGN_HASH, body, ...limitsOf(request) }, options);
      return { responseId: readResponseId(answer, SIGN_HASH) };
    },
    async pollSignatures({ responseId }, count, options) {
      const method = 'signatures/signPolling';
      const body = pollingBody(await service.writing(options), responseId);
      const answer = await service.call({ method, body }, options);
      if (answer.status === 202) return { kind: 'pending', retryAfterMs: answer.retryAfterMs };
      return { kind: 'done', values: readSignatureValues(answer, { method, count, profile }) };
    },
    async timestamp(request, options) {
      const body = timestampBody(await service.writing(options), request);
      return readTimestampToken(await service.call({ method: 'signatures/timestamp', body }, options));
    },
  };
}

function limitsOf({
  authorization,
  hashes,
}: SignHashRequest): ReturnType<typeof bearerOf> & { timeoutMs: number } {
  return { ...bearerOf(authorization), timeoutMs: signTimeoutMs(hashes.length) };
}

/** The authorisation itself is checked by the Signer; here only that it is not for another key. */
function assertSignable({ authorization, credential, hashes }: SignHashRequest): void {
  const isForIt = authorization.credentialId === credential.id;
  if (isForIt && hashes.length > 0) return;
  const why = isForIt ? 'there are no hashes' : 'the authorisation is for another credential';
  throw new CscError('INVALID_ARGUMENT', `${SIGN_HASH}: ${why}`, {
    outcome: 'not-sent',
    facts: { method: SIGN_HASH },
  });
}
