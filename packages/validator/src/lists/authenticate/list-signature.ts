/**
 * The one signature of a list: where it stands and what it covers, before any of it is verified. Whoever reads the list reads
 * its root, so the root as a whole has to be what was signed, and nothing that stands elsewhere.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type { ParsedSignature, ReferenceKind } from '@eseal/core/container';
import { parseXadesDocument } from '@eseal/formats/xades';
import { attributeValue, childElements, textOf, type XmlDocument, type XmlElement } from '@eseal/formats/xml';
import { type Finding, findingOf } from '../../report/finding.ts';
import { findAmbiguousValue } from './ambiguous-value.ts';
import { NOT_COVERED, SIGNATURE_COUNT, SIGNATURE_UNREADABLE } from './rules.ts';

/** XMLDSig §1.3. */
const DS = 'http://www.w3.org/2000/09/xmldsig#';

/** The signature, or why there is none to be verified. */
export type ListSignature =
  | { readonly kind: 'found'; readonly parsed: ParsedSignature }
  | { readonly kind: 'missing'; readonly finding: Finding }
  | { readonly kind: 'refused'; readonly finding: Finding };

/**
 * Finds the signature of a list (ETSI TS 119 612 §5.7.1, Annex B): the only one of the document, a child of its root, over all of
 * the root but itself.
 */
export async function findListSignature(document: XmlDocument): Promise<ListSignature> {
  const read = await readSignatures(document);
  if (!Array.isArray(read)) return refused(SIGNATURE_UNREADABLE, [read.problem]);
  const [parsed, ...others] = read;
  if (parsed === undefined) return { kind: 'missing', finding: countFinding(0) };
  if (others.length > 0) return { kind: 'refused', finding: countFinding(read.length) };
  const ambiguities = parsed.findings.filter(({ severity }) => severity === 'error');
  if (ambiguities.length > 0)
    return refused(
      SIGNATURE_UNREADABLE,
      ambiguities.map(({ message }) => message),
    );
  const [element] = childElements(document.root, DS, 'Signature');
  const problems =
    element === undefined
      ? ['the signature is no child of the root element']
      : [...findUnprescribed(parsed, element), ...findUnfixed(document)];
  return problems.length === 0 ? { kind: 'found', parsed } : refused(NOT_COVERED, problems);
}

async function readSignatures(
  document: XmlDocument,
): Promise<ParsedSignature[] | { readonly problem: string }> {
  try {
    return [...(await parseXadesDocument(document)).signatures];
  } catch (error) {
    if (isEsealError(error)) return { problem: error.message };
    throw error;
  }
}

function countFinding(count: number): Finding {
  return findingOf(SIGNATURE_COUNT, 'error', { count });
}

function refused(rule: typeof NOT_COVERED, problems: readonly string[]): ListSignature {
  return { kind: 'refused', finding: findingOf(rule, 'error', { problems }) };
}

/** What may change under the signature, and with it what the list says. */
function* findUnfixed(document: XmlDocument): Generator<string> {
  const name = findAmbiguousValue(document);
  if (name !== undefined)
    yield `a comment or a CDATA section, which no signature covers, stands in a value of ${name}`;
}

/** What may be covered beside the list and the SignedProperties: further parts of the signature itself. */
const OWN_PARTS: readonly ReferenceKind[] = ['key-info', 'object', 'signature-properties'];

/** Departures from what a signature of a list has to cover, and how. */
function* findUnprescribed({ references, scope }: ParsedSignature, signature: XmlElement): Generator<string> {
  const elements = childElements(signature, DS, 'SignedInfo').flatMap((info) =>
    childElements(info, DS, 'Reference'),
  );
  const listed = references.flatMap(({ kind, uri }, at) => (kind === 'reference' ? [{ uri, at }] : []));
  const [list] = listed;
  if (list === undefined || listed.length > 1)
    yield `${listed.length} references are to data, where one has to be to the list`;
  else {
    if (list.uri !== '' && !list.uri?.startsWith('#')) yield 'the reference leads out of the list';
    const element = elements[list.at];
    if (element === undefined || !areTransformsPrescribed(element))
      yield 'the transforms are not those of an enveloped signature and a canonical form';
  }
  if (references.filter(({ kind }) => kind === 'signed-properties').length !== 1)
    yield 'the signed properties are not covered by one reference';
  if (references.some(({ kind }) => !ALLOWED.includes(kind))) yield 'something else is referred to';
  if (!scope.coversWholeDocument) yield `what is covered is ${scope.description}`;
}

const ALLOWED: readonly ReferenceKind[] = ['reference', 'signed-properties', ...OWN_PARTS];

const ENVELOPED = `${DS}enveloped-signature`;
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
/** Of a document with one signature it leaves out the same as the enveloped-signature transform. */
const NOT_IN_SIGNATURE = /^not\(ancestor-or-self::([^:()|]+:)?Signature\)$/;

/** Canonical XML 1.0 and 1.1, Exclusive XML Canonicalization 1.0, each with or without comments. */
const CANONICAL_FORMS =
  /^http:\/\/www\.w3\.org\/(TR\/2001\/REC-xml-c14n-20010315(#WithComments)?|2006\/12\/xml-c14n11(#WithComments)?|2001\/10\/xml-exc-c14n#(WithComments)?)$/;

/** The signature is left out, then what remains is written canonically; nothing else. */
function areTransformsPrescribed(reference: XmlElement): boolean {
  const transforms = childElements(reference, DS, 'Transforms').flatMap((one) => childElements(one));
  const [first, second, ...others] = transforms;
  if (first === undefined || !leavesOutSignature(first) || others.length > 0) return false;
  return second === undefined || CANONICAL_FORMS.test(attributeValue(second, 'Algorithm') ?? '');
}

function leavesOutSignature(transform: XmlElement): boolean {
  const algorithm = attributeValue(transform, 'Algorithm');
  if (algorithm !== XPATH) return algorithm === ENVELOPED;
  const [expression, ...others] = childElements(transform);
  if (expression === undefined || others.length > 0) return false;
  return NOT_IN_SIGNATURE.test((textOf(expression) ?? '').replaceAll(/\s/g, ''));
}
