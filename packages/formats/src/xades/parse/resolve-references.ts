/**
 * What the references of a signature were made from: found, transformed and ready to be digested. Only the document and the
 * contents that were given are looked at (XMLDSig §4.4.3.2).
 *
 * @module
 */
import { equalBytes, isEsealError, readAll, sizeOf } from '@eseal/core';
import type { DigestInput, ParseFinding, ReferenceKind, SignedReference } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import { applyTransforms, octetsOf, type TransformData } from '../../xml/apply-transforms.ts';
import { type Dereferenced, dereference, isSameDocument } from '../../xml/dereference.ts';
import { childElements } from '../../xml/elements.ts';
import type { ElementIds } from '../../xml/ids.ts';
import { DEFAULT_XML_LIMITS } from '../../xml/limits.ts';
import type { NodeSet } from '../../xml/node-set.ts';
import { parseTransforms, type Transform } from '../../xml/transforms.ts';
import type { XmlDocument, XmlElement } from '../../xml/tree.ts';
import type { WorkBudget } from '../../xml/work-budget.ts';
import { contentFor, type GivenContent, nameOfUri } from './contents.ts';
import { DS } from './namespaces.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';
import { type ReferenceElement, readReferenceElement } from './reference-element.ts';
import { classifyReference } from './reference-kind.ts';
import type { SignatureElements } from './signature-elements.ts';

/** What all signatures of a document share. */
export interface XmlUnderParse {
  readonly document: XmlDocument;
  readonly ids: ElementIds;
  readonly contents: readonly GivenContent[];
  readonly budget: WorkBudget;
}

/** A ds:Reference with the place in the document that its URI means. */
export interface LocatedReference {
  readonly reference: ReferenceElement;
  /** `undefined` for something outside of the document. */
  readonly place: Dereferenced | undefined;
}

/** A ds:Reference with what it was made from. */
export interface ResolvedReference extends LocatedReference {
  readonly kind: ReferenceKind;
  /** The nodes of the document that are left after filters; `undefined` where that cannot be told by nodes. */
  readonly nodes: NodeSet | undefined;
  /** Nodes or octets after the transforms; `undefined` when there are none in memory. */
  readonly data: TransformData | undefined;
  /** `undefined` when it was not found. */
  readonly input: DigestInput | undefined;
  readonly findings: readonly ParseFinding[];
}

/** Most references of one signature or manifest. */
const MAX_REFERENCES = 10_000;
/** What following one reference costs beside the bytes that it is of, in bytes. */
const COST = 4096;

/**
 * Finds the places that the references below an element mean.
 *
 * @throws FormatsError XML_LIMIT_EXCEEDED for more than anyone makes
 */
export function locateReferences(
  parent: XmlElement | undefined,
  { document, ids, budget }: XmlUnderParse,
): readonly LocatedReference[] {
  const elements = parent === undefined ? [] : childElements(parent, DS, 'Reference');
  if (elements.length > MAX_REFERENCES)
    throw new FormatsError('XML_LIMIT_EXCEEDED', `there are more than ${MAX_REFERENCES} references`);
  budget.spendBytes(elements.length * COST);
  return elements.map((element) => {
    const reference = readReferenceElement(element);
    const { uri } = reference;
    return {
      reference,
      place: uri !== undefined && isSameDocument(uri) ? dereference(document, ids, uri) : undefined,
    };
  });
}

/** The element that a reference means, when it is one. */
export function elementAt({ place }: LocatedReference): XmlElement | undefined {
  if (typeof place !== 'object') return undefined;
  return place.apex.kind === 'element' ? place.apex : undefined;
}

/** Resolves the references of ds:SignedInfo. */
export async function resolveReferences(
  located: readonly LocatedReference[],
  signature: SignatureElements,
  properties: QualifyingProperties | undefined,
  parse: XmlUnderParse,
): Promise<readonly ResolvedReference[]> {
  const names = namesOf(located);
  const resolved: ResolvedReference[] = [];
  for (const one of located) {
    const { kind, inPlace } = classifyReference(one.reference, elementAt(one), signature, properties);
    resolved.push(inPlace ? await resolve(one, kind, signature, names, parse) : notFound(one, kind));
  }
  return resolved;
}

/** Resolves the references of the manifests that a signature covers (XMLDSig §5.1). */
export async function resolveManifests(
  references: readonly ResolvedReference[],
  signature: SignatureElements,
  parse: XmlUnderParse,
): Promise<readonly ResolvedReference[]> {
  const manifests = references.filter(({ kind, input }) => kind === 'manifest' && input !== undefined);
  const located = manifests.flatMap((one) => locateReferences(elementAt(one), parse));
  const names = namesOf(located);
  const resolved: ResolvedReference[] = [];
  for (const one of located) resolved.push(await resolve(one, 'manifest-entry', signature, names, parse));
  return resolved;
}

/** A reference as the validator takes it. */
export function toSignedReference({ kind, reference, input }: ResolvedReference): SignedReference {
  const { uri, digestAlgorithm, digest } = reference;
  return { kind, ...(uri !== undefined && { uri }), digestAlgorithm, digest, input };
}

