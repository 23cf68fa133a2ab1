/**
 * CMS and PDF seals of others: the facts and indications that their sources state, as far as the validator claims them.
 * What differs stands with its reason in `vectors/corpus-exceptions.json`, and must differ.
 *
 * @module
 */
import type { DetachedContent } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { subIndicationOf } from '../../src/report/conclusion.ts';
import type { ValidationReport } from '../../src/report/report.ts';
import { validate } from '../../src/validate.ts';
import { openCorpus, readExceptions } from './corpus.ts';

interface Case {
  readonly id: string;
  readonly file: string;
  readonly detached?: readonly string[];
  readonly detachedDigests?: readonly { readonly alg: DigestAlgorithm; readonly valueBase64: string }[];
  readonly config?: {
    readonly trustAnchorsDerBase64?: readonly string[];
    readonly signingCertificatesDerBase64?: readonly string[];
    readonly validationTime?: string;
  };
  readonly expect: Readonly<Record<string, unknown>>;
}

/** Facts that are not as their source has them: `{ case: { fact: reason } }`. */
const exceptions =
  readExceptions<Readonly<Record<string, Readonly<Record<string, string>>>>>('corpus-exceptions');

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** A fact that is true of every seal, by its name in the manifests. */
const FACTS: Readonly<Record<string, (seal: ValidationReport['seals'][number]) => boolean>> = {
  signatureValid: ({ cryptography }) => cryptography.signatureIntact && cryptography.referencesIntact,
  referencesFound: ({ cryptography }) => cryptography.referencesFound,
  referencesIntact: ({ cryptography }) => cryptography.referencesIntact,
  signingCertificateIdentified: ({ signingCertificate }) => signingCertificate !== null,
  signingCertificateReferencePresent: ({ signingCertificateReference: { present } }) => present,
  signingCertificateReferenceUnique: ({ signingCertificateReference: { unique } }) => unique,
  signingCertificateDigestMatch: ({ signingCertificateReference: { digestMatch } }) => digestMatch,
  signingCertificateIssuerSerialMatch: ({ signingCertificateReference }) =>
    signingCertificateReference.issuerSerialMatch !== false,
};

function factsOf(report: ValidationReport): Readonly<Record<string, unknown>> {
  const { seals, conclusion } = report;
  const timestamps = [...seals.flatMap((seal) => seal.timestamps), ...report.timestamps];
  return {
    ...Object.fromEntries(Object.entries(FACTS).map(([name, holds]) => [name, seals.every(holds)])),
    timestampsIntact: timestamps.every((one) => one.imprintIntact && one.signatureIntact),
    indication: seals.length === 0 ? 'NO-SIGNATURE-FOUND' : conclusion.indication,
    subIndication: subIndicationOf(conclusion),
  };
}

const NOT_A_FAULT = expect.not.arrayContaining([expect.objectContaining({ id: 'VALIDATION_INTERRUPTED' })]);

describe.each(['cades', 'pades'])('the corpus %s', (name) => {
  const { present, cases, read } = openCorpus<Case>(name);

  async function reportOn({ file, detached = [], detachedDigests = [], config = {} }: Case) {
    const contents: readonly DetachedContent[] = [
      ...detached.map((path) => ({ source: read(path) })),
      ...detachedDigests.map(({ alg, valueBase64 }) => ({
        source: { algorithm: alg, digest: bytes(valueBase64) },
      })),
    ];
    return validate(read(file), {
      trust: (config.trustAnchorsDerBase64 ?? []).map(bytes),
      certificates: (config.signingCertificatesDerBase64 ?? []).map(bytes),
      revocation: 'none',
      contents,
      ...(config.validationTime !== undefined && { validationTime: new Date(config.validationTime) }),
    });
  }

  describe.runIf(present)('of seals by others', () => {
    it.each(cases)('$id', async (one) => {
      const started = performance.now();
      const report = await reportOn(one);
      expect(performance.now() - started).toBeLessThan(5000);
      expect(report.findings).toEqual(NOT_A_FAULT);
      for (const { findings } of report.seals) expect(findings).toEqual(NOT_A_FAULT);
      const differing = Object.entries(factsOf(report))
        .filter(([fact, actual]) => fact in one.expect && one.expect[fact] !== actual)
        .map(([fact]) => fact);
      expect(differing.sort()).toEqual(Object.keys(exceptions[one.id] ?? {}).sort());
    });
  });
});
