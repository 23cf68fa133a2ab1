/**
 * The subject of a seal certificate as it is applied for: country, official name, organisation identifier, common name.
 *
 * MIC Guidelines on e-Seal (2nd edition) §2.1 and Fig. 14; EN 319 412-3 §4.2.1.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { CoreError } from '../errors.ts';
import { encodeName } from '../x509/encode-name.ts';
import { isKnownCountry } from './countries.ts';
import { formatOrganizationIdentifier, type OrganizationIdentifierParts } from './organization-identifier.ts';

/** What names the organisation. */
export interface SealSubject {
  /** Official name, as in the register of companies. */
  readonly organizationName: string;
  /** One identifier; level 2 in Japan needs the Corporate Number: `{ scheme: 'NTR', country: 'JP', reference: … }`. */
  readonly organizationIdentifier: OrganizationIdentifierParts;
  /** ISO 3166-1. Default the identifier's country; needed for an LEI, which has none. */
  readonly country?: string;
  /** Name by which the organisation or its seal is known. Default `organizationName`. */
  readonly commonName?: string;
}

/** Longest organizationName and commonName in characters (RFC 5280 appendix A.1, ub-organization-name, ub-common-name). */
const MAX_NAME = 64;

/** The country of global registries, which is nobody's. */
const GLOBAL = 'XG';

/** Schemes whose country is not that of the organisation (CA/B Forum S/MIME BR appendix A). */
const INTERNATIONAL: readonly string[] = ['LEI', 'INT'];

/**
 * DER of the subject's Name.
 *
 * @throws CoreError `ORGANIZATION_IDENTIFIER_INVALID` for an identifier that must not be written; `INVALID_ARGUMENT` for
 * names that are empty, too long or the identifier itself, and for another country than the identifier's
 * @example
 * ```ts
 * import { encodeSealSubject } from '@eseal/core/identity';
 *
 * export const subject: Uint8Array = encodeSealSubject({
 *   organizationName: '株式会社サンプル',
 *   organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
 * });
 * ```
 */
export function encodeSealSubject(subject: SealSubject): Uint8Array {
  const { organizationName, commonName = organizationName } = subject;
  const identifier = formatOrganizationIdentifier(subject.organizationIdentifier);
  assertName('organizationName', organizationName, identifier);
  assertName('commonName', commonName, identifier);
  return encodeName(
    [
      { type: OID.country, value: countryOf(subject) },
      { type: OID.organization, value: organizationName },
      { type: OID.organizationIdentifier, value: identifier },
      { type: OID.commonName, value: commonName },
    ].map((attribute) => [attribute]),
  );
}

function countryOf({ country, organizationIdentifier }: SealSubject): string {
  const { scheme, country: registered } = organizationIdentifier;
  if (INTERNATIONAL.includes(scheme)) {
    if (country === undefined) throw invalid(`${scheme} names no country: say the organisation's`);
  } else if (country !== undefined && country !== registered)
    throw invalid(`the country is ${country}, that of the identifier ${registered}`);
  const chosen = country ?? registered;
  if (!isKnownCountry(chosen) || chosen === GLOBAL)
    throw invalid(`${JSON.stringify(chosen)} is no country of ISO 3166-1`);
  return chosen;
}

/** EN 319 412-3 §4.2.1: the name differs from the identifier. */
function assertName(what: string, name: string, identifier: string): void {
  if (name.trim() === '') throw invalid(`${what} is empty`);
  if ([...name].length > MAX_NAME) throw invalid(`${what} has more than ${MAX_NAME} characters`);
  if (name === identifier) throw invalid(`${what} is the organisation identifier, not a name`);
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}