function namesOf(located: readonly LocatedReference[]): ReadonlySet<string> {
  const uris = located.filter(({ place }) => place === undefined).map(({ reference }) => reference.uri);
  return new Set(uris.flatMap((uri) => (uri === undefined ? [] : [nameOfUri(uri)])));
}

async function resolve(
  located: LocatedReference,
  kind: ReferenceKind,
  { element: signature }: SignatureElements,
  names: ReadonlySet<string>,
  parse: XmlUnderParse,
): Promise<ResolvedReference> {
  const { reference, place } = located;
  if (place === 'ambiguous') return notFound(located, kind, [repeatedId(reference)]);
  if (typeof place === 'string') return notFound(located, kind);
  try {
    const transforms = parseTransforms(reference.transforms);
    if (place === undefined) {
      const content = await contentFor(reference, parse.contents, names);
      if (content === undefined) return notFound(located, kind);
      return {
        ...notFound(located, kind),
        ...(await outside(content, reference, transforms, signature, parse)),
      };
    }
    return { ...notFound(located, kind), ...transformed(place, transforms, signature, parse) };
  } catch (error) {
    if (!isEsealError(error) || error.code === 'XML_LIMIT_EXCEEDED') throw error;
    return notFound(located, kind, [notTransformed(reference, error.message)]);
  }
}

/** Filters first, as far as they go; what makes octets comes after them. */
function transformed(
  place: NodeSet,
  transforms: readonly Transform[],
  signature: XmlElement,
  parse: XmlUnderParse,
): Pick<ResolvedReference, 'nodes' | 'data' | 'input'> {
  const first = transforms.findIndex(({ kind }) => kind === 'canonicalization' || kind === 'base64');
  const filters = first < 0 ? transforms : transforms.slice(0, first);
  const others = first < 0 ? [] : transforms.slice(first);
  const context = { ...parse, signature };
  const filtered = applyTransforms(place, filters, context);
  const data = applyTransforms(filtered, others, context);
  const isAllOctets = others.every(({ kind }) => kind === 'canonicalization' || kind === 'base64');
  const nodes = filtered.kind === 'node-set' && isAllOctets ? filtered : undefined;
  return { nodes, data, input: bytesInput(octetsOf(data, parse.budget)) };
}

/** A content that stands beside the signature; without transforms it is never read here. */
async function outside(
  { input }: GivenContent,
  reference: ReferenceElement,
  transforms: readonly Transform[],
  signature: XmlElement,
  parse: XmlUnderParse,
): Promise<Partial<ResolvedReference>> {
  if (transforms.length === 0) return { input };
  if (input.kind === 'digest') return knownByDigest(input, reference, transforms);
  if (input.kind !== 'document') return { input: undefined };
  const size = sizeOf(input.source) ?? 0;
  if (size > DEFAULT_XML_LIMITS.documentBytes)
    return { input: undefined, findings: [notTransformed(reference, `the content has ${size} bytes`)] };
  const bytes = await readAll(input.source);
  const data = applyTransforms({ kind: 'octets', bytes }, transforms, { ...parse, signature });
  return { data, input: bytesInput(octetsOf(data, parse.budget)) };
}

/**
 * The digest of a content is that of its canonical form only where it is canonical already, and then it equals the one that
 * was signed; of any other content it tells nothing.
 */
function knownByDigest(
  input: Extract<DigestInput, { kind: 'digest' }>,
  reference: ReferenceElement,
  transforms: readonly Transform[],
): Pick<ResolvedReference, 'input' | 'findings'> {
  const { digest, digestAlgorithm } = reference;
  const isCanonical =
    transforms.every(({ kind }) => kind === 'canonicalization') &&
    input.algorithm === digestAlgorithm &&
    digest !== undefined &&
    equalBytes(input.digest, digest);
  if (isCanonical) return { input, findings: [] };
  return {
    input: undefined,
    findings: [notTransformed(reference, 'only the digest of the content is known')],
  };
}

function bytesInput(bytes: Uint8Array): DigestInput {
  return { kind: 'bytes', pieces: [bytes] };
}

function notFound(
  located: LocatedReference,
  kind: ReferenceKind,
  findings: readonly ParseFinding[] = [],
): ResolvedReference {
  return { ...located, kind, nodes: undefined, data: undefined, input: undefined, findings };
}

function repeatedId({ uri }: ReferenceElement): ParseFinding {
  return {
    id: 'XML_ID_REPEATED',
    severity: 'error',
    message: `several elements have the identifier that the signature refers to as ${uri}`,
    citation: 'XMLDSig §4.4.3.3',
  };
}

function notTransformed({ uri }: ReferenceElement, reason: string): ParseFinding {
  return {
    id: 'XML_REFERENCE_NOT_TRANSFORMED',
    severity: 'warning',
    message: `what the reference "${uri ?? ''}" is of cannot be transformed: ${reason}`,
    citation: 'XMLDSig §4.4.3.2',
  };
}
