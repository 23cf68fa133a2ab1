/**
 * `manages/deleteKey`: the end of a key. It cannot be undone, and may be asked for twice.
 *
 * @see ETSI TS 119 431-1 (deletion of signing keys)
 * @module
 */
import type { RsspContext } from '../context.ts';
import { type Method, ok } from '../method.ts';
import { assertKnown, oneOf, optionalString, requiredString } from '../parameters.ts';
import { assertLoggedIn } from './manage-login.ts';
import { answerOnce, destroyKey, managedCredential } from './managed-keys.ts';

const REASONS = ['expired', 'revoked', 'compromise', 'customer', 'enrolment-aborted'] as const;

/** The method. */
export function createDeleteKey(context: RsspContext): Method {
  return {
    name: 'manages/deleteKey',
    dialects: ['v1', 'v2'],
    access: 'manage',
    async answer(call) {
      const { parameters } = call;
      assertLoggedIn(call);
      assertKnown(parameters, ['credentialID', 'reason', 'revocationStatus', 'requestID', 'clientData']);
      requiredString(parameters, 'reason');
      oneOf(parameters, 'reason', REASONS, 'customer');
      optionalString(parameters, 'revocationStatus');
      const body = await answerOnce(context, call, 'deleteKey', async () => {
        const { managed } = managedCredential(context, call);
        destroyKey(context, managed);
        return {
          credentialID: managed.credentialId,
          lifecycle: managed.lifecycle,
          destroyedAt: context.clock.now().toISOString(),
        };
      });
      return ok(body);
    },
  };
}
