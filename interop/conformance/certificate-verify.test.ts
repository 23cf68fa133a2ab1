/**
 * x509-limbo and NIST PKITS as an outsider would run them: files and options of `eseal certificate verify`. The verdicts
 * are those of the validator's own tests, exceptions included; the command may neither lose nor add one.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { OID } from '@eseal/core/asn1';
import { afterAll, describe, expect, it } from 'vitest';
import { openBench, run } from '../../packages/cli/src/test-bench.ts';
import { openCorpus, readExceptions } from '../../packages/validator/test/node/corpus.ts';
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

interface LimboCase {
  readonly id: string;
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly crls: readonly string[];
  readonly validation_time: string | null;
  readonly max_chain_depth: number | null;
  readonly extended_key_usage: readonly string[];
}

interface LimboVerdict {
  readonly testcase: string;
  readonly expect: { readonly valid: boolean };
}

/** Key purposes that cases name. */
const PURPOSES: Readonly<Record<string, string>> = { serverAuth: OID.serverAuth, clientAuth: OID.clientAuth };

const limbo = openCorpus<LimboVerdict>('limbo');
const limboCases: ReadonlyMap<string, LimboCase> = new Map(
  limbo.present
    ? JSON.parse(readFileSync(limbo.path('limbo.json'), 'utf8')).testcases.map((one: LimboCase) => [
        one.id,
        one,
      ])
    : [],
);
const differing = new Set(
  readExceptions<readonly { readonly cases: readonly string[] }[]>('limbo-exceptions').flatMap(
    (one) => one.cases,
  ),
);

function limboArguments(one: LimboCase): readonly string[] {
  const file = (name: string, pems: readonly string[]): readonly string[] =>
    pems.length === 0 ? [] : [bench.write(name, pems.join('\n'))];
  return [
    ...file('peer.pem', [one.peer_certificate]),
    ...listed('--trust', file('trust.pem', one.trusted_certs)),
    ...listed('--certificates', file('certificates.pem', one.untrusted_intermediates)),
    ...listed('--crl', file('crls.pem', one.crls)),
    ...listed(
      '--purpose',
      one.extended_key_usage.map((name) => PURPOSES[name] ?? name),
    ),
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
