/**
 * The namespaces that XML signatures of all ages use, and what distinguishes their versions.
 *
 * @module
 */
import { NAMESPACES, REFERENCE_TYPES } from '../identifiers.ts';

/** XMLDSig §1.3. */
export const DS: string = NAMESPACES.ds;
/** Of XML Signature 1.1 (XMLDSig §1.3): EC keys, DER-encoded keys. */
export const DSIG11 = 'http://www.w3.org/2009/xmldsig11#';
/** Of RSASSA-PSS parameters and other additions (RFC 9231 §1). */
export const DSIG_MORE = 'http://www.w3.org/2007/05/xmldsig-more#';
/** EN 319 132-1 §4.3: qualifying properties that were added to XAdES 1.3.2. */
export const XADES_141: string = NAMESPACES.xades141;

/** A version of XAdES by its namespace. */
export interface XadesVersion {
  readonly namespace: string;
  /** What the reference to the SignedProperties says that it is of. */
  readonly signedPropertiesType: string;
}

/** Every version of XAdES that is read. */
export const XADES_VERSIONS: readonly XadesVersion[] = [
  { namespace: NAMESPACES.xades, signedPropertiesType: REFERENCE_TYPES.signedProperties },
  {
    namespace: 'http://uri.etsi.org/01903/v1.2.2#',
    signedPropertiesType: 'http://uri.etsi.org/01903/v1.2.2#SignedProperties',
  },
  {
    namespace: 'http://uri.etsi.org/01903/v1.1.1#',
    signedPropertiesType: 'http://uri.etsi.org/01903/v1.1.1#SignedProperties',
  },
];

/** Whether a namespace is that of a version of XAdES, or of its additions. */
export function isXadesNamespace(namespace: string): boolean {
  return namespace === XADES_141 || XADES_VERSIONS.some((version) => version.namespace === namespace);
}

/** Whether a reference says that it is of SignedProperties, in the words of any version. */
export function isSignedPropertiesType(type: string | undefined): boolean {
  return XADES_VERSIONS.some(({ signedPropertiesType }) => signedPropertiesType === type);
}
