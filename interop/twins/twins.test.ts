import { type PreparedDocument, type SealFormat, seal, utf8 } from '@eseal/core';
import { asic } from '@eseal/formats/asic';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { createGoodWorld, freshKeys, invoiceXml, smallPdf } from '@eseal/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import exceptions from '../exceptions.json' with { type: 'json' };
import { forEachJudge } from '../judges/for-each-judge.ts';
import type { SealedFile } from '../judges/verdict.ts';
import { algorithmNamed } from '../lib/algorithms.ts';
import { placeSealedFile, type SealedBytes } from '../lib/sealed-bytes.ts';
import { trustIn } from '../lib/sealing-world.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { type Making, right, type Worlds, wrong } from './sources.ts';

interface Shape {
  readonly name: string;
  readonly kind: SealedBytes['kind'];
  readonly document: Uint8Array;
  readonly format: () => SealFormat<PreparedDocument>;
}

const shapes: readonly Shape[] = [
  { name: 'PAdES', kind: 'pdf', document: smallPdf(), format: () => pades() },
  { name: 'CAdES', kind: 'cms', document: utf8('台帳'), format: () => cades({ packaging: 'attached' }) },
  { name: 'XAdES', kind: 'xml', document: invoiceXml(), format: () => xades() },
  {
    name: 'ASiC-E',
    kind: 'asic-cades',
    document: utf8('台帳'),
    format: () => asic({ type: 'asic-e', container: 'cades', name: 'ledger.txt' }),
  },
];

const bench = createWorkbench();
const worlds = createWorlds();
const made = new Map<string, Promise<SealedFile>>();

afterAll(() => bench[Symbol.dispose]());

async function createWorlds(): Promise<Worlds> {
  const now = new Date();
  return { world: await createGoodWorld({ now }), other: await createGoodWorld({ now, keys: freshKeys() }) };
}

async function make({ kind, document, format, name }: Shape, making: Making): Promise<SealedFile> {
  const both = await worlds;
  const { world } = both;
  const signer = await algorithmNamed('P-256').signer(world.seal);
  const sources = await making.sources(both);
  const { adesLevel } = making;
  const sealed = await seal(document, { signer, format: format(), adesLevel, ...sources });
  const file = { kind, bytes: await sealed.toBytes(), selfContained: adesLevel === 'B-LT' };
  const path = `${name}-${making.adesLevel}-${making.name.replaceAll(/\W+/g, '-')}`;
  return placeSealedFile(bench, path, file, trustIn(world, bench, 'twins'));
}

function makeOnce(shape: Shape, making: Making): Promise<SealedFile> {
  const key = `${shape.name} ${making.adesLevel} ${making.name}`;
  const file = made.get(key) ?? make(shape, making);
  made.set(key, file);
  return file;
}

describe('seals with what nobody checked before', () => {
  forEachJudge(['DSS', '@eseal'], 'on it', (judge) => {
    describe.each(shapes)('$name', (shape) => {
      it.each(['B-T', 'B-LT'] as const)('accepts it as it should be, at %s', async (adesLevel) => {
        const file = await makeOnce(shape, { ...right, adesLevel });
        const { accepted, levels, reason, timestampsAccepted } = await judge.judge(file);
        expect({ accepted, levels, reason }).toEqual({ accepted: true, levels: [adesLevel], reason: '' });
        expect(timestampsAccepted).toBe(true);
      });

      it.each(wrong)('refuses it with $name', async (making) => {
        const { accepted, timestampsAccepted } = await judge.judge(await makeOnce(shape, making));
        // A wrong timestamp proves nothing; the seal may hold without it.
        const isTaken = accepted && timestampsAccepted === true;
        const known = exceptions.twins.find((one) => one.judge === judge.name && one.twin === making.name);
        expect(isTaken, known?.reason).toBe(known !== undefined);
      });
    });
  });
});
