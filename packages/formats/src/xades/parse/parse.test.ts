import { utf8 } from '@eseal/core';
import { describe, expect, it, vi } from 'vitest';
import { parseXades } from './parse.ts';
import { parseOne, parseText } from './test-parsing.ts';
import { ENVELOPED, propertiesReference, propertiesXml, signatureXml } from './test-signature.ts';

describe('an XML document', () => {
  it('without signatures has none', async () => {
    expect(await parseXades(utf8('<a/>'))).toEqual({
      format: 'xades',
      signatures: [],
      timestamps: [],
      findings: [],
    });
  });

  it.each([
    ['XML_SYNTAX', '<a>'],
    ['XML_DTD_REFUSED', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ])('that is refused says %s', async (code, document) => {
    await expect(parseText(document)).rejects.toMatchObject({ code });
  });

  it('that is too long is refused before it is read', async () => {
    const read = vi.fn();
    await expect(parseXades({ size: 2 ** 30, read })).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
    expect(read).not.toHaveBeenCalled();
  });

  it('gives a plain signature as XMLDSig, a signature with qualifying properties as XAdES', async () => {
    const plain = await signatureXml({ references: [{ uri: '', transforms: [ENVELOPED], over: '<a></a>' }] });
    expect(await parseOne(`<a>${plain}</a>`)).toMatchObject({
      format: 'XMLDSig',
      form: 'NOT-ETSI',
      claimedTime: undefined,
      counterSignatureOf: null,
      scope: { coversWholeDocument: true },
    });
    const properties = propertiesXml();
    const signature = await parseOne(
      await signatureXml({ references: [propertiesReference(properties)], after: properties.object }),
    );
    expect(signature).toMatchObject({ format: 'XAdES', claimedTime: new Date('2026-01-01T00:00:00Z') });
  });

  it('names signatures by their bytes, equally in every run', async () => {
    const one = await signatureXml({ references: [{ uri: '', transforms: [ENVELOPED], over: '<a></a>' }] });
    const [first, second] = await parseText(`<a>${one}${one}</a>`);
    expect(first?.id).toMatch(/^S-[0-9a-f]{16}$/);
    expect(second?.id).toBe(`${first?.id}-2`);
    expect((await parseOne(`<a>${one}</a>`)).id).toBe(first?.id);
  });
});
