import { CoreError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { transportError } from './transport-error.ts';

const failed = (facts = {}) =>
  new CoreError('TRANSPORT_FAILED', 'https://rssp.test: no answer', { retryable: true, facts });
const refused = (facts = {}) => new CoreError('TRANSPORT_REFUSED', 'refused', { facts });

describe('a request without answer', () => {
  it.each([
    ['signs and may have been sent', failed(), true, 'CSC_OUTCOME_UNKNOWN', 'unknown', false],
    ['signs and was not sent', failed({ sent: false }), true, 'SIGNER_UNAVAILABLE', 'not-sent', true],
    ['only reads', failed(), false, 'SIGNER_UNAVAILABLE', 'unknown', true],
    ['goes to an address that is not allowed', refused(), true, 'SIGNER_UNAVAILABLE', 'not-sent', false],
    [
      'has an answer that is too long',
      refused({ maxBytes: 9 }),
      true,
      'CSC_ANSWER_INVALID',
      'unknown',
      false,
    ],
    ['was given up', new CoreError('ABORTED', 'aborted'), true, 'ABORTED', 'unknown', false],
  ])('that %s', (_, cause, spends, code, outcome, retryable) => {
    const error = transportError(cause, { method: 'signatures/signHash', spends });
    expect(error).toMatchObject({
      code,
      outcome,
      retryable,
      cause,
      facts: { method: 'signatures/signHash' },
    });
  });

  it('is not what a Transport does wrong itself', () => {
    const mistake = new TypeError('no service');
    expect(transportError(mistake, { method: 'info', spends: false })).toBe(mistake);
  });
});
