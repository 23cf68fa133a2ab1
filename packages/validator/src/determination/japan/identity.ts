/**
 * How the organisation is identified in a certificate (Guidelines on e-Seal, MIC, 2nd edition, §2.1): by its form; that
 * the organisation exists and is this one is for the authority to know.
 *
 * @module
 */
import type { OrganizationIdentity } from '@eseal/core/identity';
import type { JapaneseDetermination } from '../../report/determination.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import { RULES } from './rules.ts';

/** The axis with its findings. */
export interface JudgedIdentity {
  readonly identity: JapaneseDetermination['identity'];
  /** Whether an organisation is named at all. */
  readonly named: boolean;
  readonly findings: readonly Finding[];
}

/** What an organisation's name and identifiers are worth. */
export function judgeIdentity(organization: OrganizationIdentity | undefined): JudgedIdentity {
  const named = (organization?.name ?? '').trim() !== '';
  const declared = declaredFindings(organization);
  const conclude = (
    identity: JudgedIdentity['identity'],
    findings: readonly Finding[] = [],
  ): JudgedIdentity => ({ identity, named, findings: [...findings, ...declared] });
  const { identifiers = [], conflicts = [] } = organization ?? {};
  const wrong = wrongIdentifiers(organization);
  if (conflicts.length > 0) {
    const conflicting = conflicts.flatMap((conflict) => conflict.identifiers.map(({ raw }) => raw));
    const facts = { identifiers: conflicting };
    return conclude('conflicting', [findingOf(RULES.identifiersConflict, 'warning', facts)]);
  }
  if (wrong.length > 0) {
    return conclude('invalid', [findingOf(RULES.identifiersInvalid, 'warning', { identifiers: wrong })]);
  }
  if (!named || !identifiers.some(({ reference }) => reference !== undefined)) {
    return conclude('absent', [findingOf(RULES.identifierAbsent, 'information')]);
  }
  return conclude('verified-format', unlistedFindings(identifiers));
}

/** Identifiers whose form or check digits are wrong, and those that cannot be read. */
function wrongIdentifiers(organization: OrganizationIdentity | undefined): readonly string[] {
  const { identifiers = [], unreadable = [] } = organization ?? {};
  const wrong = identifiers.filter(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  return [...wrong, ...unreadable].map(({ raw }) => raw);
}

/** Schemes beside those of the guidelines are allowed, and worth knowing (Fig. 9). */
function unlistedFindings(identifiers: OrganizationIdentity['identifiers']): readonly Finding[] {
  const unlisted = identifiers.flatMap(({ findings, raw }) =>
    findings.some(({ id }) => UNLISTED.has(id)) ? [raw] : [],
  );
  if (unlisted.length === 0) return [];
  return [findingOf(RULES.schemeUnlisted, 'information', { identifiers: unlisted })];
}

const UNLISTED: ReadonlySet<string> = new Set(['unlisted-in-guideline', 'scheme-national', 'scheme-unknown']);

/** Branches, departments, staff and devices are what the organisation says of itself. */
function declaredFindings(organization: OrganizationIdentity | undefined): readonly Finding[] {
  const declared = (organization?.declared ?? []).map(({ value }) => value);
  return declared.length === 0 ? [] : [findingOf(RULES.declared, 'information', { declared })];
}
