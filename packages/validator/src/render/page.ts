/**
 * A report as people read it, apart from the form it is written in: sections of rows, remarks and tables. The writers of
 * text and HTML know nothing of seals.
 *
 * @module
 */
import type { FindingSeverity } from '../report/finding.ts';
import type { ReportLanguage } from '../report/json.ts';

/** How good the news of a section is; words say it too. */
export type Tone = 'good' | 'bad' | 'open' | 'plain';

/** A fact with its name. */
export interface Row {
  readonly label: string;
  /** The first says it, the others say more. */
  readonly values: readonly string[];
}

/** Something to know, and what may be done about it. */
export interface Remark {
  readonly severity: FindingSeverity;
  /** The severity in words. */
  readonly label: string;
  readonly message: string;
  /** With its label. */
  readonly repair?: Row;
}

/** Facts of the same kind. */
export interface Table {
  /** Names of the columns. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a page with a heading. */
export interface Section {
  readonly heading: string;
  readonly tone: Tone;
  readonly rows: readonly Row[];
  readonly remarks: readonly Remark[];
  readonly table?: Table;
  readonly sections: readonly Section[];
  /** What few readers need: folded away in HTML, left out of short texts. */
  readonly details: readonly Section[];
}

/** A page. Its strings may hold anything that was in a document: writers make them harmless. */
export interface Page {
  readonly language: ReportLanguage;
  readonly title: string;
  /** Heading of the details of a section. */
  readonly detailsHeading: string;
  readonly sections: readonly Section[];
}

const EMPTY = { tone: 'plain', rows: [], remarks: [], sections: [], details: [] } as const;

/** A section with some parts. */
export function section(heading: string, parts: Partial<Omit<Section, 'heading'>>): Section {
  return { ...EMPTY, ...parts, heading };
}

/** A section of a table, or nothing for a table without rows. */
export function tableSection(heading: string, table: Table): readonly Section[] {
  return table.rows.length === 0 ? [] : [section(heading, { table })];
}

/** A row, or nothing where there is nothing to say. */
export function row(label: string, ...values: readonly (string | undefined)[]): readonly Row[] {
  const said = values.filter((value) => value !== undefined);
  return said.length === 0 ? [] : [{ label, values: said }];
}

/** Longest text of a page; what comes out of documents may be as long as its author likes. */
export const LONGEST_TEXT = 1000;
