/**
 * The organisations of the test PKI. Their corporate numbers have valid check digits and are not known to be assigned;
 * the LEI's issuer prefix 00ZZ is nobody's. Object identifiers are under the arc for examples (2.999, X.660 annex A).
 *
 * @module
 */
import type { PolicyDefinition } from './extensions.ts';
import type { DistinguishedName } from './name.ts';

/** Subject of the seal certificate. */
export const SAMPLE_ORGANIZATION: DistinguishedName = [
  { C: 'JP' },
  { O: '株式会社サンプル' },
  { organizationIdentifier: 'NTRJP-1555666777888' },
  { CN: '株式会社サンプル 電子印' },
];

/** Alias in the seal certificate: the department that uses the seal. */
export const SAMPLE_ALIAS: DistinguishedName = [{ C: 'JP' }, { O: '株式会社サンプル' }, { OU: '経理部' }];

/** An LEI with valid check digits that nobody holds. */
export const SAMPLE_LEI = '00ZZ00SAMPLE00000159';

/** The certification authority's names. */
export const SAMPLE_AUTHORITY: DistinguishedName = [
  { C: 'JP' },
  { O: '例示認証株式会社' },
  { organizationIdentifier: 'NTRJP-5999000111222' },
];

/** Policies of the seal certificate: the CA's own, and the one common to accredited e-seals. */
export const SAMPLE_POLICIES: readonly PolicyDefinition[] = [
  { oid: '2.999.1.1', practiceStatement: 'http://eseal.test/cps' },
  { oid: '2.999.1.2' },
];
