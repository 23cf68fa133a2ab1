/**
 * The LEIs of a certificate, place by place (EN 319 412-1 §5.1.4, ISO 17442-2).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import {
  type CheckDigit,
  type IdentifierPlace,
  type OrganizationIdentity,
  readLeiExtension,
  readLeiRoleExtension,
} from '@eseal/core/identity';
import { type Certificate, findExtension } from '@eseal/core/x509';
import { type Finding, findingOf } from '../report/finding.ts';
import { LEI_RULES } from './lei-rules.ts';

/** An LEI with its place. */
export interface FoundLei {
  readonly lei: string;
  readonly place: IdentifierPlace;
  readonly checkDigit: CheckDigit;
}

/** What is concluded; an LEI that is certain is given. */
export interface LeiComparison {
  readonly matches: boolean | 'unknown';
  readonly lei: string | null;
  readonly reasons: readonly Finding[];
}

/** Every identifier of the scheme LEI. */
export function leisOf(organization: OrganizationIdentity | undefined): readonly FoundLei[] {
  return (organization?.identifiers ?? [])
    .filter(({ scheme }) => scheme === 'LEI')
    .map(({ reference = '', place, checkDigit }) => ({ lei: reference, place, checkDigit }));
}

/** Whether all of them are one and the same. */
export function compareLeis(
  found: readonly FoundLei[],
  organization: OrganizationIdentity | undefined,
): LeiComparison {
  const conclude = (matches: boolean | 'unknown', ...reasons: readonly Finding[]): LeiComparison => ({
    matches,
    lei: null,
    reasons,
  });
  const unreadable = (organization?.unreadable ?? []).filter(({ place }) => place === 'lei-extension');
  const places = found.map(({ place }) => place);
  const leis = [...new Set(found.map(({ lei }) => lei))];
  const [lei] = leis;
  if (unreadable.length > 0) {
    const facts = { places: unreadable.map(({ place }) => place) };
    return conclude('unknown', findingOf(LEI_RULES.unreadable, 'warning', facts));
  }
  if (lei === undefined) return conclude('unknown', findingOf(LEI_RULES.absent, 'information'));
  const wrong = found.filter(({ checkDigit }) => checkDigit !== 'ok').map((one) => one.lei);
  if (wrong.length > 0) return conclude(false, findingOf(LEI_RULES.invalid, 'warning', { leis: wrong }));
  if (leis.length > 1) return conclude(false, findingOf(LEI_RULES.conflict, 'warning', { leis }));
  const several = places.length > 1;
  const rule = several ? LEI_RULES.agree : LEI_RULES.single;
  const reasons = [findingOf(rule, 'information', { lei, places })];
  return { matches: several ? true : 'unknown', lei, reasons };
}

/** The role of the extension for it, or the one inside the LEI extension. */
export function statedRole(certificate: Certificate): string | null {
  const own = findExtension(certificate, OID.leiRole);
  const role = own === undefined ? undefined : readLeiRoleExtension(own.value);
  if (role?.kind === 'read') return role.role;
  const extension = findExtension(certificate, OID.lei);
  const content = extension === undefined ? undefined : readLeiExtension(extension.value);
  return content?.kind === 'read' ? (content.role ?? null) : null;
}
