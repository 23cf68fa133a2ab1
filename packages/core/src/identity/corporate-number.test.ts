import { describe, expect, it } from 'vitest';
import { checkCorporateNumber, corporateNumberCheckDigit } from './corporate-number.ts';
import { readInvoiceRegistrationNumber } from './invoice-registration-number.ts';
import vectors from './vectors/numbers.json';

describe('Corporate Numbers', () => {
  it.each(vectors.corporateNumbers)('judges $number ($holder) as $result', ({ number, result, expected }) => {
    const check = checkCorporateNumber(number);
    expect(check.kind).toBe(result);
    if (check.kind === 'check-digit') expect(check).toMatchObject({ expected, found: number[0] });
  });

  it('notices every wrong digit but a 0 in place of a 9 or a 9 in place of a 0', () => {
    const good = '1180301018771';
    for (let at = 0; at < 13; at++) {
      for (const digit of '0123456789') {
        const altered = good.slice(0, at) + digit + good.slice(at + 1);
        const blind = at > 0 && /^(09|90)$/.test(`${good[at]}${digit}`);
        const passes = altered === good || blind;
        expect(checkCorporateNumber(altered).kind, altered).toBe(passes ? 'ok' : 'check-digit');
      }
    }
  });

  it('gives a check digit of 1 to 9', () => {
    expect(corporateNumberCheckDigit('000000000000')).toBe('9');
    expect(corporateNumberCheckDigit('999999999999')).toBe('9');
    expect(corporateNumberCheckDigit('000012050002')).toBe('7');
    expect(corporateNumberCheckDigit('000000000008')).toBe('1');
  });

  it('gives no check digit of anything but twelve digits', () => {
    for (const base of ['', '00001205000', '7000012050002', '00001205000x']) {
      expect(() => corporateNumberCheckDigit(base)).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
    }
  });
});

describe('registration numbers of invoice issuers', () => {
  it.each(vectors.invoiceRegistrationNumbers)('reads $number as $result', ({ number, result }) => {
    const read = readInvoiceRegistrationNumber(number);
    expect(read.kind).toBe(result);
    if (read.kind === 'corporate') expect(read.corporateNumber).toBe(number.slice(1));
  });
});
