/**
 * Trusted lists of the EU, its members and others: every fact that their sources state, and that was counted or computed
 * for them. What differs stands with its reason in `vectors/list-exceptions.json`, and must differ.
 *
 * @module
 */
import { afterAll, describe, expect, it } from 'vitest';
import { openCorpus, readExceptions } from '../corpus.ts';
import { FOLLOW_FACTS, PIVOT_FACTS } from './follow-facts.ts';
import { type ListCase, type ListFacts, readCase, statementsOf } from './list-case.ts';
import { READING_FACTS } from './reading-facts.ts';
import { RECOGNITION_FACTS } from './recognition-facts.ts';
import { SERVICE_FACTS } from './service-facts.ts';
import { SIGNATURE_FACTS } from './signature-facts.ts';
import { TRUST_FACTS } from './trust-facts.ts';

const FACTS: ListFacts = {
  ...READING_FACTS,
  ...SERVICE_FACTS,
  ...TRUST_FACTS,
  ...SIGNATURE_FACTS,
  ...FOLLOW_FACTS,
  ...RECOGNITION_FACTS,
};

function factsOf({ config }: ListCase): ListFacts {
  return config?.pivotSupport === true ? { ...FACTS, ...PIVOT_FACTS } : FACTS;
}

/** Facts that are not as their source has them: `{ case: { fact: reason } }`. */
const exceptions =
  readExceptions<Readonly<Record<string, Readonly<Record<string, string>>>>>('list-exceptions');

const { present, cases, read } = openCorpus<ListCase>('trusted-lists');
const counted = { facts: 0, reproduced: 0 };

describe.runIf(present)('the corpus trusted-lists', () => {
  it.each(cases)('$id', async (one) => {
    const found = readCase(one, read);
    const facts = factsOf(one);
    const statements = Object.entries(statementsOf(one));
    expect(statements.map(([name]) => name).filter((name) => !Object.hasOwn(facts, name))).toEqual([]);
    const differing: string[] = [];
    for (const [name, expected] of statements)
      if ((await facts[name]?.(expected, found)) !== true) differing.push(name);
    counted.facts += statements.length;
    counted.reproduced += statements.length - differing.length;
    expect(differing.sort()).toEqual(Object.keys(exceptions[one.id] ?? {}).sort());
  });

  it('differs in cases that exist', () => {
    const known = cases.map(({ id }) => id);
    expect(Object.keys(exceptions).filter((id) => !known.includes(id))).toEqual([]);
    expect(known).toHaveLength(72);
  });
});

afterAll(() => {
  const { facts, reproduced } = counted;
  if (facts === 0) return;
  const share = ((100 * reproduced) / facts).toFixed(1);
  console.info(`${reproduced} of ${facts} facts about trusted lists are reproduced: ${share} %`);
});
