/**
 * The facts in pyHanko's answers: files with one signer for each CMS.
 *
 * @module
 */
import { type JsonObject, objectIn, objectsIn, textIn } from '../judges/json.ts';
import type { DocumentFacts, Facts } from './facts.ts';

/** What pyHanko says of a file. */
export function factsOfPyHanko(answer: JsonObject): DocumentFacts {
  return {
    refused: textIn(answer, 'error') !== undefined,
    seals: objectsIn(answer, 'seals').map(sealFacts),
  };
}

function sealFacts(seal: JsonObject): Facts {
  // Where it ends with an exception of its own it says nothing.
  if (textIn(seal, 'error') !== undefined) return {};
  return {
    indication: textIn(seal, 'indication') ?? '',
    'sub-indication': textIn(seal, 'subIndication') ?? null,
    'value and references intact': seal.signatureValid === true && seal.referencesIntact === true,
    certificate: textIn(objectIn(seal, 'signingCertificate'), 'sha256') ?? null,
    ...(seal.coverage !== undefined && { 'covers the file': seal.coverage === 'ENTIRE_FILE' }),
    ...(seal.modifications !== undefined && {
      'changes permitted': seal.docMDPOk === true && !`${seal.modifications}`.startsWith('SUSPICIOUS'),
    }),
  };
}
