/**
 * NIST PKITS: certification path validation of RFC 5280. Cases that need what is not there yet (required policies, constraints
 * on names, DSA) are listed by their reason in `vectors/pkits-exceptions.json`, and must differ.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import { validateCertificate } from '../../src/certificate.ts';
import { openCorpus, readExceptions } from './corpus.ts';

interface Case {
  readonly id: string;
  readonly file: string;
  readonly trustAnchors: readonly string[];
  readonly intermediates: readonly string[];
  readonly crls: readonly string[];
  readonly validationTime: string;
  readonly expect: { readonly valid: boolean; readonly pathLength?: number };
}

const { present, cases, read } = openCorpus<Case>('pkits');
const exceptions = readExceptions<Readonly<Record<string, readonly string[]>>>('pkits-exceptions');
const differing = new Set(Object.values(exceptions).flat());

async function judge(one: Case) {
  const { conclusion, path } = await validateCertificate(read(one.file), {
    trust: one.trustAnchors.map(read),
    certificates: one.intermediates.map(read),
    revocation: 'required',
    revocationData: { crls: one.crls.map(read) },
    validationTime: new Date(one.validationTime),
  });
  return { valid: conclusion.indication === 'TOTAL-PASSED', length: path.chain.length };
}

describe.runIf(present)('PKITS', () => {
  it.each(cases.filter(({ id }) => !differing.has(id)))('$id', async (one) => {
    const { valid, length } = await judge(one);
    expect(valid).toBe(one.expect.valid);
    if (valid) expect(length).toBe(one.expect.pathLength ?? length);
  });

  it('differs where it is said to, and every such case exists', async () => {
    const listed = cases.filter(({ id }) => differing.has(id));
    expect(listed).toHaveLength(differing.size);
    for (const one of listed) expect([one.id, (await judge(one)).valid]).toEqual([one.id, !one.expect.valid]);
  });

  it('accepts nothing that is invalid, required policies aside', () => {
    const wrong = cases
      .filter(({ id, expect: { valid } }) => !valid && differing.has(id))
      .map(({ id }) => id);
    expect([...(exceptions['policy-inputs'] ?? [])].sort()).toEqual(wrong.sort());
  });
});
