import { describe, expect, it } from 'vitest';
import { xadesOptions } from './xades-options.ts';

describe('xadesOptions', () => {
  it.each([
    ['end-of-root', { kind: 'end-of-root' }],
    ['ubl-extensions', { kind: 'ubl-extensions' }],
    ['id:seal-here', { kind: 'element-id', id: 'seal-here' }],
    ['id:a:b', { kind: 'element-id', id: 'a:b' }],
  ])('knows the place %s', (place, expected) => {
    expect(xadesOptions('a.xml', 'enveloped', { place })).toEqual({
      packaging: 'enveloped',
      place: expected,
    });
  });

  it.each(['', 'id:', 'root', 'UBL-EXTENSIONS'])('refuses the place %j', (place) => {
    expect(() => xadesOptions('a.xml', 'enveloped', { place })).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });

  it('refuses a place for seals that stand in no document', () => {
    for (const packaging of ['enveloping', 'detached'] as const) {
      expect(() => xadesOptions('a.xml', packaging, { place: 'ubl-extensions' })).toThrow(
        expect.objectContaining({ code: 'USAGE', message: expect.stringContaining('a.xml') }),
      );
    }
  });

  it('refers to a document beside the seal by its name, without the folders', () => {
    expect(xadesOptions('/home/me/請求書 1.xml', 'detached', {})).toEqual({
      packaging: 'detached',
      name: '請求書 1.xml',
    });
  });
});
