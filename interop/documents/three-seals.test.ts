import { seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { flipBit, indexOfBytes } from '@eseal/testkit';
import { afterAll, describe, it } from 'vitest';
import exceptions from '../exceptions.json' with { type: 'json' };
import { canRead, forEachJudge, judgeNames } from '../judges/for-each-judge.ts';
import type { SealedFile } from '../judges/verdict.ts';
import { expectRightVerdicts } from '../lib/expect-verdicts.ts';
import { placeSealedFile } from '../lib/sealed-bytes.ts';
import { createTwoSealsWorld } from '../lib/two-seals-world.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { type PdfFixture, pdfFixtures } from './fixtures.ts';

/** A document with one, two and three seals, and the last of these with a bit changed. */
interface SealedThrice {
  readonly stages: readonly SealedFile[];
  readonly changed: SealedFile;
}

const bench = createWorkbench();
const world = createTwoSealsWorld(bench);
const made = new Map<PdfFixture, Promise<SealedThrice>>();

afterAll(() => bench[Symbol.dispose]());

function sealedThrice(fixture: PdfFixture): Promise<SealedThrice> {
  const sealed = made.get(fixture) ?? sealThrice(fixture);
  made.set(fixture, sealed);
  return sealed;
}

/** By one organisation, by another with a timestamp, and by the first again. */
async function sealThrice({ name, create, hybrid = false }: PdfFixture): Promise<SealedThrice> {
  const { rsa, p256, timestamps, trust } = await world;
  const place = (file: string, bytes: Uint8Array): SealedFile =>
    placeSealedFile(bench, `${name}/${file}`, { kind: 'pdf', bytes }, trust);
  let document = await create(bench);
  const stages: SealedFile[] = [];
  for (const [at, { signer, adesLevel }] of [
    { signer: rsa, adesLevel: 'B-B' } as const,
    { signer: p256, adesLevel: 'B-T' } as const,
    { signer: rsa, adesLevel: 'B-B' } as const,
  ].entries()) {
    const format = pades({ allowHybridReferences: hybrid });
    document = await (await seal(document, { signer, format, adesLevel, timestamps })).toBytes();
    stages.push(place(`${at + 1}`, document));
  }
  // The comment after the header, which every reader skips.
  const comment = indexOfBytes(document, Buffer.from('%PDF-')) + 11;
  return { stages, changed: place('changed', flipBit(document, comment)) };
}

describe('three seals in a document', () => {
  const names = judgeNames.filter((name) => canRead(name, 'pdf') && name !== 'openssl' && name !== 'pkijs');
  forEachJudge(
    names,
    'on PDFs of nine forms, sealed once, twice and three times',
    (judge, name) => {
      it.each(pdfFixtures.map((fixture) => [fixture.name, fixture] as const))(
        '%s',
        async (title, fixture) => {
          const { stages, changed } = await sealedThrice(fixture);
          const exception = exceptions.documents.find((one) => one.judge === name && one.document === title);
          for (const [at, intact] of stages.entries()) {
            // The earlier stages are the beginning of the last one: with a large file its verdict is enough.
            if (fixture.large && at + 1 < stages.length) continue;
            const copies = at + 1 === stages.length ? [changed] : [];
            await expectRightVerdicts(judge, { intact, seals: at + 1, changed: copies }, exception);
          }
        },
      );
    },
    ['qpdf'],
  );
});
