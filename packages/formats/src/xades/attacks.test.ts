import { isEsealError } from '@eseal/core';
import { flipBit, invoiceXml } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';

const INVOICE = invoiceXml({ lines: 1 });

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** What comes of sealing: a seal that holds, or the code of a refusal. */
async function outcome(document: Uint8Array): Promise<string> {
  try {
    const seals = await checkSeals(await sealer.sealed(document));
    return seals.at(-1) === true ? 'sealed' : 'broken';
  } catch (error) {
    return isEsealError(error) ? error.code : String(error);
  }
}

const EXPECTED = /^(sealed|XML_[A-Z_]+)$/;

describe('documents that nobody has looked at', () => {
  it('are sealed so that it holds, or refused with a code', async () => {
    const damaged = fc
      .tuple(fc.nat(INVOICE.length - 1), fc.nat(7))
      .map(([at, bit]) => flipBit(INVOICE, at, bit));
    const any = fc.oneof(damaged, fc.uint8Array({ maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(any, async (document) => {
        expect(await outcome(document)).toMatch(EXPECTED);
      }),
      { numRuns: 300 },
    );
  });

  it('are not sealed a second time where their first seal was damaged beyond telling', async () => {
    const sealed = await sealer.sealed('<a><b/></a>');
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        expect(await outcome(flipBit(sealed, at, bit))).toMatch(EXPECTED);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a document that is moved or wrapped', () => {
  it('is not covered by the seal any more', async () => {
    const text = textOf(await sealer.sealed('<a><b Id="b">100</b></a>'));
    const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(text) ?? [];
    for (const other of [
      `<x>${text}</x>`,
      `<a><b Id="b">999</b>${signature}</a>`,
      `<a><b Id="b">999</b><old><b Id="b">100</b></old>${signature}</a>`,
      `<a>${signature}</a>`,
    ]) {
      expect(await checkSeals(other)).toEqual([false]);
    }
  });

  it('with a referenced element hidden elsewhere has no unique reference', async () => {
    const options = { packaging: 'internally-detached', elementIds: ['b'] } as const;
    const text = textOf(await sealer.sealed('<a><b Id="b">100</b></a>', options));
    expect(await checkSeals(text)).toEqual([true]);
    const wrapped = text.replace('<b Id="b">100</b>', '<b Id="b">999</b><c><b Id="b">100</b></c>');
    expect(await checkSeals(wrapped)).toEqual([false]);
  });
});
