/**
 * Seals of others (CMS, PDF, XML): every fact that their sources state and a report can be asked for. What differs
 * stands with its reason in `vectors/corpus-exceptions.json`, and must differ.
 *
 * @module
 */
import { afterAll, describe, expect, it } from 'vitest';
import { openCorpus, readExceptions } from './corpus.ts';
import { type CorpusCase, validateCase } from './corpus-case.ts';
import { FACTS } from './corpus-facts.ts';
import type { ReportJson } from './report-json.ts';

/** Facts that are not as their source has them: `{ case: { fact: reason } }`. */
const exceptions =
  readExceptions<Readonly<Record<string, Readonly<Record<string, string>>>>>('corpus-exceptions');

/** Longest time for a case that states none, in seconds. */
const MAX_SECONDS = 5;

/** What is expected, with the facts of a PDF under names of their own. */
function statedFacts({ expect: { pdf = {}, ...facts } }: CorpusCase): Readonly<Record<string, unknown>> {
  const ofPdf = Object.entries(pdf as object).map(([name, value]) => [`pdf.${name}`, value]);
  return { ...facts, ...Object.fromEntries(ofPdf) };
}

function readableFacts(stated: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(stated).filter((name) => name in FACTS);
}

function allFindings({ findings, seals }: ReportJson): readonly string[] {
  return [...findings, ...seals.flatMap((seal) => seal.findings)].map(({ id }) => id);
}

const counted = { facts: 0, reproduced: 0 };

describe.each(['asic', 'cades', 'pades', 'xades'])('the corpus %s', (name) => {
  const { present, cases, read } = openCorpus<CorpusCase>(name);

  describe.runIf(present)('of seals by others', () => {
    it.each(cases)('$id', async (one) => {
      const stated = statedFacts(one);
      const started = process.cpuUsage();
      const report: ReportJson = JSON.parse(await validateCase(one, async (file) => read(file)));
      const { maxSeconds = MAX_SECONDS } = one.expect;
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6).toBeLessThan(Number(maxSeconds));
      expect(allFindings(report)).not.toContain('VALIDATION_INTERRUPTED');
      const names = readableFacts(stated);
      const differing = names.filter((fact) => FACTS[fact]?.(stated[fact], report, stated) !== true);
      counted.facts += names.length;
      counted.reproduced += names.length - differing.length;
      expect(differing.sort()).toEqual(Object.keys(exceptions[one.id] ?? {}).sort());
    });

    it('differs in cases that exist', () => {
      const known = cases.map(({ id }) => id);
      const listed = Object.keys(exceptions).filter((id) => id.startsWith(`${name}/`));
      expect(listed.filter((id) => !known.includes(id))).toEqual([]);
    });
  });
});

afterAll(() => {
  const { facts, reproduced } = counted;
  if (facts === 0) return;
  const share = ((100 * reproduced) / facts).toFixed(1);
  console.info(`${reproduced} of ${facts} facts that others state about seals are reproduced: ${share} %`);
  // A fact that no table reads any more would go unnoticed.
  expect(facts).toBeGreaterThan(1800);
});
