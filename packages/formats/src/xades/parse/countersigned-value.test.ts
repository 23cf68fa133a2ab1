import type { ParsedSignature } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { outcomesOf, parseText } from './test-parsing.ts';
import { EXCLUSIVE, propertiesReference, propertiesXml, signatureXml } from './test-signature.ts';

describe('counter-signatures', () => {
  const VALUE =
    '<ds:SignatureValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="S-value">AAAA</ds:SignatureValue>';
  const TYPE = 'http://uri.etsi.org/01903#CountersignedSignature';
  const nested = async (
    uri: string,
    type?: string,
    place = 'CounterSignature',
    over = VALUE,
  ): Promise<readonly ParsedSignature[]> => {
    const counter = await signatureXml({
      id: 'C',
      references: [{ uri, ...(type !== undefined && { type }), transforms: [EXCLUSIVE], over }],
    });
    const properties = propertiesXml({ unsigned: `<xades:${place}>${counter}</xades:${place}>` });
    return parseText(
      await signatureXml({ references: [propertiesReference(properties)], after: properties.object }),
    );
  };

  it('follow the signature they countersign', async () => {
    for (const type of [undefined, TYPE]) {
      const [signature, counter] = await nested('#S-value', type);
      expect(counter?.counterSignatureOf).toBe(signature?.id);
      const outcomes = counter === undefined ? [] : await outcomesOf(counter);
      expect(outcomes.at(-1)).toBe('countersigned-signature intact');
    }
  });

  it('X18: of another value are not of this one', async () => {
    const [, counter] = await nested(
      '#C-value',
      TYPE,
      'CounterSignature',
      VALUE.replace('S-value', 'C-value'),
    );
    const outcomes = counter === undefined ? [] : await outcomesOf(counter);
    expect(outcomes).toEqual(['countersigned-signature intact', 'countersigned-signature broken']);
  });

  it('stand in no other property', async () => {
    const [, other] = await nested('#S-value', TYPE, 'Elsewhere');
    // Such a signature says itself that it countersigns, and is held against nothing else.
    expect(other?.references).toHaveLength(1);
  });

  it('are known by what they say of themselves, beside the signature', async () => {
    const signed = await signatureXml({ references: [{ uri: '#x', over: '' }] });
    const counter = await signatureXml({
      id: 'C',
      references: [{ uri: '#S-value', type: TYPE, transforms: [EXCLUSIVE], over: VALUE }],
    });
    const [first, second] = await parseText(`<a>${signed}${counter}</a>`);
    expect(first?.counterSignatureOf).toBeNull();
    expect(second?.counterSignatureOf).toBe(first?.id);
  });
});
