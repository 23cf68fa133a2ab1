/**
 * What two judges both say about a file: named facts of the document and of each seal, in words that all judges share.
 *
 * @module
 */

/** Values of facts by their names; a judge leaves out what it does not say. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Seconds since the epoch, as some judges say no fractions; `null` for what is no time. */
export function secondsOf(time: unknown): number | null {
  return typeof time === 'string' ? Math.floor(Date.parse(time) / 1000) : null;
}

/** The facts of a file as one judge has them. */
export interface DocumentFacts {
  readonly seals: readonly Facts[];
  /** The judge could not read the file at all. */
  readonly refused: boolean;
}

/** A fact that two judges have differently. */
export interface Disagreement {
  readonly fact: string;
  /** Number of the seal from 1; 0 for the document. */
  readonly seal: number;
  readonly theirs: string;
  readonly ours: string;
}

/** A disagreement as it stands in the list of those that are explained. */
export function textOf({ seal, fact, theirs, ours }: Disagreement): string {
  return `${seal} ${fact}: ${theirs} | ${ours}`;
}

/** How two judges compare on a file. */
export interface Comparison {
  /** Names of the facts that both have alike, once for each seal. */
  readonly agreed: readonly string[];
  readonly disagreements: readonly Disagreement[];
}

/** Compares facts that both judges state. Of a file in which they find different numbers of seals nothing else is said. */
export function compareFacts(theirs: DocumentFacts, ours: DocumentFacts): Comparison {
  const pairs: Pair[] = [{ seal: 0, fact: 'seals', theirs: theirs.seals.length, ours: ours.seals.length }];
  if (theirs.seals.length === ours.seals.length)
    for (const [at, their] of theirs.seals.entries())
      pairs.push(...pairsOf(their, ours.seals[at] ?? {}, at + 1));
  const alike = ({ theirs: a, ours: b }: Pair): boolean => a === b;
  return {
    agreed: pairs.filter(alike).map(({ fact }) => fact),
    disagreements: pairs
      .filter((pair) => !alike(pair))
      .map(({ seal, fact, theirs: a, ours: b }) => ({ seal, fact, theirs: String(a), ours: String(b) })),
  };
}

interface Pair {
  readonly seal: number;
  readonly fact: string;
  readonly theirs: Facts[string];
  readonly ours: Facts[string];
}

function pairsOf(theirs: Facts, ours: Facts, seal: number): readonly Pair[] {
  return Object.entries(theirs).flatMap(([fact, value]) => {
    const own = ours[fact];
    return own === undefined ? [] : [{ seal, fact, theirs: value, ours: own }];
  });
}
