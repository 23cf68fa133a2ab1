/**
 * How often judges agree, as the table of `docs/differential.md`, and why they differ where they do.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocumentSection } from '../lib/document-section.ts';
import listed from './disagreements.json' with { type: 'json' };
import type { Disagreement } from './facts.ts';

/** A reason for which a peer has facts differently. */
interface Explanation {
  readonly peer: string;
  readonly of: 'corpora' | 'matrix';
  /** With the clause that decides. */
  readonly reason: string;
  /** `number of the seal` `fact`: `theirs` | `ours`, by the id of the case. */
  readonly cases: Readonly<Record<string, readonly string[]>>;
}

const explanations = listed as readonly Explanation[];

/** What a peer is known to have differently in a case, in the order of the text. */
export function explainedDisagreements(peer: string, id: string): readonly string[] {
  return explanations
    .filter((one) => one.peer === peer)
    .flatMap(({ cases }) => cases[id] ?? [])
    .sort();
}

interface Count {
  agreed: number;
  differing: number;
  silent: number;
}

/** Counts agreements and shows them. */
export interface Agreements {
  record(
    peer: string,
    corpus: string,
    agreed: readonly string[],
    disagreements: readonly Disagreement[],
  ): void;
  /** The peer could not judge a file. */
  recordSilence(peer: string, corpus: string): void;
  /** Whether something was recorded under every one of these, `peer | corpus`. */
  complete(keys: readonly string[]): boolean;
  render(): string;
  /** What stands in the document. */
  published(): string;
  update(): void;
}

const DOCUMENT = join(import.meta.dirname, '../../docs/differential.md');

/**
 * Counters without anything in them.
 *
 * @param section - of the document, between comments of its name
 */
export function createAgreements(section: 'corpora' | 'matrix'): Agreements {
  const counts = new Map<string, Count>();
  const countOf = (peer: string, corpus: string): Count => {
    const key = `${peer} | ${corpus}`;
    const count = counts.get(key) ?? { agreed: 0, differing: 0, silent: 0 };
    counts.set(key, count);
    return count;
  };
  const render = (): string => renderTable(counts, section);
  return {
    record(peer, corpus, agreed, disagreements) {
      const count = countOf(peer, corpus);
      count.agreed += agreed.length;
      count.differing += disagreements.length;
    },
    recordSilence(peer, corpus) {
      countOf(peer, corpus).silent++;
    },
    complete: (keys) => keys.every((key) => counts.has(key)),
    render,
    published: () => readDocumentSection(DOCUMENT, section).inner,
    update: () => writeFileSync(DOCUMENT, readDocumentSection(DOCUMENT, section).replaceBy(render())),
  };
}

function renderTable(counts: ReadonlyMap<string, Count>, section: 'corpora' | 'matrix'): string {
  const rows = [...counts].map(([key, { agreed, differing, silent }]) => {
    const share = ((100 * agreed) / Math.max(agreed + differing, 1)).toFixed(1);
    return `| ${key} | ${agreed} | ${differing} | ${share} % | ${silent} |`;
  });
  const reasons = explanations
    .filter((one) => one.of === section)
    .map(({ peer, reason, cases }) => {
      const facts = Object.values(cases).reduce((sum, list) => sum + list.length, 0);
      return `| ${peer} | ${facts} | ${Object.keys(cases).length} | ${reason} |`;
    });
  return [
    '| peer | files | facts alike | different | agreement | files it cannot judge |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    '| peer | facts | files | why they differ |',
    '|---|---|---|---|',
    ...reasons,
  ].join('\n');
}
