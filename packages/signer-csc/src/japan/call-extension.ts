/**
 * Methods of the Japanese extension. A service has them only if it names them: unlike those of the API itself, they are never assumed.
 *
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import type { MethodAnswer, MethodCall } from '../model/requests.ts';

/**
 * Calls a method that the service names in `info.methods`.
 *
 * @throws CscError `CSC_METHOD_MISSING` where it does not, and what {@link CscClient.call} throws
 */
export async function callExtension(
  client: CscClient,
  call: MethodCall,
  options?: CallOptions,
): Promise<MethodAnswer> {
  await assertNamed(client, call.method, options);
  return client.call(call, options);
}

/** Refuses a method that the service does not name. */
async function assertNamed(client: CscClient, method: string, options?: CallOptions): Promise<void> {
  const { methods } = await client.info(options);
  if (methods.includes(method)) return;
  throw new CscError('CSC_METHOD_MISSING', `${method}: the service does not name this method`, {
    outcome: 'not-sent',
    facts: { method },
  });
}
