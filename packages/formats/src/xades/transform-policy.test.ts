import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { textOf } from './test-seals.ts';
import { transformPolicyDocument } from './transform-policy.ts';

const RULES = '<?xml version="1.0"?>\n<!-- note --><rules b="2"\ta="1"><digest>x</digest><rule/></rules>';

const transforms = (...inner: readonly string[]): Uint8Array =>
  utf8(`<ds:Transforms xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${inner.join('')}</ds:Transforms>`);
const C14N = '<ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></ds:Transform>';
const WITHOUT_DIGEST =
  '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><XPath xmlns="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">/*/digest</XPath></ds:Transform>';

describe('the transforms of a policy', () => {
  it('make what its digest is over', () => {
    expect(textOf(transformPolicyDocument(utf8(RULES), transforms(C14N)))).toBe(
      '<rules a="1" b="2"><digest>x</digest><rule></rule></rules>',
    );
    expect(textOf(transformPolicyDocument(utf8(RULES), transforms(WITHOUT_DIGEST, C14N)))).toBe(
      '<rules a="1" b="2"><rule></rule></rules>',
    );
    expect(textOf(transformPolicyDocument(utf8('no XML'), transforms()))).toBe('no XML');
  });

  it('are refused when they are not known, and do not fit what is no XML', () => {
    const xslt = '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></ds:Transform>';
    expect(() => transformPolicyDocument(utf8(RULES), transforms(xslt))).toThrow(
      expect.objectContaining({ code: 'XML_TRANSFORM_REFUSED' }),
    );
    expect(() => transformPolicyDocument(utf8('no XML'), transforms(C14N))).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^XML_/) }),
    );
  });
});
