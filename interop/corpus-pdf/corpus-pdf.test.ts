import { readFileSync } from 'node:fs';
import { equalBytes, seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { afterAll, describe, expect, it } from 'vitest';
import { forEachJudge } from '../judges/for-each-judge.ts';
import type { SealedFile, SealJudge } from '../judges/verdict.ts';
import { suiteFor } from '../judges.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { assertionsOf, CHECKS } from './assertions.ts';
import { type Attempt, attemptsWith, otherAssertions } from './attempts.ts';
import exceptions from './exceptions.json' with { type: 'json' };
import { type CorpusPdf, readCorpus } from './manifest.ts';
import { createCorpusWorld, perform, type Result, sealAgain } from './perform.ts';

/** An attempt, its result, and that of a second seal where the first was made. */
interface Trial {
  readonly result: Result;
  readonly again: Result | undefined;
}

const bench = createWorkbench();
const world = createCorpusWorld(bench);
const made = new Map<string, Promise<Trial>>();
const corpus = readCorpus();
const cases = corpus.flatMap((pdf) => attemptsWith(pdf).map((attempt) => ({ pdf, attempt })));

afterAll(() => bench[Symbol.dispose]());

function tryOnce(pdf: CorpusPdf, attempt: Attempt): Promise<Trial> {
  const name = `${pdf.id} ${attempt.title}`;
  const trial = made.get(name) ?? runTrial(pdf, attempt);
  made.set(name, trial);
  return trial;
}

async function runTrial(pdf: CorpusPdf, attempt: Attempt): Promise<Trial> {
  const result = await perform(await world, pdf, attempt);
  const again = result.kind === 'sealed' ? await sealAgain(await world, result.bytes, attempt) : undefined;
  return { result, again };
}

const isFor = (pdf: CorpusPdf, attempt: Attempt) => (one: { pdf: string; attempt: string }) =>
  one.pdf === pdf.id && one.attempt === attempt.title;

suiteFor(['corpus'], 'a PDF of the corpus', () => {
  it.each(cases.map((one) => [one.pdf.id, one.attempt.title, one] as const))(
    '%s is accepted or refused as asserted: %s',
    async (_, __, { pdf, attempt }) => {
      const { result, again } = await tryOnce(pdf, attempt);
      const outcome = result.kind === 'refused' ? 'refused' : 'accepted';
      const exception = exceptions.attempts.find(isFor(pdf, attempt));
      expect({ outcome, result: result.kind === 'refused' ? result.code : result.kind }).toMatchObject({
        outcome: exception?.outcome ?? attempt.expected,
      });
      expect(exception?.outcome, 'the exception is one').not.toBe(attempt.expected);
      if (result.kind === 'refused') expect(result.code).toMatch(/^(NOT_A_PDF|PDF_[A-Z_]+)$/);
      if (result.kind !== 'sealed' || again === undefined) return;
      const second = exceptions.secondSeals.find(isFor(pdf, attempt));
      expect(again.kind === 'refused' ? again.code : again.kind).toBe(second?.code ?? 'sealed');
      if (again.kind === 'sealed') {
        expect(equalBytes(again.bytes.subarray(0, result.bytes.length), result.bytes)).toBe(true);
      }
    },
  );

  it.each(cases.map((one) => [one.pdf.id, one.attempt.title, one] as const))(
    '%s is kept byte for byte by what is appended: %s',
    async (_, __, { pdf, attempt }) => {
      const { result } = await tryOnce(pdf, attempt);
      if (result.kind !== 'sealed' && result.kind !== 'field added') return;
      if (attempt.options.repair !== undefined || attempt.options.fillPlaceholder === true) return;
      const before = new Uint8Array(readFileSync(pdf.path));
      expect(equalBytes(result.bytes.subarray(0, before.length), before)).toBe(true);
    },
  );

  const asserted = corpus.flatMap((pdf) =>
    assertionsOf(pdf, otherAssertions(pdf)).map(([key, value]) => [pdf.id, key, { pdf, value }] as const),
  );
  it.each(asserted)(
    '%s is as the manifest asserts, or it is known why not: %s',
    async (id, key, { pdf, value }) => {
      const excused = exceptions.assertions.some((one) => one.key === key && (one.pdf ?? id) === id);
      const check = CHECKS[key];
      if (check === undefined) {
        expect(excused, `nobody checks ${key}`).toBe(true);
        return;
      }
      const tried = await Promise.all(
        attemptsWith(pdf).map(async (attempt) => ({ attempt, result: (await tryOnce(pdf, attempt)).result })),
      );
      const checked = async () => check(value, pdf, tried);
      await (excused ? expect(checked()).rejects.toThrow() : checked());
    },
  );

  it('with a field that wants a timestamp from an address takes one from the source of the caller', async () => {
    const pdf = corpus.find(({ id }) => id === 'pdf/sv-timestamp-required');
    if (pdf === undefined) throw new TypeError('the PDF is not in the corpus');
    const { signers, timestamps } = await world;
    const format = pades({ fieldName: 'Sig' });
    const document = new Uint8Array(readFileSync(pdf.path));
    const sealed = seal(document, { signer: signers.usual, format, adesLevel: 'B-T', timestamps });
    await expect(sealed).resolves.toMatchObject({ mediaType: 'application/pdf' });
  });
});

describe('exceptions', () => {
  it('are about attempts that are made', () => {
    if (corpus.length === 0) return;
    for (const one of [...exceptions.attempts, ...exceptions.secondSeals, ...exceptions.judges]) {
      expect(
        cases.some(({ pdf, attempt }) => isFor(pdf, attempt)(one)),
        `${one.pdf} ${one.attempt}`,
      ).toBe(true);
    }
  });
});

const sealing = cases.filter(
  ({ pdf, attempt }) =>
    (exceptions.attempts.find(isFor(pdf, attempt))?.outcome ?? attempt.expected) === 'accepted' &&
    (attempt.operation === 'seal' || attempt.operation === 'certify and seal'),
);

forEachJudge(
  ['qpdf', 'pdfsig', 'pyHanko'],
  'on PDFs of the corpus, sealed twice',
  (judge, name) => {
    it.each(sealing.map((one) => [one.pdf.id, one.attempt.title, one] as const))(
      '%s: %s',
      async (_, __, { pdf, attempt }) => {
        const { result, again } = await tryOnce(pdf, attempt);
        if (result.kind !== 'sealed') throw new TypeError('nothing is sealed');
        const last = again?.kind === 'sealed' ? again : result;
        const seals = (attempt.operation === 'certify and seal' ? 2 : 1) + (last === again ? 1 : 0);
        const known = exceptions.judges.find((one) => one.judge === name && isFor(pdf, attempt)(one));
        await expectNoNewProblem(judge, await fileOf(pdf, attempt, last.bytes), pdf, attempt, seals, known);
      },
    );
  },
  ['corpus'],
);

async function fileOf(pdf: CorpusPdf, { title, options }: Attempt, bytes: Uint8Array): Promise<SealedFile> {
  const name = `${pdf.id} ${title}`.replace(/\W+/g, '-');
  const { trust } = await world;
  const { password } = options;
  const path = bench.write(`${name}.pdf`, bytes);
  return { kind: 'pdf', path, bytes, trust, ...(password !== undefined && { password }) };
}

/** What a judge says of the sealed file it must have said of the document before, and it must find the seals. */
async function expectNoNewProblem(
  judge: SealJudge,
  file: SealedFile,
  pdf: CorpusPdf,
  { options }: Attempt,
  seals: number,
  known: { readonly says: string; readonly reason: string } | undefined,
): Promise<void> {
  const after = await judge.judge(file);
  if (known !== undefined) {
    expect(after.accepted, `no longer so: ${known.reason}`).toBe(false);
    expect(after.reason).toContain(known.says);
    return;
  }
  const replaced = options.repair !== undefined || options.fillPlaceholder === true;
  const before = replaced ? undefined : await judge.judge({ ...file, path: pdf.path });
  if (judge.scope === 'syntax') {
    if (before?.accepted !== false) expect(after).toMatchObject({ accepted: true, reason: '' });
    return;
  }
  const others = before?.seals ?? 0;
  expect(after.reason).toBe(others > 0 ? before?.reason : '');
  expect(after.seals).toBe(others + seals);
}
