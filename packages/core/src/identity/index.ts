/** Organisation identifiers and the organisation a certificate names. @module */
export type { NumberCheck } from './check-result.ts';
export { checkCorporateNumber, corporateNumberCheckDigit } from './corporate-number.ts';
export { displayText } from './display-text.ts';
export type { FindingSeverity, IdentifierFinding, IdentifierFindingId } from './identifier-finding.ts';
export {
  type InvoiceRegistrationNumber,
  readInvoiceRegistrationNumber,
} from './invoice-registration-number.ts';
export {
  type DeclaredAttribute,
  type IdentifierPlace,
  type IdentityConflict,
  type OrganizationIdentity,
  organizationOf,
  type PlacedIdentifier,
  type UnreadableIdentifier,
} from './legal-person.ts';
export { checkLei, leiCheckDigits } from './lei.ts';
export {
  encodeLeiExtension,
  encodeLeiRoleExtension,
  type LeiExtension,
  type LeiRoleExtension,
  readLeiExtension,
  readLeiRoleExtension,
} from './lei-extension.ts';
export type { LocalizedText } from './localized-text.ts';
export {
  type CheckDigit,
  formatOrganizationIdentifier,
  type OrganizationIdentifier,
  type OrganizationIdentifierParts,
  type ParsedOrganizationIdentifier,
  parseOrganizationIdentifier,
  type UnreadableOrganizationIdentifier,
  type UnreadableReason,
} from './organization-identifier.ts';
export { IDENTIFIER_SCHEMES, type IdentifierScheme, identifierScheme } from './schemes.ts';
export { encodeSealSubject, type SealSubject } from './seal-subject.ts';
export { normalizeUserInput } from './user-input.ts';
