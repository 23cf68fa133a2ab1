/**
 * The validator as a whole: it has a report for any bytes.
 *
 * @module
 */

import type { Finding, JudgementOptions } from '../../packages/validator/src/index.ts';
import { toJson, toText, validate, validateCertificate } from '../../packages/validator/src/index.ts';
import { NOW } from '../../packages/validator/test/judging.ts';
import { corpusFiles } from '../corpus.ts';
import { CONTENT, madeCertificates, madeCrls, madeOcspResponses, madeTokens, world } from '../made.ts';
import { MUTATORS, SEEDS } from './formats.ts';
import { type Target, ValidatorFault } from './target.ts';

const contents = [{ source: CONTENT, name: 'a.txt' }];

async function options(): Promise<JudgementOptions> {
  const { anchors } = await world();
  return { trust: anchors, validationTime: NOW };
}

/** The report on a document, rendered too; an error that it hides is a finding. */
async function judge(input: Uint8Array): Promise<void> {
  const report = await validate(input, { ...(await options()), contents });
  assertNoFault([report, ...report.seals, ...report.timestamps].flatMap(({ findings }) => findings));
  JSON.stringify(toJson(report));
  toText(report);
}

function assertNoFault(findings: readonly Finding[]): void {
  const fault = findings.find(
    ({ id, facts }) => id === 'VALIDATION_INTERRUPTED' && /^unexpected /.test(String(facts.reason)),
  );
  if (fault !== undefined) throw new ValidatorFault(String(fault.facts.reason));
}

async function judgeCertificate(input: Uint8Array): Promise<void> {
  const { issuingCa } = await world();
  const report = await validateCertificate(input, {
    ...(await options()),
    certificates: [issuingCa.certificate, input],
  });
  assertNoFault(report.findings);
}

/** The seal's certificate, by revocation data that is damaged. */
async function judgeBy(data: JudgementOptions['revocationData'] & object): Promise<void> {
  const { chain } = await world();
  const [seal, ...certificates] = chain;
  const report = await validateCertificate(seal, {
    ...(await options()),
    certificates,
    revocationData: data,
  });
  assertNoFault(report.findings);
}

/** The validator, by what it is given. */
export const VALIDATOR_TARGETS: readonly Target[] = [
  { name: 'validate-cades', seeds: SEEDS.cades, mutators: MUTATORS.der, run: judge },
  { name: 'validate-xades', seeds: SEEDS.xades, mutators: MUTATORS.xml, run: judge },
  { name: 'validate-pades', seeds: SEEDS.pades, mutators: MUTATORS.pdf, run: judge },
  { name: 'validate-asic', seeds: SEEDS.asic, mutators: MUTATORS.zip, run: judge },
  { name: 'validate-token', seeds: madeTokens, mutators: MUTATORS.der, run: judge },
  {
    name: 'validate-certificate',
    seeds: async () => [...(await madeCertificates()), ...corpusFiles('pkits/certs', /\.crt$/)],
    mutators: MUTATORS.der,
    run: judgeCertificate,
  },
  {
    name: 'validate-by-crl',
    seeds: madeCrls,
    mutators: MUTATORS.der,
    run: (input) => judgeBy({ crls: [input] }),
  },
  {
    name: 'validate-by-ocsp',
    seeds: madeOcspResponses,
    mutators: MUTATORS.der,
    run: (input) => judgeBy({ ocspResponses: [input] }),
  },
];
