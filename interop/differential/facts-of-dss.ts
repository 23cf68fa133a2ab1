/**
 * The facts in DSS's answers.
 *
 * @module
 */
import { type JsonObject, objectIn, objectsIn, textIn } from '../judges/json.ts';
import { type DocumentFacts, type Facts, secondsOf } from './facts.ts';

/** What DSS says of a file. */
export function factsOfDss(answer: JsonObject): DocumentFacts {
  const timestamps = objectsIn(answer, 'timestamps');
  return {
    refused: textIn(answer, 'error') !== undefined,
    seals: objectsIn(answer, 'seals').map((seal) => sealFacts(seal, timestamps)),
  };
}

function sealFacts(seal: JsonObject, ofDocument: readonly JsonObject[]): Facts {
  const reference = objectIn(seal, 'signingCertificateReference');
  const certificate = textIn(objectIn(seal, 'signingCertificate'), 'sha256')?.toLowerCase() ?? null;
  return {
    indication: said(seal, 'indication').replace('TOTAL_', 'TOTAL-'),
    'sub-indication': textIn(seal, 'subIndication') ?? null,
    'value and references intact': seal.signatureValid === true && seal.referencesIntact !== false,
    'references found': seal.referencesFound === true,
    ...(seal.referencesFound === true && { 'references intact': seal.referencesIntact === true }),
    'structure valid': seal.structureValid === true,
    form: formOf(said(seal, 'format')),
    certificate,
    ...(reference.present !== undefined && {
      'reference to the certificate present': reference.present === true,
    }),
    ...(reference.present === true && {
      'reference to the certificate unique': reference.unique === true,
      'digest of the certificate matches': reference.digestMatch === true,
    }),
    'claimed time': secondsOf(seal.claimedTime),
    // Of a seal that is broken nobody needs to say since when.
    ...(seal.indication !== 'TOTAL_FAILED' && { 'best time': secondsOf(seal.bestSignatureTime) }),
    timestamps: timestampFacts(seal, ofDocument),
    ...pdfFacts(objectIn(seal, 'pdf')),
  };
}

function said(object: JsonObject, key: string): string {
  return textIn(object, key) ?? '';
}

/** Such as `B-LT` of `XAdES-BASELINE-LT`, `C` of `CAdES-C`. */
function formOf(format: string): string {
  // A CMS without anything of AdES, for which the forms have no other name.
  if (format === 'PKCS7-B') return 'NOT-ETSI';
  return format.replace(/^(XAdES|CAdES|PAdES|XML|CMS|PKCS7|PDF)-/, '').replace('BASELINE-', 'B-');
}

const TIMESTAMP_TYPES: Readonly<Record<string, string>> = {
  CONTENT_TIMESTAMP: 'content',
  ALL_DATA_OBJECTS_TIMESTAMP: 'all-data-objects',
  INDIVIDUAL_DATA_OBJECTS_TIMESTAMP: 'individual-data-objects',
  SIGNATURE_TIMESTAMP: 'signature',
  VALIDATION_DATA_TIMESTAMP: 'sig-and-refs',
  VALIDATION_DATA_REFSONLY_TIMESTAMP: 'refs-only',
  ARCHIVE_TIMESTAMP: 'archive',
  VRI_TIMESTAMP: 'vri',
};

/** The seal's own timestamps; those of the document stand with it in our reports. */
function timestampFacts(seal: JsonObject, ofDocument: readonly JsonObject[]): string {
  const shared = new Set(ofDocument.map(({ id }) => id));
  return objectsIn(seal, 'timestamps')
    .filter(({ id }) => !shared.has(id))
    .map((one) => {
      const type = TIMESTAMP_TYPES[said(one, 'type')] ?? said(one, 'type');
      return `${type}:${one.imprintFound}:${one.imprintIntact}:${one.signatureIntact}`;
    })
    .sort()
    .join(' ');
}

function pdfFacts(pdf: JsonObject): Facts {
  if (pdf.byteRangeValid === undefined) return {};
  const modifications = objectIn(pdf, 'modifications');
  return {
    'byte range valid': pdf.byteRangeValid === true,
    'dictionary consistent': pdf.dictionaryConsistent === true,
    'undefined changes': objectsIn(modifications, 'undefined').length > 0,
  };
}
