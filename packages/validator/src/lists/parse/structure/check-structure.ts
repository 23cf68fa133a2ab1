/**
 * Whether a list is as its schema and profile say (ETSI TS 119 612 §5, Annexes B and C).
 *
 * @module
 */
import { checkGrammar, childElements, descend, type XmlElement } from '@eseal/formats/xml';
import { DS, TSL, XADES } from '../namespaces.ts';
import { GRAMMARS_V5, GRAMMARS_V6 } from './grammar.ts';

/** Versions whose lists are relied on (§5.3.1). */
const VERSIONS: readonly number[] = [5, 6];

/** What in a list is not as it should be, one message each. */
export function checkStructure(list: XmlElement, version: number | undefined): readonly string[] {
  return [...checkVersion(version), ...checkSignature(list, version), ...checkSchema(list, version)];
}

/** What is not as the schema says; a version that nobody knows is read by the newest schema there is. */
export function checkSchema(list: XmlElement, version: number | undefined): readonly string[] {
  const grammars = version !== undefined && version <= 5 ? GRAMMARS_V5 : GRAMMARS_V6;
  return checkGrammar(list, { namespace: TSL, localName: 'TrustServiceStatusList' }, { grammars });
}

function checkVersion(version: number | undefined): readonly string[] {
  if (version === undefined) return ['there is no TLVersion (TSLVersionIdentifier)'];
  return VERSIONS.includes(version)
    ? []
    : [`the TL version ${version} is not acceptable: ${VERSIONS.join(' or ')} is expected`];
}

/** A list is signed (§5.7), since version 6 as EN 319 132-1 has it: with SigningCertificateV2. */
function checkSignature(list: XmlElement, version: number | undefined): readonly string[] {
  const [signature] = childElements(list, DS, 'Signature');
  if (signature === undefined) return ['there is no ds:Signature'];
  if (version !== 6) return [];
  const [properties] = descend(signature, DS, 'Object').flatMap((object) =>
    descend(object, XADES, 'QualifyingProperties', 'SignedProperties', 'SignedSignatureProperties'),
  );
  if (descend(properties, XADES, 'SigningCertificate').length > 0)
    return ['the signature has SigningCertificate: version 6 expects SigningCertificateV2 instead'];
  return descend(properties, XADES, 'SigningCertificateV2').length > 0
    ? []
    : ['the signature has no SigningCertificateV2'];
}
