/**
 * x509-limbo: hostile and odd certificate paths. Where the validator differs on purpose, the reason stands in
 * `vectors/limbo-exceptions.json`; such a case has to differ.
 *
 * @module
 */
import { parsePem } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { validateCertificate } from '../../src/certificate.ts';
import { createPinnedTrust } from '../../src/trust/pinned.ts';
import { openCorpus } from './corpus.ts';
import { type LimboVerdict, purposesOf, readLimboCases, readLimboExceptions } from './limbo-case.ts';

const corpus = openCorpus<LimboVerdict>('limbo');
const { present, cases } = corpus;
const testCases = readLimboCases(corpus);
const exceptions = readLimboExceptions();
const differing = new Set(exceptions.flatMap((one) => one.cases));

const der = (pem: string): Uint8Array => parsePem(pem)[0]?.bytes ?? new Uint8Array();

/** Milliseconds of the processor that the costliest case may take: several times what it takes, for a slow machine. */
const LIMIT = 5000;

async function judge({ testcase }: LimboVerdict): Promise<{ readonly valid: boolean; readonly why: string }> {
  const one = testCases.get(testcase);
  if (one === undefined) throw new TypeError(`no case ${testcase}`);
  const depth = one.max_chain_depth;
  const { conclusion, findings } = await validateCertificate(der(one.peer_certificate), {
    trust: createPinnedTrust(one.trusted_certs.map(der), depth === null ? {} : { maxPathLength: depth }),
    certificates: one.untrusted_intermediates.map(der),
    revocation: one.crls.length > 0 ? 'required' : 'none',
    revocationData: { crls: one.crls.map(der) },
    purposes: purposesOf(one),
    ...(one.validation_time !== null && { validationTime: new Date(one.validation_time) }),
  });
  const why = findings.find(({ severity }) => severity === 'error')?.id ?? '';
  return { valid: conclusion.indication === 'TOTAL-PASSED', why };
}

describe.runIf(present)('x509-limbo', () => {
  it.each(cases)('$testcase', { timeout: 5 * LIMIT }, async (one) => {
    const begun = process.cpuUsage();
    const { valid, why } = await judge(one);
    const expected = differing.has(one.testcase) ? !one.expect.valid : one.expect.valid;
    expect([one.testcase, valid, valid ? '' : why]).toEqual([one.testcase, expected, valid ? '' : why]);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1000).toBeLessThan(LIMIT);
  });

  it('has every case that is excepted, each once and with a reason', () => {
    const known = new Set(cases.map(({ testcase }) => testcase));
    const all = exceptions.flatMap((one) => one.cases);
    expect(all.filter((id) => !known.has(id))).toEqual([]);
    expect(all).toHaveLength(differing.size);
    expect(exceptions.every(({ why }) => why.length > 20)).toBe(true);
  });
});
