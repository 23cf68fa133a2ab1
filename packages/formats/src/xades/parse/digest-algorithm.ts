/**
 * Digest algorithms by their URI (RFC 9231 §2.1).
 *
 * @module
 */
import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '@eseal/core/crypto';
import { attributeValue, base64Of, childElements } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';

/** A digest as ds:DigestMethod and ds:DigestValue state it. */
export interface StatedDigest {
  /** `undefined` for an algorithm the SDK does not know. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** `undefined` when there is no readable value. */
  readonly digest: Uint8Array | undefined;
}

/** The digest algorithm that a URI names. */
function digestByUri(uri: string | undefined): DigestAlgorithm | undefined {
  return DIGEST_ALGORITHMS.find((row) => row.xmlUri === uri)?.name;
}

/** The digest inside a ds:Reference or CertDigest; XAdES 1.1.1 has elements of its own for it. */
export function readDigest(element: XmlElement | undefined): StatedDigest {
  const children = element === undefined ? [] : childElements(element);
  const method = children.find(({ localName }) => localName === 'DigestMethod');
  const value = children.find(({ localName }) => localName === 'DigestValue');
  return {
    digestAlgorithm: digestByUri(method && attributeValue(method, 'Algorithm')),
    digest: value && base64Of(value),
  };
}
