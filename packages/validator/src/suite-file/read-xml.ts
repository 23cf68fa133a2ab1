/**
 * A machine-readable suite in XML (TS 119 322, RFC 5698 §3.2), member by member as JSON has it.
 *
 * @module
 */
import { attributeValue, childElements, parseXml, textOf, type XmlElement } from '@eseal/formats/xml';
import { ValidatorError } from '../errors.ts';

const DSSC = 'urn:ietf:params:xml:ns:dssc';
const ETSI = 'http://uri.etsi.org/19322/v1.1.1#';
const DS = 'http://www.w3.org/2000/09/xmldsig#';

/** Largest file, deepest nesting: the published suites are a tenth of it, and six elements deep. */
const LIMITS = { documentBytes: 4 * 1024 * 1024, depth: 16 };

/** Members that JSON has as lists. */
const LISTS: ReadonlySet<string> = new Set(['Algorithm', 'Evaluation', 'Parameter', 'Text']);
/** Members that JSON has as a text or as a list of texts. */
const TEXTS: ReadonlySet<string> = new Set(['ObjectIdentifier', 'URI']);
/** Members without content, in which JSON has others. */
const OBJECTS: ReadonlySet<string> = new Set(['Validity', 'Information']);

type Member = string | number | readonly Member[] | { readonly [name: string]: Member };

/**
 * Reads the root element. A `ds:Signature` of the suite is passed over: who trusts the file is for the caller to judge.
 *
 * @throws ValidatorError `CRYPTO_SUITE_INVALID`; what the XML parser throws for what is no XML
 */
export function readXmlSuite(file: Uint8Array): Member {
  const { root } = parseXml(file, LIMITS);
  if (root.namespace !== DSSC || root.localName !== 'SecuritySuitabilityPolicy')
    throw invalid('$', 'is no SecuritySuitabilityPolicy');
  return readElement(root, '$');
}

function readElement(element: XmlElement, path: string): Member {
  const { localName } = element;
  const children = childElements(element).flatMap((child) => unwrap(child, path));
  if (children.length === 0 && !OBJECTS.has(localName) && localName !== 'Parameter')
    return readValue(element, path);
  const members = new Map<string, Member[]>();
  const name = localName === 'Parameter' ? attributeValue(element, 'name') : undefined;
  if (name !== undefined) members.set('name', [name]);
  for (const child of children) {
    const place = `${path}.${child.localName}`;
    members.set(child.localName, [...(members.get(child.localName) ?? []), readElement(child, place)]);
  }
  return Object.fromEntries([...members].map(([key, values]) => [key, memberOf(key, values, path)]));
}

function memberOf(name: string, values: readonly Member[], path: string): Member {
  if (LISTS.has(name) || (TEXTS.has(name) && values.length > 1)) return values;
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) throw invalid(`${path}.${name}`, 'is there several times');
  return value;
}

/** What ETSI adds stands in an element of its own; a signature says nothing about algorithms. */
function unwrap(child: XmlElement, path: string): readonly XmlElement[] {
  const { namespace, localName } = child;
  if (namespace === DS && localName === 'Signature') return [];
  if (namespace === ETSI && localName === 'MoreDetails') return childElements(child);
  if (namespace !== DSSC) throw invalid(`${path}.${localName}`, 'is of an unknown namespace');
  return [child];
}

function readValue(element: XmlElement, path: string): Member {
  const text = textOf(element)?.trim();
  if (text === undefined) throw invalid(path, 'holds more than text');
  if (element.localName !== 'Min' && element.localName !== 'Max') return text;
  return /^\d{1,7}$/.test(text) ? Number(text) : text;
}

function invalid(path: string, message: string): ValidatorError {
  return new ValidatorError('CRYPTO_SUITE_INVALID', `the suite is not valid: ${path} ${message}`, {
    facts: { path },
  });
}
