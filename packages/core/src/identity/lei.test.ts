import { describe, expect, it } from 'vitest';
import { checkLei, leiCheckDigits } from './lei.ts';
import vectors from './vectors/numbers.json';

describe('Legal Entity Identifiers', () => {
  it.each(vectors.leis)('judges $lei ($holder) as $result', ({ lei, result, expected }) => {
    const check = checkLei(lei);
    expect(check.kind).toBe(result);
    if (check.kind === 'check-digit') expect(check).toMatchObject({ expected, found: lei.slice(18) });
  });

  it('notices every digit in place of another and every letter in place of another', () => {
    const good = '506700GE1G29325QX363';
    for (let at = 0; at < 20; at++) {
      const alike = /[0-9]/.test(good[at] ?? '') ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
      for (const character of alike) {
        const altered = good.slice(0, at) + character + good.slice(at + 1);
        expect(checkLei(altered).kind, altered).toBe(altered === good ? 'ok' : 'check-digit');
      }
    }
  });

  it('cannot notice every letter in place of a digit', () => {
    expect(checkLei('5Z6700GE1G29325QX363').kind).toBe('ok');
  });

  it('refuses the check digits 00, 01 and 99 although they leave the same remainder as 97, 98 and 02', () => {
    const base = Array.from({ length: 97 }, (_, n) => `5067000000000000${String(n).padStart(2, '0')}`).find(
      (candidate) => leiCheckDigits(candidate) === '98',
    );
    expect(base).toBeDefined();
    expect(checkLei(`${base}98`).kind).toBe('ok');
    expect(checkLei(`${base}01`)).toEqual({ kind: 'check-digit', expected: '98', found: '01' });
  });

  it('gives no check digits of anything but eighteen digits and capitals', () => {
    for (const base of ['', '506700GE1G29325QX', '506700ge1g29325qx3', '506700GE1G29325QX363']) {
      expect(() => leiCheckDigits(base)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    }
  });
});
