/**
 * Imports a machine-readable suite of cryptographic algorithms (TS 119 322 on the base of RFC 5698), in XML or JSON.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { ValidatorError } from '../errors.ts';
import type { CryptoSuite, SuiteAlgorithm, SuiteRow } from '../policy/crypto-suites.ts';
import { findProblem } from '../util/json-schema.ts';
import { SUITE_DOCUMENT_SCHEMA } from './document-schema.ts';
import { readXmlSuite } from './read-xml.ts';
import { rowsOf } from './rows.ts';
import { schemeOf } from './scheme-of.ts';
import type { SuiteDocument } from './suite-document.ts';

/** A suite that was imported. */
export interface ImportedSuite {
  readonly suite: CryptoSuite;
  /** Names of algorithms that the SDK does not know: nothing made by them is accepted. */
  readonly ignored: readonly string[];
}

/** Longest text that is read. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/**
 * Imports a suite. What has a meaning that the SDK cannot keep is refused: members, parameters and limits it does not know. The
 * signature of a suite is not verified: give only files whose origin is known.
 *
 * @param file - XML or JSON, as text or bytes
 *
 * @throws ValidatorError `CRYPTO_SUITE_INVALID`, `facts.path` names the place; what the XML parser throws for broken XML
 *
 * @example
 * ```ts
 * import { importCryptoSuite, parsePolicy } from '@eseal/validator';
 *
 * export const policyWith = (suite: string) =>
 *   parsePolicy({ id: 'own', suite: importCryptoSuite(suite).suite });
 * ```
 *
 * @see TS 119 322; RFC 5698 §3
 */
export function importCryptoSuite(file: string | Uint8Array): ImportedSuite {
  const value = isXml(file) ? readXmlSuite(typeof file === 'string' ? utf8(file) : file) : readJson(file);
  const problem = findProblem(SUITE_DOCUMENT_SCHEMA, value);
  if (problem !== undefined) throw invalid(problem.path, problem.message);
  // The schema proved the form.
  return toSuite(value as SuiteDocument);
}

/** Text begins with an element, a declaration or a byte order mark before one. */
function isXml(file: string | Uint8Array): boolean {
  const start = typeof file === 'string' ? file.slice(0, 100) : String.fromCharCode(...file.subarray(0, 100));
  return /^[^{[]*</.test(start);
}

function readJson(file: string | Uint8Array): unknown {
  if (file.length > MAX_CHARACTERS) throw invalid('$', 'is too long');
  try {
    const text = typeof file === 'string' ? file : new TextDecoder('utf-8', { fatal: true }).decode(file);
    return rootOf(JSON.parse(text));
  } catch (cause) {
    throw new ValidatorError('CRYPTO_SUITE_INVALID', 'the suite is neither XML nor JSON', {
      cause,
      facts: { path: '$' },
    });
  }
}

/** The suite under its name, which drafts of the schema had as that of its type. */
function rootOf(value: unknown): unknown {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [[name, suite] = [], ...others] = members;
  const isRoot = name === 'SecuritySuitabilityPolicy' || name === 'SecuritySuitabilityPolicyType';
  return isRoot && others.length === 0 ? suite : undefined;
}

function toSuite({ Algorithm, PolicyIssueDate, PolicyName, Publisher }: SuiteDocument): ImportedSuite {
  const known = new Map<SuiteAlgorithm, SuiteDocument['Algorithm'][number][]>();
  const ignored: string[] = [];
  for (const one of Algorithm) {
    const algorithm = schemeOf(one.AlgorithmIdentifier);
    if (algorithm === undefined) ignored.push(one.AlgorithmIdentifier.Name);
    else known.set(algorithm, [...(known.get(algorithm) ?? []), one]);
  }
  const rows: readonly SuiteRow[] = [...known].flatMap(([algorithm, evaluated]) =>
    rowsOf(algorithm, evaluated, PolicyIssueDate.slice(0, 10)),
  );
  const edition = [PolicyName.Name, PolicyName.ObjectIdentifier].filter((part) => part !== undefined);
  const name = edition.join(' ').slice(0, 100);
  return {
    suite: {
      id: name,
      title: { ja: name, en: name },
      citation: `${name} (${Publisher.Name})`.slice(0, 1000),
      published: PolicyIssueDate.slice(0, 10),
      utcOffset: 'Z',
      rows,
    },
    ignored,
  };
}

function invalid(path: string, message: string): ValidatorError {
  return new ValidatorError('CRYPTO_SUITE_INVALID', `the suite is not valid: ${path} ${message}`, {
    facts: { path },
  });
}
