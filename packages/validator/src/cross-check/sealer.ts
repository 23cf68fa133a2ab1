/**
 * Who sealed, for cross-checks: the Corporate Number that a certificate names, from a certificate or from a report on a
 * seal.
 *
 * @module
 */
import { type CheckDigit, type IdentifierPlace, organizationOf } from '@eseal/core/identity';
import type { Certificate } from '@eseal/core/x509';
import { type Finding, findingOf } from '../report/finding.ts';
import type { SealReport } from '../report/report.ts';
import { INVOICE_RULES } from './invoice-rules.ts';

/** The report on a seal, or a certificate by itself, of which nobody says that anything was sealed with it. */
export type Sealer = Pick<SealReport, 'conclusion' | 'organization' | 'scope'> | Certificate;

/** The number, or why there is none to compare. */
export type SealerNumber =
  | { readonly kind: 'known'; readonly corporateNumber: string }
  | { readonly kind: 'unknown'; readonly reason: Finding };

interface Identifier {
  readonly scheme: string;
  readonly country: string;
  readonly reference: string | null | undefined;
  readonly place: IdentifierPlace;
  readonly checkDigit: CheckDigit;
}

/** The Corporate Number of who sealed. A report has to say that the seal passed, and that it covers the whole document. */
export function sealerNumber(sealer: Sealer): SealerNumber {
  const unknown = (reason: Finding): SealerNumber => ({ kind: 'unknown', reason });
  if ('conclusion' in sealer && sealer.conclusion.indication !== 'TOTAL-PASSED') {
    return unknown(findingOf(INVOICE_RULES.sealNotPassed, 'warning'));
  }
  if ('scope' in sealer && !sealer.scope.coversWholeDocument) {
    return unknown(findingOf(INVOICE_RULES.sealCoversPart, 'warning'));
  }
  const organization = 'organization' in sealer ? sealer.organization : organizationOf(sealer);
  const numbers = corporateNumbers(organization?.identifiers ?? []);
  const [corporateNumber] = numbers;
  if (corporateNumber === undefined) return unknown(findingOf(INVOICE_RULES.sealerUnknown, 'warning'));
  if (numbers.length > 1) return unknown(findingOf(INVOICE_RULES.sealerAmbiguous, 'warning', { numbers }));
  return { kind: 'known', corporateNumber };
}

/** Numbers in the subject; what stands in alternative names the organisation declares itself (Guidelines on e-Seal §2.1). */
function corporateNumbers(identifiers: readonly Identifier[]): readonly string[] {
  const numbers = identifiers.flatMap(({ scheme, country, reference, place, checkDigit }) => {
    const isNumber = country === 'JP' && (scheme === 'NTR' || scheme === 'GOV');
    return isNumber && checkDigit === 'ok' && place !== 'subject-alt-name' ? (reference ?? []) : [];
  });
  return [...new Set(numbers)];
}
