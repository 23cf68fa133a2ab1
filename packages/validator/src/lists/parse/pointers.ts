/**
 * Pointers to other lists (ETSI TS 119 612 §5.3.13).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { base64Of, childElements, descend, type XmlElement } from '@eseal/formats/xml';
import type { ListPointer } from '../list.ts';
import { MRA, TSL, TSLX } from './namespaces.ts';
import { readAgreement } from './recognition.ts';
import { about, type Tell } from './tell.ts';
import { childValue, languageStrings, textValue, valuesBelow } from './values.ts';

/** Reads the pointers of tsl:SchemeInformation; one without a location is left out and told. */
export function readPointers(schemeInformation: XmlElement | undefined, tell: Tell): readonly ListPointer[] {
  const pointers = descend(schemeInformation, TSL, 'PointersToOtherTSL', 'OtherTSLPointer');
  return pointers.flatMap(
    (pointer, index) => readPointer(pointer, about(tell, `pointer ${index + 1}`)) ?? [],
  );
}

function readPointer(pointer: XmlElement, tell: Tell): ListPointer | undefined {
  const location = childValue(pointer, 'TSLLocation');
  if (location === undefined) {
    tell('left out: it has no TSLLocation');
    return undefined;
  }
  const information = descend(pointer, TSL, 'AdditionalInformation', 'OtherInformation');
  const stated = (localName: string, namespace: string = TSL): XmlElement | undefined =>
    information.flatMap((one) => childElements(one, namespace, localName))[0];
  const agreement = stated('MutualRecognitionAgreementInformation', MRA);
  const read = {
    location,
    territory: textValue(stated('SchemeTerritory')),
    type: textValue(stated('TSLType')),
    mimeType: textValue(stated('MimeType', TSLX)),
    operatorNames: languageStrings(stated('SchemeOperatorName'), 'Name'),
    communityRules: valuesBelow(stated('SchemeTypeCommunityRules'), 'URI'),
    agreement: agreement && readAgreement(agreement, about(tell, 'mutual recognition')),
  };
  return withSigners(read, encodedSigners(pointer));
}

/**
 * Of the many pointers of a list of lists few are followed: their certificates are read when they are asked for. Nothing else of
 * the document is kept until then.
 */
function withSigners(pointer: Omit<ListPointer, 'signers'>, encoded: readonly Uint8Array[]): ListPointer {
  let signers: readonly Certificate[] | undefined;
  return {
    ...pointer,
    get signers() {
      signers ??= encoded.flatMap((der) => readable(() => parseCertificate(der)) ?? []);
      return signers;
    },
  };
}

/** Certificates that may sign the list; one that cannot be read announces nobody. */
function encodedSigners(pointer: XmlElement): readonly Uint8Array[] {
  const path = ['ServiceDigitalIdentities', 'ServiceDigitalIdentity', 'DigitalId', 'X509Certificate'];
  return descend(pointer, TSL, ...path).flatMap((one) => base64Of(one) ?? []);
}
