import { seal } from '@eseal/core';
import { addSignatureField, type PadesOptions, pades } from '@eseal/formats/pades';
import { flipBit, indexOfBytes, smallPdf } from '@eseal/testkit';
import { afterAll, describe, it } from 'vitest';
import { forEachJudge } from '../judges/for-each-judge.ts';
import type { SealedFile } from '../judges/verdict.ts';
import { expectRightVerdicts } from '../lib/expect-verdicts.ts';
import { placeSealedFile } from '../lib/sealed-bytes.ts';
import { createTwoSealsWorld } from '../lib/two-seals-world.ts';
import { createWorkbench } from '../lib/workbench.ts';

/** Two fields for two organisations, and how each is sealed. */
interface LockCase {
  readonly name: string;
  readonly first: PadesOptions;
  readonly second: PadesOptions;
}

const CASES: readonly LockCase[] = [
  { name: 'the first locks a field that is not sealed', first: {}, second: {} },
  { name: 'the first certifies', first: { certify: 2 }, second: {} },
  {
    name: 'the second is of a new field and locks the document',
    first: {},
    second: { fieldName: 'New', lock: { action: 'all', permission: 1 } },
  },
];

const bench = createWorkbench();
const world = createTwoSealsWorld(bench);
const made = new Map<LockCase, Promise<{ readonly intact: SealedFile; readonly changed: SealedFile }>>();

afterAll(() => bench[Symbol.dispose]());

async function make({ name, first, second }: LockCase) {
  const { rsa, p256, trust } = await world;
  const place = { x: 20, y: 200, width: 60, height: 20 };
  const lock = { action: 'include', fields: ['Amount'] } as const;
  let document: Uint8Array = await (await addSignatureField(smallPdf(), 'First', { place, lock })).toBytes();
  document = await (await addSignatureField(document, 'Second', { place: { ...place, x: 120 } })).toBytes();
  const apply = async (signer: typeof rsa, options: PadesOptions) =>
    (await seal(document, { signer, format: pades(options) })).toBytes();
  document = await apply(rsa, { fieldName: 'First', ...first });
  document = await apply(p256, { fieldName: 'Second', ...second });
  const changed = flipBit(document, indexOfBytes(document, Buffer.from('%PDF-')) + 11);
  const write = (file: string, bytes: Uint8Array) =>
    placeSealedFile(bench, `${name}/${file}`, { kind: 'pdf', bytes }, trust);
  return { intact: write('intact', document), changed: write('changed', changed) };
}

function files(lockCase: LockCase) {
  const written = made.get(lockCase) ?? make(lockCase);
  made.set(lockCase, written);
  return written;
}

describe('two seals in fields with locks', () => {
  forEachJudge(['qpdf', 'pdfsig', 'DSS', 'pyHanko'], 'where', (judge) => {
    it.each(CASES.map((one) => [one.name, one] as const))('%s', async (_, lockCase) => {
      const { intact, changed } = await files(lockCase);
      await expectRightVerdicts(judge, { intact, seals: 2, changed: [changed] });
    });
  });
});
