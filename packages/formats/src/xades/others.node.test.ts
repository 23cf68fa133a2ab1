/**
 * Documents with seals of others: a further seal or a timestamp leaves those that hold holding, or is refused.
 *
 * @module
 */
import { augment, isEsealError } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../test-corpus.node.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';
import { xades } from './xades.ts';

const { cases, present, read } = openCorpus('xades', 'seals of others are not sealed beside');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** What comes of a document, or the code of a refusal. */
async function attempt(make: () => Promise<Uint8Array>): Promise<Uint8Array | string> {
  try {
    return await make();
  } catch (error) {
    if (isEsealError(error)) return error.code;
    throw error;
  }
}

const augmented = async (file: Uint8Array): Promise<Uint8Array> => {
  const { timestamps } = sealer;
  return (await augment(file, { format: xades(), adesLevel: 'B-T', timestamps })).toBytes();
};

describe.skipIf(!present).each(cases)('$id', ({ file }) => {
  it('keeps its seals when it is sealed again or stamped, or is refused with a code', async () => {
    const received = read(file);
    for (const make of [augmented, (document: Uint8Array) => sealer.sealed(document)]) {
      const made = await attempt(() => make(received));
      if (typeof made === 'string') {
        expect(made).toMatch(/^(XML_\w+|SEAL_BROKEN)$/);
        continue;
      }
      const before = await checkSeals(received);
      const after = await checkSeals(made);
      expect(before.map((held, at) => held && after[at])).toEqual(before);
      if (after.length > before.length) expect(after.at(-1)).toBe(true);
    }
  });
});

describe.skipIf(!present)('seals of others', () => {
  it('are stamped and sealed beside in many documents', async () => {
    const made = { stamped: 0, beside: 0 };
    for (const { file } of cases) {
      const received = read(file);
      if (typeof (await attempt(() => augmented(received))) !== 'string') made.stamped++;
      if (typeof (await attempt(() => sealer.sealed(received))) !== 'string') made.beside++;
    }
    expect(made.stamped).toBeGreaterThan(cases.length * 0.6);
    expect(made.beside).toBeGreaterThan(cases.length * 0.1);
  });
});
