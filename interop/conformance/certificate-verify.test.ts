/**
 * x509-limbo and NIST PKITS as an outsider would run them: files and options of `eseal certificate verify`. The verdicts
 * are those of the validator's own tests, exceptions included; the command may neither lose nor add one.
 *
 * @module
 */
import { afterAll, describe, expect, it } from 'vitest';
import { openBench, run } from '../../packages/cli/src/test-bench.ts';
import { openCorpus } from '../../packages/validator/test/node/corpus.ts';
import {
  type LimboCase,
  type LimboVerdict,
  purposesOf,
  readLimboCases,
  readLimboExceptions,
} from '../../packages/validator/test/node/limbo-case.ts';
import type { PkitsCase } from '../../packages/validator/test/node/pkits-case.ts';

/** Valid, broken, or not known: anything else would be a failure of the command itself. */
const VERDICTS = [0, 1, 2];

const bench = openBench();
afterAll(() => bench[Symbol.dispose]());

/** Runs the command on a certificate; whether the path is valid. */
async function isAccepted(argv: readonly string[]): Promise<boolean> {
  const { code, stdout, stderr } = await run(['certificate', 'verify', ...argv, '--offline', '--json']);
  expect(VERDICTS, stderr).toContain(code);
  const { indication } = JSON.parse(stdout);
  expect(indication === 'TOTAL-PASSED').toBe(code === 0);
  return code === 0;
}

const listed = (option: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [option, ...values];

const limbo = openCorpus<LimboVerdict>('limbo');
const limboCases = readLimboCases(limbo);
const differing = new Set(readLimboExceptions().flatMap((one) => one.cases));

function limboArguments(one: LimboCase): readonly string[] {
  const file = (name: string, pems: readonly string[]): readonly string[] =>
    pems.length === 0 ? [] : [bench.write(name, pems.join('\n'))];
  return [
    ...file('peer.pem', [one.peer_certificate]),
    ...listed('--trust', file('trust.pem', one.trusted_certs)),
    ...listed('--certificates', file('certificates.pem', one.untrusted_intermediates)),
    ...listed('--crl', file('crls.pem', one.crls)),
    ...listed('--purpose', purposesOf(one)),
    ...(one.validation_time === null ? [] : ['--at', one.validation_time]),
    ...['--revocation', one.crls.length > 0 ? 'required' : 'none'],
  ];
}

describe.runIf(limbo.present)('x509-limbo by the command', () => {
  // The command has no option for the length of paths.
  const asked = limbo.cases.filter(({ testcase }) => limboCases.get(testcase)?.max_chain_depth === null);

  it.each(asked)('$testcase', async ({ testcase, expect: { valid } }) => {
    const one = limboCases.get(testcase);
    if (one === undefined) throw new TypeError(`no case ${testcase}`);
    expect(await isAccepted(limboArguments(one))).toBe(differing.has(testcase) ? !valid : valid);
  });
});

const pkits = openCorpus<PkitsCase>('pkits');

/** DSA with 1024 bits: valid by RFC 5280, refused by every suite of today. */
const TOO_WEAK = ['pkits-4.1.4', 'pkits-4.1.5'];

function pkitsArguments({ settings, ...one }: PkitsCase): readonly string[] {
  return [
    pkits.path(one.file),
    ...listed('--trust', one.trustAnchors.map(pkits.path)),
    ...listed('--certificates', one.intermediates.map(pkits.path)),
    ...listed('--crl', one.crls.map(pkits.path)),
    ...listed('--initial-policy', settings.userInitialPolicySet),
    ...(settings.initialExplicitPolicy ? ['--explicit-policy'] : []),
    ...(settings.initialPolicyMappingInhibit ? ['--inhibit-mapping'] : []),
    ...(settings.initialAnyPolicyInhibit ? ['--inhibit-any-policy'] : []),
    ...['--revocation', settings.revocationRequired ? 'required' : 'if-available'],
    ...['--at', one.validationTime],
  ];
}

describe.runIf(pkits.present)('PKITS by the command', () => {
  it.each(pkits.cases)('$id', async (one) => {
    expect(await isAccepted(pkitsArguments(one))).toBe(one.expect.valid && !TOO_WEAK.includes(one.id));
  });
});
