import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { asicOptions, chooseContainer } from './asic-options.ts';

const digest = { algorithm: 'SHA-256', digest: new Uint8Array(32) } as const;

describe('chooseContainer', () => {
  it('puts the document under its file name into a new container, with CAdES unless told', () => {
    expect(chooseContainer('in/a.csv', false, {})).toEqual({ container: 'cades', document: 'a.csv' });
    expect(chooseContainer('in/a.csv', false, { container: 'xades', content: ['b.csv'] })).toEqual({
      container: 'xades',
      document: 'a.csv',
    });
  });

  it('gives a container that is there a further seal, and no further documents', () => {
    expect(chooseContainer('a.asice', true, {})).toEqual({ container: 'cades', document: undefined });
    expect(() => chooseContainer('a.asice', true, { content: ['b.csv'] })).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining('a.asice') }),
    );
  });
});

describe('asicOptions', () => {
  it('takes documents beside the first whose bytes and names are known', () => {
    const source = utf8('b');
    const beside = [{ name: 'b.csv', source }, { name: 'c.csv', source: digest }, { source }];
    const chosen = { container: 'xades', document: 'a.csv' } as const;
    expect(asicOptions('asic-e', chosen, beside)).toEqual({
      type: 'asic-e',
      container: 'xades',
      name: 'a.csv',
      contents: [{ name: 'b.csv', source }],
    });
  });

  it('puts a further seal beside those of a container, with no documents', () => {
    const chosen = { container: 'cades', document: undefined } as const;
    expect(asicOptions('asic-s', chosen, [{ name: 'b.csv', source: utf8('b') }])).toEqual({
      type: 'asic-s',
      container: 'cades',
      parallelTo: 'document',
    });
  });
});
