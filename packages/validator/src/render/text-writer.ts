/**
 * Pages as text of several lines. Text out of documents can end no line and turn nothing around.
 *
 * @module
 */
import { displayText } from '@eseal/core/identity';
import { LONGEST_TEXT, type Page, type Remark, type Row, type Section, type Table } from './page.ts';

/** How to write a page as text. */
export interface TextWriterOptions {
  /** Also what few readers need. */
  readonly details: boolean;
}

/** A page as text, without an end of line after the last line. */
export function writeText({ title, sections, detailsHeading }: Page, options: TextWriterOptions): string {
  const write = (one: Section): readonly string[] => [
    shown(one.heading),
    ...indented([
      ...one.rows.flatMap(rowLines),
      ...one.remarks.flatMap(remarkLines),
      ...(one.table === undefined ? [] : tableLines(one.table)),
      ...one.sections.flatMap((inner) => ['', ...write(inner)]),
      ...(options.details && one.details.length > 0
        ? ['', shown(detailsHeading), ...indented(one.details.flatMap((inner) => ['', ...write(inner)]))]
        : []),
    ]),
  ];
  return [shown(title), ...sections.flatMap((one) => ['', ...write(one)])].join('\n');
}

function rowLines({ label, values }: Row): readonly string[] {
  const [first = '', ...others] = values.map(shown);
  return [`${shown(label)}: ${first}`, ...others.map((value) => `  - ${value}`)];
}

function remarkLines({ label, message, repair }: Remark): readonly string[] {
  return [
    `- ${shown(label)}: ${shown(message)}`,
    ...(repair === undefined ? [] : rowLines(repair).map((line) => `  ${line}`)),
  ];
}

/** Each row as a list of its named values: columns would not fit a page. */
function tableLines({ columns, rows }: Table): readonly string[] {
  return rows.map((cells) => {
    const named = cells.flatMap((cell, index) =>
      cell === '-' ? [] : [`${shown(columns[index] ?? '')}: ${shown(cell)}`],
    );
    return `- ${named.join('; ')}`;
  });
}

function shown(text: string): string {
  return displayText(text, LONGEST_TEXT);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
