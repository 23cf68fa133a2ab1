import type { PdfModificationKind, SealScope } from '@eseal/core/container';
import { pades } from '@eseal/formats/pades';
import { smallPdf } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import type { SealReport } from '../report/report.ts';
import { validate } from '../validate.ts';
import { coverageOf, coverageSections, referenceLines } from './coverage.ts';
import { speechIn } from './speech.ts';

const english = speechIn('en');
let seal: SealReport;
beforeAll(async () => {
  const world = await goodWorld();
  const sealed = await sealedBy(world, smallPdf(), pades());
  const [first] = (await validate(sealed, { trust: world.anchors, validationTime: NOW })).seals;
  if (first === undefined) throw new Error('there is no seal');
  seal = first;
});

/** The scope of the seal when later revisions made these changes. */
function changedBy(...kinds: readonly PdfModificationKind[]): SealScope {
  const { pdf } = seal.scope;
  if (pdf === undefined) throw new Error('the seal is of no PDF');
  const modifications = kinds.map((kind) => ({
    revision: 2,
    kind,
    object: '1 0 R',
    permitted: kind !== 'undefined',
  }));
  return { ...seal.scope, coversWholeDocument: false, pdf: { ...pdf, modifications } };
}

describe('coverageOf', () => {
  it.each<[string, readonly PdfModificationKind[]]>([
    ['the whole document; only proofs of it were added later', ['security-store', 'timestamp']],
    ['the whole document; only permitted changes were made later', ['timestamp', 'form-fill']],
    ['only a part of the document', ['security-store', 'undefined']],
    ['only a part of the document', []],
  ])('is %s', (expected, kinds) => {
    expect(coverageOf(changedBy(...kinds)).en).toBe(expected);
  });

  it('is the whole document for a seal after which nothing came', () => {
    expect(coverageOf(seal.scope).en).toBe('the whole document');
  });
});

describe('coverageSections', () => {
  it('list every digest and every change, and whether it was permitted', () => {
    const sections = coverageSections({ ...seal, scope: changedBy('page', 'undefined') }, english);
    expect(sections.map(({ heading }) => heading)).toEqual([
      'What the seal covers',
      'Changes after the seal',
    ]);
    expect(sections[1]?.table?.rows).toEqual([
      ['2', 'changed pages', '1 0 R', 'yes'],
      ['2', 'another change', '1 0 R', 'no'],
    ]);
    expect(sections[0]?.table?.rows.every((cells) => cells[3] === 'unchanged')).toBe(true);
  });

  it('tell digests of what was changed and of what is missing', () => {
    const [reference] = seal.cryptography.references;
    if (reference === undefined) throw new Error('the seal has no reference');
    const references = [
      { ...reference, intact: false },
      { ...reference, found: false, intact: false },
    ];
    const cryptography = { ...seal.cryptography, references };
    const [section] = coverageSections({ ...seal, cryptography }, english);
    expect(section?.table?.rows.map((cells) => cells[3])).toEqual(['changed', 'not found']);
  });
});

describe('referenceLines', () => {
  it('name the files of a container that the seal leaves out', () => {
    const scope = { ...seal.scope, uncovered: ['a.txt', 'b\u202E.txt'] };
    expect(referenceLines({ ...seal, scope }, english)).toContain(
      'files it does not cover: a.txt, b\\u202e.txt',
    );
  });
});
