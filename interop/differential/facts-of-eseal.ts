/**
 * The facts in our own reports, in the JSON of the command.
 *
 * @module
 */
import { isJsonObject, type JsonObject, objectIn, objectsIn, textIn } from '../judges/json.ts';
import { type DocumentFacts, type Facts, secondsOf } from './facts.ts';

/** What our validator says of a file. */
export function factsOfEseal(report: JsonObject): DocumentFacts {
  const refused = objectsIn(report, 'findings').some(({ id }) => UNREADABLE.has(`${id}`));
  return { refused, seals: objectsIn(report, 'seals').map(sealFacts) };
}

const UNREADABLE: ReadonlySet<string> = new Set(['DOCUMENT_UNREADABLE', 'FORMAT_UNKNOWN']);

function sealFacts(seal: JsonObject): Facts {
  const cryptography = objectIn(seal, 'cryptography');
  const reference = objectIn(seal, 'signingCertificateReference');
  return {
    indication: textIn(seal, 'indication') ?? '',
    'sub-indication': textIn(seal, 'subIndication') ?? null,
    'value and references intact':
      cryptography.signatureIntact === true && cryptography.referencesIntact === true,
    'references found': cryptography.referencesFound === true,
    'references intact': cryptography.referencesIntact === true,
    'structure valid': objectIn(seal, 'structure').valid === true,
    form: textIn(seal, 'form') ?? '',
    certificate: textIn(objectIn(seal, 'signingCertificate'), 'sha256') ?? null,
    'reference to the certificate present': reference.present === true,
    'reference to the certificate unique': reference.unique === true,
    'digest of the certificate matches': reference.digestMatch === true,
    'claimed time': secondsOf(seal.claimedTime),
    // Of a seal that is broken nobody needs to say since when.
    ...(seal.indication !== 'TOTAL-FAILED' && { 'best time': secondsOf(seal.bestSignatureTime) }),
    timestamps: objectsIn(seal, 'timestamps')
      .filter(({ type }) => type !== 'document')
      .map((one) => `${one.type}:${one.imprintFound}:${one.imprintIntact}:${one.signatureIntact}`)
      .sort()
      .join(' '),
    ...pdfFacts(objectIn(seal, 'scope')),
  };
}

function pdfFacts(scope: JsonObject): Facts {
  if (scope.byteRangeValid === undefined) return {};
  const modifications = objectsIn(scope, 'modifications').filter(isJsonObject);
  return {
    'byte range valid': scope.byteRangeValid === true,
    'dictionary consistent': scope.dictionaryConsistent === true,
    'undefined changes': modifications.some(({ kind }) => kind === 'undefined'),
    'covers the file': scope.coversWholeDocument === true,
    'changes permitted': modifications.every(({ permitted }) => permitted === true),
  };
}
