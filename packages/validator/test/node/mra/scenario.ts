/**
 * Scenarios of mutual recognition of the corpus: their form, and what they say of times.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EuQualification } from '../../../src/report/determination.ts';
import { CORPORA } from '../corpus.ts';

/** Criteria as a scenario writes them; `[]` is none. */
export type ScenarioCriteria =
  | readonly []
  | { readonly policySet: readonly string[] }
  | { readonly keyUsage: Readonly<Record<string, boolean>> }
  | { readonly extendedKeyUsage: readonly string[] }
  | { readonly certSubjectDNAttribute: readonly string[] }
  | { readonly qcStatement: ScenarioStatement }
  | { readonly qcStatementSet: readonly { readonly qcStatement: ScenarioStatement }[] }
  | { readonly assert: string; readonly list: readonly ScenarioCriteria[] };

/** A statement; one without `id` names the statement by what it contains. */
export interface ScenarioStatement {
  readonly id?: string;
  readonly legislation?: string;
  readonly type?: string;
}

/** What changes about the declaration of one party. */
export interface DeclarationEdit {
  readonly assert?: string;
  readonly criteria?: ScenarioCriteria;
  readonly appendCriteria?: ScenarioCriteria;
}

/** What changes about the agreement; names are those of elements. */
export interface ScenarioEdits {
  readonly TrustServiceEquivalenceStatus?: string;
  readonly TrustServiceEquivalenceStatusStartingTime?: string;
  readonly TrustServiceLegalIdentifier?: string;
  readonly TrustServiceTSLTypeListPointedParty?: TypeEdit;
  readonly TrustServiceTSLTypeListPointingParty?: TypeEdit;
  readonly TrustServiceTSLStatusValidEquivalence?: { readonly PointingParty: string };
  readonly equivalence?: Readonly<Record<string, Readonly<Record<string, DeclarationEdit>>>>;
  /** From the pointed party's to the pointing party's. */
  readonly qualifierEquivalence?: Readonly<Record<string, string>>;
  readonly history?: { readonly TrustServiceEquivalenceStatus?: string };
}

/** What changes about a type of service. */
export interface TypeEdit {
  readonly ServiceTypeIdentifier?: string;
  readonly AdditionalServiceInformation?: string;
}

/** One scenario. */
export interface Scenario {
  readonly id: string;
  readonly baseLotl: string;
  readonly edits: ScenarioEdits;
  readonly expect: {
    readonly enactedMraFound: boolean;
    readonly allServicesEnactedMra?: boolean;
    readonly mraName: string | null;
    readonly indication: string;
    readonly qualification: string;
    readonly trustServices?: number;
    readonly enacted?: number;
    readonly repealed?: number;
  };
}

/** Qualifications by the names of the corpus. */
export const QUALIFICATIONS: Readonly<Record<string, EuQualification>> = {
  QESIG: 'QESig',
  ADESIG: 'AdESig',
  ADESIG_QC: 'AdESig-QC',
};

const FOLDER = join(CORPORA, 'trusted-lists');
const FILE = join(FOLDER, 'mra-scenarios.json');

/** All scenarios; none, said loudly, where the corpus is missing. */
export function readScenarios(): { readonly baseTl: string; readonly scenarios: readonly Scenario[] } {
  if (existsSync(FILE)) return JSON.parse(readFileSync(FILE, 'utf8'));
  console.warn('../shared/corpus/trusted-lists is missing: recognition is not held against its scenarios');
  return { baseTl: '', scenarios: [] };
}

/** A file that a scenario starts from. */
export function readBase(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** A time such as `now-P2Y` or `now+P1M`. */
export function timeOf(text: string, now: Date): Date {
  const [, sign, count, unit] = /^now(?:([+-])P(\d+)([YM]))?$/.exec(text) ?? [];
  const months = (sign === '-' ? -1 : 1) * Number(count ?? 0) * (unit === 'Y' ? 12 : 1);
  const time = new Date(now);
  time.setUTCMonth(time.getUTCMonth() + months);
  return time;
}
