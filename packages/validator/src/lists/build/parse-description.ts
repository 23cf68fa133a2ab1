/**
 * A description of a list out of JSON, as its operator keeps it.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { ValidatorError } from '../../errors.ts';
import { findProblem } from '../../util/json-schema.ts';
import type { TrustedListDescription } from './description.ts';
import { LIST_DESCRIPTION_SCHEMA } from './description-schema.ts';

/** Members that are times. No other has such a name. */
const TIMES: ReadonlySet<string> = new Set(['expiredCertsRevocationInfo', 'from', 'issueDate', 'nextUpdate']);

/** Members that are names of files with certificates. */
const CERTIFICATES: ReadonlySet<string> = new Set(['certificates', 'signers']);

/** Gets the certificates of a file that a description names. */
export type ReadCertificates = (file: string) => Promise<readonly Certificate[]>;

/**
 * Reads a description. Nothing in it is ignored: members that are not known are refused.
 *
 * @param json - what `JSON.parse` made of it; its form is `docs/trusted-list-description.schema.json`
 * @throws ValidatorError `TRUSTED_LIST_INVALID`; `facts.path` names the place
 */
export async function parseListDescription(
  json: unknown,
  readCertificates: ReadCertificates,
): Promise<TrustedListDescription> {
  const problem = findProblem(LIST_DESCRIPTION_SCHEMA, json);
  if (problem !== undefined) {
    const { message, path } = problem;
    throw new ValidatorError('TRUSTED_LIST_INVALID', `the description: ${path} ${message}`, {
      facts: { path },
    });
  }
  // The schema proved the form; times and certificates take the place of what stands for them.
  return (await revive(json, '', readCertificates)) as TrustedListDescription;
}

async function revive(value: unknown, name: string, read: ReadCertificates): Promise<unknown> {
  if (TIMES.has(name)) return typeof value === 'string' ? new Date(value) : undefined;
  if (Array.isArray(value)) {
    if (!CERTIFICATES.has(name)) return Promise.all(value.map((one) => revive(one, '', read)));
    return (await Promise.all(value.map((file) => read(String(file))))).flat();
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(
    async ([key, one]) => [key, await revive(one, key, read)] as const,
  );
  return Object.fromEntries(await Promise.all(members));
}
