/**
 * Seals over the value of another seal, inside that seal (EN 319 132-1 §5.2.7).
 *
 * @module
 */
import { CoreError, concatBytes } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { canonicalize } from '../xml/canonicalize.ts';
import { attributeValue } from '../xml/elements.ts';
import { subtreeOf } from '../xml/node-set.ts';
import { parseXml } from '../xml/parser.ts';
import { chooseSeals } from './augment/choose-seals.ts';
import {
  endOfProperties,
  type OpenedFile,
  openFile,
  type RaisableSeal,
  raisable,
} from './augment/opened-file.ts';
import { assertSealsHold } from './earlier-seals.ts';
import { NAMESPACES, REFERENCE_TYPES } from './identifiers.ts';
import { applyInsertions, type FoundPlace } from './insertion.ts';
import type { LaidOutDocument, Target } from './laid-out-seal.ts';
import { xadesElement } from './markup.ts';
import type { Sealer } from './sealer.ts';
import { writeAddedProperties } from './unsigned-properties.ts';

const END = '</xades:CounterSignature>';

/**
 * Finds the place of a counter-signature and what it covers.
 *
 * @throws FormatsError `XML_…`; `XML_NOT_SEALED`, `XML_CHANGE_FORBIDDEN` when something covers the place,
 * `XML_ELEMENT_NOT_FOUND` when nothing can refer to the value
 */
export async function layOutCounterSignature(
  file: Uint8Array,
  id: string,
  sealer: Sealer,
): Promise<LaidOutDocument> {
  const opened = await openFile(file, []);
  const seal = findSeal(opened, id);
  const { byteOrderMark, bytes } = opened.document;
  const place = findPlace(seal, opened);
  const tried = { ...place.insertion, before: `${place.insertion.before}<ds:Signature/>` };
  assertSealsHold(opened.document, parseXml(concatBytes(applyInsertions(bytes, [tried]))));
  return { byteOrderMark, place, targets: [valueTarget(seal, opened, sealer)] };
}

function findSeal({ signatures }: OpenedFile, id: string): RaisableSeal {
  const [chosen] = chooseSeals(signatures, 'B-B', [id]);
  const signature = chosen && signatures[chosen.at];
  const seal = signature && raisable(signature);
  if (seal === undefined) throw new CoreError('INVALID_ARGUMENT', `no seal here has the id ${id}`);
  return seal;
}

function findPlace(seal: RaisableSeal, { document }: OpenedFile): FoundPlace {
  const { insert, missing, parent } = endOfProperties(seal, document);
  const text = writeAddedProperties([xadesElement('CounterSignature', {})], missing);
  const middle = text.indexOf(END);
  const namespaces = new Map([
    ['ds', NAMESPACES.ds],
    ['xades', NAMESPACES.xades],
  ]);
  return { parent, namespaces, insertion: insert(text.slice(0, middle), text.slice(middle)) };
}

/** The value as an element: its tags are covered as well. */
function valueTarget(
  { parsed, signatureValue }: RaisableSeal,
  { document }: OpenedFile,
  { canonicalization }: Sealer,
): Target {
  const id = attributeValue(signatureValue, 'Id');
  if (id === undefined)
    throw new FormatsError('XML_ELEMENT_NOT_FOUND', `the value of the seal ${parsed.id} has no Id`);
  return {
    uri: `#${id}`,
    type: REFERENCE_TYPES.countersignedSignature,
    transforms: [{ algorithm: canonicalization.algorithm }],
    octets: canonicalize(subtreeOf(document, signatureValue, { comments: false }), canonicalization),
  };
}
