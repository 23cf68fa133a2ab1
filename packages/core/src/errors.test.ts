import { describe, expect, it } from 'vitest';
import { CoreError, DecodeError, EsealError, isEsealError } from './errors.ts';

describe('errors of the SDK', () => {
  it('have a code, facts, and the error that led to them', () => {
    const cause = new Error('socket hang up');
    const error = new CoreError('TRANSPORT_FAILED', 'no answer', {
      cause,
      retryable: true,
      facts: { status: 503 },
    });
    expect(error).toMatchObject({
      name: 'CoreError',
      code: 'TRANSPORT_FAILED',
      message: 'no answer',
      cause,
      retryable: true,
    });
    expect(error.facts).toEqual({ status: 503 });
    expect([error instanceof Error, error instanceof EsealError]).toEqual([true, true]);
  });

  it('are final and say nothing more unless told otherwise', () => {
    const error = new CoreError('ABORTED', 'given up');
    expect([error.retryable, error.facts, 'cause' in error]).toEqual([false, {}, false]);
  });

  it('in bytes name the structure and the place', () => {
    const error = new DecodeError('length is missing', 'Certificate.tbsCertificate', 17);
    expect(error).toMatchObject({
      name: 'DecodeError',
      code: 'DECODE_FAILED',
      message: 'Certificate.tbsCertificate: length is missing (at byte 17)',
      facts: { path: 'Certificate.tbsCertificate', offset: 17 },
    });
    expect(new DecodeError('too many', 'X', 0, { budget: true }).code).toBe('BUDGET_EXCEEDED');
  });

  it('are told from others, also those of another installed copy', () => {
    const otherCopy = Object.defineProperty(new Error('given up'), Symbol.for('eseal.error'), {
      value: true,
    });
    expect(isEsealError(new CoreError('ABORTED', ''))).toBe(true);
    expect(isEsealError(otherCopy)).toBe(true);
    for (const other of [
      new Error('x'),
      { code: 'ABORTED' },
      'ABORTED',
      null,
      undefined,
      Symbol.for('eseal.error'),
    ])
      expect(isEsealError(other)).toBe(false);
  });

  it('do not show their mark when they are printed', () => {
    expect(Object.keys(new CoreError('ABORTED', ''))).not.toContain('eseal.error');
    expect(JSON.parse(JSON.stringify(new CoreError('ABORTED', '')))).toEqual({
      name: 'CoreError',
      code: 'ABORTED',
      retryable: false,
      facts: {},
    });
  });
});
