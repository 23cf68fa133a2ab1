/**
 * What each kind of certificate carries, as extensions.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import {
  authorityInfoAccess,
  certificateAuthority,
  certificatePolicies,
  crlDistributionPoints,
  type ExtensionDefinition,
  endEntity,
  extendedKeyUsage,
  keyUsage,
  lei,
  leiRole,
  ocspNoCheck,
  type PolicyDefinition,
  type QcStatementDefinition,
  qcStatements,
  subjectAlternativeDirectoryNames,
} from './extensions.ts';
import type { DistinguishedName } from './name.ts';

/** The kind of a certificate. */
export type Profile =
  /** A CA; a root is one that issues to itself. */
  | { readonly kind: 'ca'; readonly pathLength?: number; readonly policies?: readonly PolicyDefinition[] }
  /** A seal certificate as MIC Guidelines (2nd edition) Fig. 14 shows it. */
  | {
      readonly kind: 'seal';
      readonly policies: readonly PolicyDefinition[];
      /** Branch, department or trade name, as subjectAltName. */
      readonly alias?: DistinguishedName;
      readonly lei?: string;
      readonly leiRole?: string;
      /** What a qualified certificate states (EN 319 412-5). Default nothing. */
      readonly qcStatements?: readonly QcStatementDefinition[];
    }
  /** A time-stamping unit (RFC 3161 §2.3). */
  | { readonly kind: 'timestamping' }
  /** Who signs trusted lists (ETSI TS 119 612 §5.7.1). */
  | { readonly kind: 'list-signing' }
  /** A delegated OCSP responder (RFC 6960 §4.2.2.2). */
  | { readonly kind: 'ocsp-responder' }
  /** Nothing but key identifiers and addresses, for a case to add what it is about. */
  | { readonly kind: 'bare' };

/** Where a CA publishes what is needed to judge its certificates. */
export interface Addresses {
  readonly crl: string;
  readonly ocsp: string;
  readonly caIssuers: string;
}

/** Extensions of a certificate of this kind, without key identifiers; `addresses` are its issuer's, none for a root. */
export function profileExtensions(
  profile: Profile,
  addresses: Addresses | undefined,
): readonly ExtensionDefinition[] {
  const published =
    addresses === undefined ? [] : [crlDistributionPoints([addresses.crl]), authorityInfoAccess(addresses)];
  switch (profile.kind) {
    case 'ca':
      return [
        certificateAuthority(profile.pathLength),
        keyUsage('keyCertSign', 'cRLSign'),
        ...(profile.policies === undefined ? [] : [certificatePolicies(profile.policies)]),
        ...published,
      ];
    case 'seal':
      return [
        keyUsage('digitalSignature', 'nonRepudiation'),
        endEntity(),
        certificatePolicies(profile.policies),
        ...(profile.alias === undefined ? [] : [subjectAlternativeDirectoryNames(profile.alias)]),
        ...published,
        ...(profile.lei === undefined ? [] : [lei(profile.lei)]),
        ...(profile.leiRole === undefined ? [] : [leiRole(profile.leiRole)]),
        ...(profile.qcStatements === undefined ? [] : [qcStatements(profile.qcStatements)]),
      ];
    case 'list-signing':
      return [keyUsage('digitalSignature'), endEntity(), extendedKeyUsage(['0.4.0.2231.3.0']), ...published];
    case 'timestamping':
      return [keyUsage('digitalSignature'), extendedKeyUsage(['1.3.6.1.5.5.7.3.8'], true), ...published];
    case 'ocsp-responder':
      return [
        keyUsage('digitalSignature'),
        extendedKeyUsage(['1.3.6.1.5.5.7.3.9']),
        ocspNoCheck(),
        ...published,
      ];
    case 'bare':
      return published;
    default:
      return assertNever(profile);
  }
}
