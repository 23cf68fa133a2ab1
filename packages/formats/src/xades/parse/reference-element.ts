/**
 * A ds:Reference as it is written (XMLDSig §4.4.3), in ds:SignedInfo or in a ds:Manifest.
 *
 * @module
 */
import { attributeValue, childElements } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { readDigest, type StatedDigest } from './digest-algorithm.ts';
import { DS } from './namespaces.ts';

/** A ds:Reference. */
export interface ReferenceElement extends StatedDigest {
  readonly element: XmlElement;
  readonly id: string | undefined;
  /** `undefined` without the attribute: who verifies knows what is meant. */
  readonly uri: string | undefined;
  readonly type: string | undefined;
  /** ds:Transforms. */
  readonly transforms: XmlElement | undefined;
}

/** Reads a ds:Reference. */
export function readReferenceElement(element: XmlElement): ReferenceElement {
  return {
    element,
    id: attributeValue(element, 'Id'),
    uri: attributeValue(element, 'URI'),
    type: attributeValue(element, 'Type'),
    transforms: childElements(element, DS, 'Transforms')[0],
    ...readDigest(element),
  };
}
