/**
 * The matrix as a table of Markdown, as it stands in `docs/interop.md`.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canRead, type JudgeName, judgeNames, judgeVersions } from '../judges/for-each-judge.ts';
import { documentSection, readDocumentSection } from '../lib/document-section.ts';
import { type MatrixCase, matrixCases } from './cases.ts';
import { exceptionFor, exceptions } from './exceptions.ts';
import { packagings } from './packagings.ts';

/** Collects verdicts and shows them. */
export interface MatrixTable {
  /** The judge was right about a case, or wrong as it is known to be. */
  record(judge: JudgeName, judged: MatrixCase): void;
  /** Whether every judge was asked about every case it can read. */
  complete(): boolean;
  render(): string;
  /** What stands in the document. */
  published(): string;
  /** Writes the table and the versions of the judges into the document. */
  update(): Promise<void>;
}

const DOCUMENT = join(import.meta.dirname, '../../docs/interop.md');

/** An empty table. */
export function createMatrixTable(): MatrixTable {
  const judged = new Map<JudgeName, Set<MatrixCase>>(judgeNames.map((name) => [name, new Set()]));
  const complete = (name: JudgeName): boolean =>
    matrixCases.every((one) => !canRead(name, one.packaging.kind) || judged.get(name)?.has(one));
  return {
    record: (judge, one) => judged.get(judge)?.add(one),
    complete: () => judgeNames.every(complete),
    render,
    published: () => readDocumentSection(DOCUMENT, 'matrix').inner,
    async update() {
      const versions = await judgeVersions();
      const shown = versions.map(({ name, version }) => `| ${name} | ${version} |`);
      const withMatrix = readDocumentSection(DOCUMENT, 'matrix').replaceBy(render());
      const list = ['| judge | version |', '|---|---|', ...shown].join('\n');
      writeFileSync(DOCUMENT, documentSection(withMatrix, 'judges').replaceBy(list));
    },
  };
}

function render(): string {
  const formats = [...new Set(packagings.map(({ format }) => format))];
  const notes = exceptions.map((one, at) => {
    const where = [one.algorithm, one.format, one.packaging, one.level].filter((part) => part !== undefined);
    return `${at + 1}. ${one.judge}, ${where.join(' ')}: ${one.reason}`;
  });
  return [...formats.flatMap(renderFormat), ...notes].join('\n');
}

function renderFormat(format: MatrixCase['packaging']['format']): readonly string[] {
  const cases = matrixCases.filter(({ packaging }) => packaging.format === format);
  const kinds = new Set(cases.map(({ packaging }) => packaging.kind));
  const judges = judgeNames.filter((name) => [...kinds].some((kind) => canRead(name, kind)));
  const names = [...new Set(cases.map(({ packaging }) => packaging.name))];
  const levels = [...new Set(cases.map(({ adesLevel }) => adesLevel))];
  const algorithms = [...new Set(cases.map(({ algorithm }) => algorithm))];
  return [
    `**${format}**: ${names.join(', ')}; each at ${levels.join(', ')}.`,
    '',
    `| | ${judges.join(' | ')} |`,
    `|---${'|---'.repeat(judges.length)}|`,
    ...algorithms.map((algorithm) => {
      const row = cases.filter((one) => one.algorithm === algorithm);
      return `| ${algorithm.name} | ${judges.map((judge) => cell(judge, row)).join(' | ')} |`;
    }),
    '',
  ];
}

/** All as demanded, none, or some; with the notes that say why not. A dash where there is nothing that the judge reads. */
function cell(judge: JudgeName, row: readonly MatrixCase[]): string {
  const asked = row.filter(({ packaging }) => canRead(judge, packaging.kind));
  if (asked.length === 0) return '–';
  const found = asked.map((one) => exceptionFor(judge, one));
  const notes = new Set(found.filter((one) => one !== undefined).map((one) => exceptions.indexOf(one) + 1));
  if (notes.size === 0) return '✓';
  const sign = found.includes(undefined) ? '(✓)' : '✗';
  return `${sign} ${[...notes].map((note) => `[${note}]`).join('')}`;
}
