/**
 * Calls that were given up before anything was sent.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { CscError } from '../errors.ts';

/** What the work returns; where it was given up while it waited for its turn, the error says that nothing was sent. */
export async function orNotBegun<T>(method: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What was given up under way is a CscError already.
    if (!isEsealError(error) || error.code !== 'ABORTED' || error instanceof CscError) throw error;
    throw new CscError('ABORTED', `${method}: the call was aborted`, {
      outcome: 'not-sent',
      cause: error,
      facts: { method },
    });
  }
}
