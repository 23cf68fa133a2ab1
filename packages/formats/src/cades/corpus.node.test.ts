/**
 * CMS seals of others: the facts that their sources state, as far as parsing finds them. What differs stands with its
 * reason in `vectors/exceptions.json`, and must differ.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equalBytes } from '@eseal/core';
import {
  type DigestInput,
  digestInput,
  type ParsedContainer,
  type ParsedSignature,
} from '@eseal/core/container';
import { type DigestAlgorithm, signatureRow } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { describe, expect, it } from 'vitest';
import { type CorpusCase, openCorpus } from '../test-corpus.node.ts';
import { SOON, startStopwatch } from '../test-stopwatch.ts';
import { parseCades } from './parse.ts';

/** What is said of a case. */
interface Expect extends Readonly<Record<string, unknown>> {
  readonly parse?: 'refused';
  readonly timestampTypes?: Readonly<Record<string, number>>;
}

type Case = CorpusCase<Expect>;

const { cases, contentsOf, present, read } = openCorpus<Expect>(
  'cades',
  'CMS seals of others are not tested',
);

/** Facts that are not as their source has them: `{ case: { fact: reason } }`. */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/exceptions.json'), 'utf8'),
);

/** Whether something is found and has this digest. */
async function outcome(
  algorithm: DigestAlgorithm | undefined,
  digest: Uint8Array | undefined,
  input: DigestInput | undefined,
): Promise<'intact' | 'broken' | 'missing'> {
  if (input === undefined) return 'missing';
  const actual = algorithm && (await digestInput(algorithm, input));
  return actual && digest && equalBytes(actual, digest) ? 'intact' : 'broken';
}

/** The facts of a file, under the names of the manifest. */
async function factsOf({ signatures }: ParsedContainer): Promise<Readonly<Record<string, unknown>>> {
  const references = await Promise.all(
    signatures
      .flatMap((one) => one.references)
      .map((one) => outcome(one.digestAlgorithm, one.digest, one.input)),
  );
  const timestamps = signatures.flatMap((one) => one.timestamps);
  const [first] = signatures;
  const algorithm = first?.signature.algorithm && signatureRow(first.signature.algorithm);
  return {
    signatures: signatures.length,
    counterSignatures: signatures.filter((one) => one.counterSignatureOf !== null).length,
    nestedCounterSignatures: signatures.filter((one) => depthOf(one, signatures) > 1).length,
    level: same(signatures.map(({ form }) => form)),
    structureValid: signatures.every(({ structure }) => structure.valid),
    referencesFound: !references.includes('missing'),
    referencesIntact: references.every((one) => one === 'intact'),
    signingCertificateReferencePresent: signatures.every((one) => one.signingCertificateReferences.count > 0),
    signingCertificateReferenceUnique: signatures.every(
      (one) => one.signingCertificateReferences.references.length === 1,
    ),
    signingTimePresent: signatures.every((one) => one.claimedTime !== undefined),
    timestamps: timestamps.length,
    timestampTypes: timestamps.map(({ type }) => type),
    messageDigestAlgorithm: first?.signature.digestAlgorithm,
    signatureDigestAlgorithm: algorithm?.digest,
    encryptionAlgorithm:
      algorithm && { 'rsa-pkcs1': 'RSA', 'rsa-pss': 'RSASSA-PSS' }[algorithm.scheme as string],
  };
}

function same<T>(values: readonly T[]): T | readonly T[] | undefined {
  return new Set(values).size === 1 ? values[0] : values;
}

function depthOf(one: ParsedSignature, all: readonly ParsedSignature[]): number {
  const parent = all.find(({ id }) => id === one.counterSignatureOf);
  return parent === undefined ? 0 : 1 + depthOf(parent, all);
}

/** Facts of the manifest that are not as found. */
async function differences(one: Case): Promise<readonly string[]> {
  const facts = await factsOf(await parseCades(read(one.file), { contents: contentsOf(one) }));
  return Object.entries(facts).flatMap(([name, actual]) => {
    const expected = one.expect[name];
    if (expected === undefined || name === 'timestampTypes') return [];
    return JSON.stringify(actual) === JSON.stringify(expected)
      ? []
      : [`${name}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
  });
}

describe.runIf(present)('a CMS of the corpus', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const elapsed = startStopwatch();
    if (one.expect.parse === 'refused') {
      await expect(parseCades(read(one.file))).rejects.toMatchObject({ code: 'CMS_UNREADABLE' });
    } else {
      const known = Object.keys(exceptions[id] ?? {});
      const found = (await differences(one)).filter((line) => !known.includes(line.split(':')[0] ?? ''));
      expect(found).toEqual([]);
    }
    expect(elapsed()).toBeLessThan(SOON);
  });

  it.each(cases.filter((one) => one.expect.timestampTypes).map((one) => [one.id, one] as const))(
    '%s has timestamps of the kinds that are stated',
    async (_, one) => {
      const { timestampTypes } = await factsOf(await parseCades(read(one.file)));
      for (const [type, count] of Object.entries(one.expect.timestampTypes ?? {})) {
        expect(Array.isArray(timestampTypes) && timestampTypes.filter((each) => each === type)).toHaveLength(
          count,
        );
      }
    },
  );

  it.each(Object.entries(exceptions))('%s differs where it is said to', async (id, reasons) => {
    const one = cases.find((candidate) => candidate.id === id);
    const differing = one === undefined ? [] : (await differences(one)).map((line) => line.split(':')[0]);
    expect(differing.sort()).toEqual(Object.keys(reasons).sort());
  });

  it.each([
    ['cades/cades-t-copied-sigtst-p7m', { content: 'intact', signature: 'broken' }],
    ['cades/cades-dss1997-p7m', { signature: 'intact', 'validation-data': 'intact', archive: 'intact' }],
    ['cades/dss1220-broken-t', { signature: 'broken' }],
    ['cades/cades-b-copied-cnttst-p7m', { content: 'intact' }],
  ])('%s has timestamps whose imprints are right or wrong as stated', async (id, expected) => {
    const { signatures } = await parseCades(read(cases.find((one) => one.id === id)?.file ?? ''));
    const found = await Promise.all(
      signatures.flatMap(({ timestamps }) =>
        timestamps.map(async ({ type, token, input }) => {
          const { imprint, imprintAlgorithm } = parseTimestampToken(token).tstInfo;
          return [type, await outcome(imprintAlgorithm, imprint, input)] as const;
        }),
      ),
    );
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});
