import { PDFDocument, PDFName, PDFSignature } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { canRead, forEachJudge, judgeNames } from '../judges/for-each-judge.ts';
import type { SealedFile } from '../judges/verdict.ts';
import { expectRightVerdicts } from '../lib/expect-verdicts.ts';
import { changeContent, changeValue, placeSealedFile, type SealedBytes } from '../lib/sealed-bytes.ts';
import { createTwoSealsWorld } from '../lib/two-seals-world.ts';
import { createWorkbench } from '../lib/workbench.ts';
import type { Arrangement } from './arrangement.ts';
import { cadesArrangements } from './cades.ts';
import { padesArrangements } from './pades.ts';
import { xadesArrangements } from './xades.ts';

const bench = createWorkbench();
const world = createTwoSealsWorld(bench);
const made = new Map<Arrangement, Promise<SealedBytes>>();
const arrangements = [...cadesArrangements, ...padesArrangements, ...xadesArrangements];

afterAll(() => bench[Symbol.dispose]());

async function make(arrangement: Arrangement): Promise<SealedBytes> {
  const sealed = made.get(arrangement) ?? arrangement.make({ bench, world: await world });
  made.set(arrangement, sealed);
  return sealed;
}

async function place(name: string, sealed: SealedBytes): Promise<SealedFile> {
  return placeSealedFile(bench, name.replaceAll(/[ ,]+/g, '-'), sealed, (await world).trust);
}

describe('seals together', () => {
  forEachJudge(judgeNames, 'on seals that stand together or were made in an unusual way', (judge, name) => {
    const known = arrangements.filter(
      ({ kind, without = [] }) => canRead(name, kind) && !without.includes(name),
    );
    it.each(known.map((one) => [one.name, one] as const))('%s', async (title, arrangement) => {
      const sealed = await make(arrangement);
      const changed = [changeContent(sealed, arrangement.marker), changeValue(sealed)];
      await expectRightVerdicts(judge, {
        intact: await place(title, sealed),
        seals: arrangement.seals,
        changed: await Promise.all(changed.map((one, at) => place(`${title} changed ${at}`, one))),
      });
    });
  });

  it('fills the fields that waited, and adds none', async () => {
    const [bothFields, oneField] = padesArrangements;
    if (bothFields === undefined || oneField === undefined) throw new TypeError('arrangements are missing');
    expect(await signatureFields(bothFields)).toEqual({ seller: true, 'parties.buyer': true });
    expect(await signatureFields(oneField)).toEqual({ seller: false, 'parties.buyer': true });
  });
});

/** Names of the signature fields, and whether they are filled. */
async function signatureFields(arrangement: Arrangement): Promise<Readonly<Record<string, boolean>>> {
  const { bytes } = await make(arrangement);
  const form = (await PDFDocument.load(bytes, { updateMetadata: false })).getForm();
  const fields = form.getFields().filter((field) => field instanceof PDFSignature);
  return Object.fromEntries(
    fields.map((field) => [field.getName(), field.acroField.dict.lookup(PDFName.of('V')) !== undefined]),
  );
}
