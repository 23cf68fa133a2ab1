/**
 * XML signatures of others: the facts that their sources state, as far as parsing finds them. What differs stands with its
 * reason in `vectors/exceptions.json`, and must differ.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedContainer, ParsedSignature } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { parseXades } from './parse.ts';
import { type Case, corpus } from './test-corpus.node.ts';
import { imprintOutcomes, referenceOutcomes } from './test-outcomes.ts';

const { cases, contentsOf, present, read } = corpus;

/** Facts that are not as their source has them: `{ case: { fact: reason } }`. */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/exceptions.json'), 'utf8'),
);

const every = <T>(values: readonly T[], holds: (value: T) => boolean): boolean => values.every(holds);

function countsOf(kinds: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(kinds.map((kind) => [kind, kinds.filter((one) => one === kind).length]));
}

/** The facts of a file, under the names of the manifest. */
async function factsOf({ signatures }: ParsedContainer): Promise<Readonly<Record<string, unknown>>> {
  const all = (await Promise.all(signatures.map(referenceOutcomes))).flat();
  const references = all.filter(({ kind }) => kind !== 'manifest-entry');
  const stamps = (await Promise.all(signatures.map(imprintOutcomes))).flat();
  const forms = [...new Set(signatures.map(({ form }) => form))];
  const named = signatures.map((one) => one.signingCertificateReferences);
  return {
    signatures: signatures.length,
    counterSignatures: signatures.filter((one) => one.counterSignatureOf !== null).length,
    level: forms.length === 1 ? forms[0] : forms,
    structureValid: every(signatures, ({ structure }) => structure.valid),
    referencesFound: every(references, ({ found }) => found),
    referencesIntact: every(references, ({ intact }) => intact),
    digestMatchers: references.length,
    digestMatcherTypes: countsOf(all.map(({ kind }) => kind)),
    timestamps: stamps.length,
    timestampTypes: countsOf(stamps.map(({ type }) => type)),
    timestampsIntact: every(stamps, ({ imprintIntact }) => imprintIntact),
    perTimestamp: stamps,
    perSignature: await Promise.all(signatures.map(signatureFacts)),
    signingCertificateReferencePresent: every(named, ({ count }) => count > 0),
    signingCertificateReferenceUnique: every(named, (one) => one.references.length === 1),
    structureMessageContains: signatures.flatMap(({ structure }) => structure.messages).join('\n'),
    scope: signatures[0]?.scope.coversWholeDocument ? 'FULL' : 'PARTIAL',
  };
}

async function signatureFacts(one: ParsedSignature): Promise<Readonly<Record<string, unknown>>> {
  const references = await referenceOutcomes(one);
  return {
    counterSignature: one.counterSignatureOf !== null,
    level: one.form,
    digestMatchers: references.filter(({ kind }) => kind !== 'manifest-entry').length,
  };
}

/** Whether a fact is as stated; a list is in no order, and states what it names. */
function isAsStated(name: string, stated: unknown, actual: unknown): boolean {
  if (Array.isArray(stated) && Array.isArray(actual))
    return stated.every((one) => actual.some((other) => isAsStated(name, one, other)));
  if (typeof stated === 'object' && stated !== null) {
    const found = new Map(Object.entries(actual ?? {}));
    // What is not counted is not there; what is not a fact of parsing is left to the validator.
    const otherwise = (value: unknown): unknown => (name.endsWith('Types') ? 0 : value);
    return Object.entries(stated).every(([key, value]) => (found.get(key) ?? otherwise(value)) === value);
  }
  if (name === 'structureMessageContains') return String(actual).includes(String(stated));
  return stated === actual;
}

/** Facts of the manifest that are not as found. */
async function differences(one: Case): Promise<readonly string[]> {
  const facts = await factsOf(await parseXades(read(one.file), { contents: contentsOf(one) }));
  return Object.entries(facts).flatMap(([name, actual]) => {
    const stated = one.expect[name];
    if (stated === undefined || isAsStated(name, stated, actual)) return [];
    return [`${name}: ${JSON.stringify(actual)}, not ${JSON.stringify(stated)}`];
  });
}

describe.runIf(present)('an XML signature of the corpus', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const elapsed = startStopwatch();
    if (one.expect.parse === 'refused') {
      await expect(parseXades(read(one.file))).rejects.toMatchObject({
        code: expect.stringMatching(/^XML_(SYNTAX|DTD_REFUSED)$/),
      });
    } else {
      const known = Object.keys(exceptions[id] ?? {});
      const found = (await differences(one)).filter((line) => !known.includes(line.split(':')[0] ?? ''));
      expect(found).toEqual([]);
    }
    expect(elapsed()).toBeLessThan(SOON);
  });

  it('is archived by one of several certificates of an authority for which there is revocation data', async () => {
    const one = cases.find(({ id }) => id === 'xades/dss1688-xml');
    const { signatures } = await parseXades(read(one?.file ?? ''), { contents: one ? contentsOf(one) : [] });
    expect(signatures.map(({ form }) => form)).toEqual(['B-LTA']);
  });

  it.each(Object.entries(exceptions))('%s differs where it is said to', async (id, reasons) => {
    const one = cases.find((candidate) => candidate.id === id);
    const differing = one === undefined ? [] : (await differences(one)).map((line) => line.split(':')[0]);
    expect(differing.sort()).toEqual(Object.keys(reasons).sort());
  });
});
