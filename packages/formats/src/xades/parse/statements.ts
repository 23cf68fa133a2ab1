/**
 * What a signer states in signed properties (EN 319 132-1 §5.2): as far as it can be read.
 *
 * @module
 */
import type { SignedStatements } from '@eseal/core/container';
import { textOf } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { descendProperties, isProperty } from './elements.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';
import { withoutUrn } from './signature-policy.ts';

/** Parts of a place, from the smallest (EN 319 132-1 §5.2.5). */
const PLACE = ['StreetAddress', 'City', 'StateOrProvince', 'PostalCode', 'CountryName'];

/** Most values of one statement that are read. */
const MAX_VALUES = 100;

/** Reads the statements. */
export function readXmlStatements({
  signedSignatureProperties: ofSignature,
  signedDataObjectProperties: ofObjects,
}: QualifyingProperties): SignedStatements {
  const roles = ofSignature.filter((one) => isProperty(one, 'SignerRole', 'SignerRoleV2'));
  const places = ofSignature.filter((one) =>
    isProperty(one, 'SignatureProductionPlace', 'SignatureProductionPlaceV2'),
  );
  const commitments = ofObjects.filter((one) => isProperty(one, 'CommitmentTypeIndication'));
  const formats = ofObjects.filter((one) => isProperty(one, 'DataObjectFormat'));
  const certified = roles.flatMap((one) => [
    ...descendProperties(one, 'CertifiedRoles', 'CertifiedRole'),
    ...descendProperties(one, 'CertifiedRolesV2', 'CertifiedRole'),
    ...descendProperties(one, 'SignedAssertions', 'SignedAssertion'),
  ]);
  return {
    contentIdentifier: false,
    contentReference: false,
    mimeTypes: texts(formats, 'MimeType'),
    commitmentTypes: texts(commitments, 'CommitmentTypeId', 'Identifier').map(withoutUrn),
    location: places.flatMap((place) => PLACE.flatMap((part) => texts([place], part))),
    claimedRoles: texts(roles, 'ClaimedRoles', 'ClaimedRole'),
    certifiedRoles: certified.length,
  };
}

function texts(from: readonly XmlElement[], ...path: readonly string[]): readonly string[] {
  return from
    .flatMap((one) => descendProperties(one, ...path))
    .slice(0, MAX_VALUES)
    .flatMap((one) => textOf(one)?.trim() ?? []);
}
