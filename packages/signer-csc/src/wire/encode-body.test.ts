import { describe, expect, it } from 'vitest';
import { secret } from '../util/secret.ts';
import { encodeBody } from './encode-body.ts';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('the body of a request', () => {
  const body = {
    PIN: secret('1234'),
    authData: [
      { id: 'OTP', value: secret('987654') },
      { id: 'OOB', value: undefined },
    ],
    numSignatures: 2,
    certInfo: true,
    description: undefined,
  };

  it('reveals secrets, names them, and leaves out what is undefined', () => {
    const { bytes, secrets } = encodeBody(body, { scalarTypes: 'native' });
    expect(JSON.parse(textOf(bytes))).toEqual({
      PIN: '1234',
      authData: [{ id: 'OTP', value: '987654' }, { id: 'OOB' }],
      numSignatures: 2,
      certInfo: true,
    });
    expect(secrets.map((one) => one.reveal())).toEqual(['1234', '987654']);
  });

  it('has numbers and truth values as texts where a service wants them so', () => {
    const { bytes } = encodeBody(body, { scalarTypes: 'strings' });
    expect(JSON.parse(textOf(bytes))).toMatchObject({ numSignatures: '2', certInfo: 'true', PIN: '1234' });
  });

  it('is an empty object where there is nothing to say', () => {
    expect(textOf(encodeBody({}, { scalarTypes: 'native' }).bytes)).toBe('{}');
  });
});
