/**
 * What a seal covers and what was changed after it, for pages.
 *
 * @module
 */
import type { SealScope } from '@eseal/core/container';
import type { LocalizedText } from '@eseal/core/identity';
import type { SealReport } from '../report/report.ts';
import { type Section, section, tableSection } from './page.ts';
import { MODIFICATIONS } from './phrases/kinds.ts';
import { FIELDS, HEADINGS, SENTENCES } from './phrases/labels.ts';
import { type Speech, shownName } from './speech.ts';

/** What a seal covers; the proofs that later revisions of a PDF add to it change nothing of the document. */
export function coverageOf({ coversWholeDocument, pdf }: SealScope): LocalizedText {
  if (coversWholeDocument) return SENTENCES.wholeDocument;
  const { modifications = [] } = pdf ?? {};
  if (modifications.length === 0 || !modifications.every(({ permitted }) => permitted))
    return SENTENCES.partOfDocument;
  const isOnlyProven = modifications.every(({ kind }) => kind === 'security-store' || kind === 'timestamp');
  return isOnlyProven ? SENTENCES.wholeBeforeProofs : SENTENCES.wholeBeforePermitted;
}

/** Most things a seal covers by name that are shown; what is wrong with others is among the findings. */
const MAX_SHOWN = 20;

/** What a seal covers by name, such as the files beside it and what a manifest lists, and what it leaves out. */
export function referenceLines(
  { cryptography, scope }: SealReport,
  { say }: Speech,
): readonly (string | undefined)[] {
  const named = cryptography.references.filter(
    ({ uri, kind }) => uri !== null && uri !== '' && (kind === 'reference' || kind === 'manifest-entry'),
  );
  const shown = named.slice(0, MAX_SHOWN).map(({ uri, kind, found, intact }) => {
    const name = shownName(uri ?? '');
    const what = kind === 'manifest-entry' ? say(SENTENCES.listed, { uri: name }) : name;
    if (!found) return say(SENTENCES.referenceMissing, { what });
    return say(intact ? SENTENCES.referenceIntact : SENTENCES.referenceChanged, { what });
  });
  const further = named.length - shown.length;
  const { uncovered = [] } = scope;
  return [
    ...shown,
    further > 0 ? say(SENTENCES.further, { count: further }) : undefined,
    uncovered.length > 0 ? say(SENTENCES.uncovered, { names: uncovered }) : undefined,
  ];
}

/** Every digest under a seal, and every change of a PDF after it. */
export function coverageSections({ cryptography, scope }: SealReport, { say }: Speech): readonly Section[] {
  const yesOrNo = (holds: boolean): string => say(holds ? SENTENCES.yes : SENTENCES.no);
  const { modifications = [] } = scope.pdf ?? {};
  return [
    section(say(HEADINGS.coverage), {
      table: {
        columns: [FIELDS.kind, FIELDS.name, FIELDS.digestAlgorithm, FIELDS.outcome].map((one) => say(one)),
        rows: cryptography.references.map(({ kind, uri, digestAlgorithm, found, intact }) => [
          kind,
          shownName(uri ?? '-'),
          digestAlgorithm ?? '-',
          outcomeOf(found, intact, say),
        ]),
      },
    }),
    ...tableSection(say(HEADINGS.changes), {
      columns: [FIELDS.revision, FIELDS.change, FIELDS.object, FIELDS.permitted].map((one) => say(one)),
      rows: modifications.map(({ revision, kind, object, permitted }) => [
        String(revision),
        say(MODIFICATIONS[kind]),
        shownName(object),
        yesOrNo(permitted),
      ]),
    }),
  ];
}

function outcomeOf(found: boolean, intact: boolean, say: Speech['say']): string {
  if (!found) return say(OUTCOMES.missing);
  return say(intact ? OUTCOMES.intact : OUTCOMES.changed);
}

const OUTCOMES = {
  intact: { ja: '変更なし', en: 'unchanged' },
  changed: { ja: '変更あり', en: 'changed' },
  missing: { ja: '見つかりません', en: 'not found' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
