/**
 * How the certificate of a list's signer departs from its profile (ETSI TS 119 612 §5.7.1). The certificate was announced, so
 * departures do not take its trust; they are told.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import {
  basicConstraints,
  type Certificate,
  extendedKeyUsage,
  keyUsage,
  nameValues,
  subjectKeyIdentifier,
} from '@eseal/core/x509';
import { type Finding, findingOf } from '../../report/finding.ts';
import { SIGNER_PROFILE, SIGNER_VALIDITY } from './rules.ts';

/** id-tsl-kp-tslSigning (ETSI TS 119 612 §5.7.1). */
const TSL_SIGNING = '0.4.0.2231.3.0';

/** Territories whose code in lists is not the one of ISO 3166-1 (ETSI TS 119 612 §5.3.10). */
const COUNTRY: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };

/** Territories of several countries, whose officials have certificates of any of them. */
const UNIONS: readonly string[] = ['EU'];

/** What a certificate departs from the profile in. */
export interface SignerDeparture {
  readonly departure: string;
  /** Whether nobody should sign a list with it: it may not be used so, or the key is for something else. */
  readonly essential: boolean;
}

/** One demand of the profile. */
interface ProfileRule extends SignerDeparture {
  /** Whether a certificate meets it; an extension that cannot be read does not. */
  readonly isMet: (certificate: Certificate, territory: string | undefined) => boolean | undefined;
}

const PROFILE: readonly ProfileRule[] = [
  {
    departure: 'it is of an authority',
    essential: true,
    isMet: (one) => basicConstraints(one)?.cA !== true,
  },
  {
    departure: 'its extended key usage is not the signing of trusted lists',
    essential: true,
    isMet: (one) => extendedKeyUsage(one)?.includes(TSL_SIGNING),
  },
  {
    departure: 'its key usage is not signing',
    essential: true,
    isMet: (one) =>
      keyUsage(one)?.some((usage) => usage === 'digitalSignature' || usage === 'nonRepudiation') ?? true,
  },
  {
    departure: 'it has no subject key identifier',
    essential: false,
    isMet: (one) => subjectKeyIdentifier(one) !== undefined,
  },
  { departure: "its country is not the list's", essential: false, isMet: isOfTerritory },
];

function isOfTerritory({ subject }: Certificate, territory: string | undefined): boolean {
  if (territory === undefined || UNIONS.includes(territory)) return true;
  const country = COUNTRY[territory] ?? territory;
  return nameValues(subject, OID.country).some((one) => one.toUpperCase() === country);
}

/** What the certificate of a signer departs from its profile in. */
export function signerDepartures(
  signer: Certificate,
  territory: string | undefined,
): readonly SignerDeparture[] {
  return PROFILE.filter(({ isMet }) => readable(() => isMet(signer, territory)) !== true);
}

/** Tells what is unusual about a signer. */
export function describeSigner(
  signer: Certificate,
  territory: string | undefined,
  time: Date,
): readonly Finding[] {
  const departures = signerDepartures(signer, territory).map(({ departure }) => departure);
  const isValid = signer.notBefore <= time && time <= signer.notAfter;
  return [
    ...(isValid ? [] : [findingOf(SIGNER_VALIDITY, 'warning', { time: time.toISOString() })]),
    ...(departures.length === 0 ? [] : [findingOf(SIGNER_PROFILE, 'warning', { departures })]),
  ];
}
