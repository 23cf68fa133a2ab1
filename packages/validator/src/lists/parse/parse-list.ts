/**
 * From the XML of a trusted list to what it says (ETSI TS 119 612 §5). Who signed it is judged elsewhere.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { isNamed, parseXml, type XmlDocument } from '@eseal/formats/xml';
import { ValidatorError } from '../../errors.ts';
import type { TrustedList } from '../list.ts';
import { TSL } from './namespaces.ts';
import { readPointers } from './pointers.ts';
import { readProviders } from './providers.ts';
import { readSchemeInformation } from './scheme-information.ts';
import { checkStructure } from './structure/check-structure.ts';
import { onlyChild } from './values.ts';

/** Largest list and deepest nesting that are read: several times those of the largest lists there are. */
const LIMITS = { documentBytes: 24 * 1024 * 1024, depth: 100 };

/** Of UTF-8. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const WHITE_SPACE = [0x20, 0x09, 0x0a, 0x0d];

/** Most messages about one list: the first ones tell what is wrong. */
const MAX_MESSAGES = 100;

/**
 * Reads a list, as bytes or as a document that was parsed already. Departures from the schema are told in `structure`, and
 * what can be read is read all the same; what cannot be relied on is left out, and told there as well.
 *
 * @throws ValidatorError `TRUSTED_LIST_UNREADABLE` for what is no trusted list at all
 */
export function parseTrustedList(xml: Uint8Array | XmlDocument): TrustedList {
  const { root } = xml instanceof Uint8Array ? parseListXml(xml) : xml;
  if (!isNamed(root, TSL, 'TrustServiceStatusList'))
    throw unreadable('its root is no TrustServiceStatusList');
  const told: string[] = [];
  const tell = (message: string): void => {
    if (told.length < MAX_MESSAGES) told.push(message);
  };
  const schemeInformation = onlyChild(root, 'SchemeInformation');
  const scheme = readSchemeInformation(schemeInformation);
  const departures = checkStructure(root, scheme.version);
  return {
    scheme,
    pointers: readPointers(schemeInformation, tell),
    providers: readProviders(root, tell),
    structure: { valid: departures.length === 0, messages: [...departures, ...told] },
  };
}

/**
 * Parses the XML of a list, for reading and authenticating it.
 *
 * @throws ValidatorError `TRUSTED_LIST_UNREADABLE`
 */
export function parseListXml(bytes: Uint8Array): XmlDocument {
  try {
    return parseXml(withoutSpaceBefore(bytes), LIMITS);
  } catch (error) {
    if (!isEsealError(error)) throw error;
    throw unreadable(error.message, error);
  }
}

/** White space before the XML declaration, as some lists are served; what is signed is not concerned. */
function withoutSpaceBefore(bytes: Uint8Array): Uint8Array {
  const mark = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
  let start = mark;
  while (WHITE_SPACE.includes(bytes[start] ?? 0)) start++;
  return start === mark ? bytes : bytes.subarray(start);
}

function unreadable(why: string, cause?: unknown): ValidatorError {
  return new ValidatorError('TRUSTED_LIST_UNREADABLE', `the trusted list cannot be read: ${why}`, { cause });
}
