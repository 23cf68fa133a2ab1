import { describe, expect, it } from 'vitest';
import { readCorporateNumber, readRegistrationNumber } from './invoice-number.ts';

describe('readCorporateNumber', () => {
  it.each(['7000012050002', '8000012010038', '1180301018771'])('reads %s', (text) => {
    expect(readCorporateNumber('cbc:EndpointID', text)).toMatchObject({
      reading: 'corporate',
      corporateNumber: text,
    });
  });

  it.each(['1234567890123', '7000012050003', 'T7000012050002', ' 7000012050002', ''])(
    'reads none in "%s"',
    (text) => {
      expect(readCorporateNumber('cbc:EndpointID', text)).toMatchObject({
        reading: 'malformed',
        corporateNumber: null,
      });
    },
  );
});

describe('readRegistrationNumber', () => {
  it('reads the Corporate Number after the T', () => {
    expect(readRegistrationNumber('caller', 'T7000012050002')).toEqual({
      place: 'caller',
      value: 'T7000012050002',
      reading: 'corporate',
      corporateNumber: '7000012050002',
    });
  });

  it('calls no number of a sole proprietor wrong', () => {
    expect(readRegistrationNumber('caller', 'T1234567890123')).toMatchObject({ reading: 'not-corporate' });
  });

  it('makes what it cannot read safe to show', () => {
    const { reading, value } = readRegistrationNumber('caller', `T\u202E${'9'.repeat(500)}`);
    expect(reading).toBe('malformed');
    expect(value).toMatch(/^T\\u202e9+…$/);
    expect(value.length).toBeLessThan(120);
  });
});
