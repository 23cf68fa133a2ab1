import { utf8 } from '@eseal/core';
import { flipBit, indexOfBytes, invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';

const INVOICE = invoiceXml();

let first: TestSealer;
let second: TestSealer;
beforeAll(async () => {
  first = await createTestSealer();
  second = await createTestSealer({ keyOf: { seal: 'rsa-2048' } });
});

describe('seals side by side in a document', () => {
  it('hold both, and no byte of the first is touched', async () => {
    const one = await first.sealed(INVOICE);
    const both = await second.sealed(one);
    expect(await checkSeals(both)).toEqual([true, true]);
    expect(textOf(both).startsWith(textOf(one).slice(0, textOf(one).lastIndexOf('</')))).toBe(true);
    const three = await first.sealed(both, {}, { adesLevel: 'B-T' });
    expect(await checkSeals(three)).toEqual([true, true, true]);
  });

  it('break together with the document, and one by one with their own parts', async () => {
    const both = await second.sealed(await first.sealed(INVOICE));
    expect(await checkSeals(flipBit(both, indexOfBytes(both, utf8('株式会社')) + 2, 1))).toEqual([
      false,
      false,
    ]);
    const text = textOf(both);
    const value = text.lastIndexOf('</ds:SignatureValue>') - 10;
    const changed = `${text.slice(0, value)}${text[value] === 'A' ? 'B' : 'A'}${text.slice(value + 1)}`;
    expect(await checkSeals(changed)).toEqual([true, false]);
  });

  it('may stand over elements of which each covers its own', async () => {
    const document = '<a><b Id="b"/><c Id="c"/></a>';
    const packaging = 'internally-detached';
    const one = await first.sealed(document, { packaging, elementIds: ['b'] });
    expect(await checkSeals(await second.sealed(one, { packaging, elementIds: ['c'] }))).toEqual([
      true,
      true,
    ]);
  });

  it('may cover the seals before them', async () => {
    const one = await first.sealed(INVOICE);
    const both = await second.sealed(one, { coverEarlierSeals: true });
    expect(await checkSeals(both)).toEqual([true, true]);
    const other = textOf(both).replace('</ds:KeyInfo>', '</ds:KeyInfo> ');
    expect(await checkSeals(other)).toEqual([true, false]);
  });
});

describe('a seal that would break another', () => {
  it('is refused in a document that is covered to its last byte', async () => {
    const one = await first.sealed(INVOICE, { coverEarlierSeals: true });
    await expect(second.sealed(one)).rejects.toMatchObject({
      code: 'XML_CHANGE_FORBIDDEN',
      facts: { uri: '' },
    });
  });

  it('is refused in an element that is covered, not beside it', async () => {
    const one = await first.sealed('<a><b Id="b"/></a>', {
      packaging: 'internally-detached',
      elementIds: ['b'],
    });
    expect(await checkSeals(await second.sealed(one))).toEqual([true, true]);
    const inside = second.sealed(one, { place: { kind: 'element-id', id: 'b' } });
    await expect(inside).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN', facts: { uri: '#b' } });
  });

  it('is refused inside another seal, which may be the whole document', async () => {
    const one = await first.sealed(INVOICE);
    for (const name of ['SignedProperties', 'Reference']) {
      const id = new RegExp(`:${name} Id="([^"]*)"`).exec(textOf(one))?.[1] ?? '';
      const inside = second.sealed(one, { place: { kind: 'element-id', id } });
      await expect(inside).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
    }
    const enveloping = await first.sealed(INVOICE, { packaging: 'enveloping' });
    await expect(second.sealed(enveloping)).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
  });

  it('is refused where it cannot be told', async () => {
    const one = textOf(await first.sealed(INVOICE));
    for (const other of [
      one.replace('REC-xpath-19991116', 'REC-xslt-19991116'),
      one.replace('URI=""', 'URI="#nothing"'),
    ]) {
      await expect(second.sealed(other)).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
    }
    const external = one.replace('URI=""', 'URI="http://example.jp/"');
    expect((await checkSeals(await second.sealed(external))).at(-1)).toBe(true);
  });

  it('is refused among extensions that another seal covers', async () => {
    const one = await first.sealed(INVOICE);
    const inUbl = second.sealed(one, { place: { kind: 'ubl-extensions' } });
    await expect(inUbl).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
  });
});
