/**
 * `signatures/signPolling` (CSC API v2.0.0.2 §11.14). Its `requestID` is what other methods call `responseID`.
 *
 * @module
 */
import type { RsspContext } from '../context.ts';
import { isKind, takeFault } from '../faults/fault.ts';
import { type Method, ok } from '../method.ts';
import { assertKnown, optionalString, requiredString } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';

const NAME = 'signatures/signPolling';

/** The method. */
export function createSignPolling(context: RsspContext): Method {
  return {
    name: NAME,
    dialects: ['v2'],
    access: 'seal',
    async answer({ caller, parameters }) {
      assertKnown(parameters, ['requestID', 'userID', 'clientData']);
      const response = context.store.responses.get(requiredString(parameters, 'requestID'));
      const userID = optionalString(parameters, 'userID');
      optionalString(parameters, 'clientData');
      if (userID !== undefined && caller.user !== undefined) {
        throw invalidRequest('userID parameter SHALL be null');
      }
      if (userID !== undefined && !caller.client.users.includes(userID)) {
        throw invalidRequest('Invalid parameter userID');
      }
      const isTheirs = response?.clientId === caller.client.id && response.user === caller.user;
      if (!isTheirs || response.expiresAt <= context.clock.now().getTime()) {
        throw invalidRequest('Invalid parameter requestID');
      }
      const isEndless = takeFault(context.faults, NAME, isKind('endless-pending')) !== undefined;
      if (response.pollsLeft === 0 && !isEndless) return ok(response.body);
      response.pollsLeft = Math.max(response.pollsLeft - 1, 0);
      throw new Problem('accepted_request', 'The request is being processed', 202, { 'retry-after': '1' });
    },
  };
}
