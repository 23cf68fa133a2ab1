/**
 * `credentials/authorizeCheck` (CSC API v2.0.0.2 §11.9).
 *
 * @module
 */
import { checkDecision } from '../approvals.ts';
import type { RsspContext } from '../context.ts';
import type { Method } from '../method.ts';
import { assertKnown } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';

/** The method. A handle is good for the application that it was given to. */
export function createAuthorizeCheck(context: RsspContext): Method {
  return {
    name: 'credentials/authorizeCheck',
    dialects: ['v2'],
    access: 'seal-or-manage',
    async answer({ caller, parameters }) {
      assertKnown(parameters, ['handle']);
      const { handle } = parameters.values;
      const approval = typeof handle === 'string' ? context.store.approvals.get(handle) : undefined;
      const isTheirs = approval?.terms.clientId === caller.client.id && approval.terms.user === caller.user;
      if (typeof handle !== 'string' || !isTheirs) throw invalidRequest('Invalid parameter handle');
      return checkDecision(context, handle);
    },
  };
}
