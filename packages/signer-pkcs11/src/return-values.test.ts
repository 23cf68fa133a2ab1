import { describe, expect, it } from 'vitest';
import { createBinding } from './binding.ts';
import { knownReturnValues, returnValue } from './return-values.ts';
import { ckrError } from './test-fake-binding.ts';
import { isLost, returnValueOf, tokenError } from './token-error.ts';

describe('return values of PKCS #11', () => {
  it.each(knownReturnValues)('%i becomes an error with its number and name', (number) => {
    const { code, lost, name, retryable } = returnValue(number);
    const error = tokenError(ckrError(number), 'signing');
    expect(error).toMatchObject({
      code,
      retryable,
      facts: { returnValue: number, returnValueName: name },
      cause: { code: number },
    });
    expect(error.message).toContain(name);
    expect([isLost(ckrError(number)), isLost(error)]).toEqual([lost, lost]);
  });

  it('have the names that the binding has for them', async () => {
    const constants: Readonly<Record<string, unknown>> = await import('pkcs11js');
    const named = knownReturnValues.filter((number) => constants[returnValue(number).name] !== undefined);
    expect(named.length).toBeGreaterThan(45);
    for (const number of named) expect(constants[returnValue(number).name]).toBe(number);
  });

  it('that only a vendor knows are failures of the token, with their number', () => {
    expect(tokenError(ckrError(0x80000123), 'signing')).toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      facts: { returnValueName: '0x80000123', returnValue: 0x80000123 },
    });
  });

  it('are none where the binding itself failed', () => {
    expect(returnValueOf(new TypeError('Argument 2 has wrong type'))).toBeUndefined();
    expect(returnValueOf('CKR_OK')).toBeUndefined();
    expect(tokenError(new TypeError('x'), 'signing')).toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      facts: {},
    });
  });
});

describe('the binding', () => {
  it('that is not installed or was not built is missing, and the message says how to get it', async () => {
    const absent = () => Promise.reject(new Error("Cannot find module 'pkcs11js'"));
    const failure = createBinding(absent);
    await expect(failure).rejects.toMatchObject({ code: 'PKCS11_BINDING_MISSING' });
    await expect(failure).rejects.toThrow(/npm install pkcs11js/);
  });
});
