import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../xml/parser.ts';
import { findSignatures } from './find-signatures.ts';
import { parseText } from './test-parsing.ts';
import { propertiesXml, signatureXml } from './test-signature.ts';

const find = (content: string) =>
  findSignatures(parseXml(utf8(`<a xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${content}</a>`)));
const SIGNATURE = '<ds:Signature/>';

describe('the signatures of a document', () => {
  it('are found wherever they stand, and nothing that is only called so', () => {
    expect(find('')).toEqual([]);
    expect(find('<Signature/><ds:SignatureValue/>')).toEqual([]);
    expect(
      find(`${SIGNATURE}<b><ds:Signature><ds:Object>${SIGNATURE}</ds:Object></ds:Signature></b>`),
    ).toHaveLength(3);
  });

  it('countersign the one in whose unsigned properties they stand', async () => {
    const counter = `<xades:CounterSignature>${SIGNATURE}</xades:CounterSignature>`;
    const outer = await signatureXml({ references: [], after: propertiesXml({ unsigned: counter }).object });
    const [first, second] = find(outer);
    expect(second?.countersigned).toBe(first?.element);
    expect(first?.countersigned).toBeUndefined();
    const moved = await signatureXml({ references: [], after: propertiesXml({ signed: counter }).object });
    expect(find(moved)[1]?.countersigned).toBeUndefined();
  });

  it('are refused when there are more than anyone makes', () => {
    expect(find(SIGNATURE.repeat(1000))).toHaveLength(1000);
    expect(() => find(SIGNATURE.repeat(1001))).toThrowError(
      expect.objectContaining({ code: 'XML_LIMIT_EXCEEDED' }),
    );
  });

  it('inside each other are read soon, or refused', async () => {
    let nested = '';
    for (let depth = 0; depth < 150; depth++) {
      const unsigned = `<xades:CounterSignature>${nested === '' ? SIGNATURE.replace('<ds:Signature', '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"') : nested}</xades:CounterSignature>`;
      nested = await signatureXml({
        id: `S${depth}`,
        references: [{ uri: '', over: '' }],
        after: propertiesXml({ unsigned, id: `P${depth}`, target: `#S${depth}` }).object,
      });
    }
    const started = performance.now();
    expect(await parseText(nested)).toHaveLength(151);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
