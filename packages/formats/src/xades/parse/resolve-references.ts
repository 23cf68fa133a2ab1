/**
 * The references of a signature, found, transformed and ready to be digested. Only the document and the contents that were
 * given are looked at (XMLDSig §4.4.3).
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type { ParseFinding, ReferenceKind, SignedReference } from '@eseal/core/container';
import { parseTransforms } from '../../xml/transforms.ts';
import { contentFor, nameOfUri } from './contents.ts';
import {
  elementAt,
  type LocatedReference,
  locateReferences,
  type XmlUnderParse,
} from './located-references.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';
import type { ReferenceElement } from './reference-element.ts';
import { classifyReference } from './reference-kind.ts';
import {
  noData,
  notTransformed,
  type ReferencedData,
  transformContent,
  transformNodes,
} from './referenced-data.ts';
import type { SignatureElements } from './signature-elements.ts';

/** A ds:Reference with what it was made from. */
export interface ResolvedReference extends LocatedReference, ReferencedData {
  readonly kind: ReferenceKind;
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
    // What an identifier means that stands there twice is nobody's guess, wherever the elements stand.
    const isResolved = inPlace || one.place === 'ambiguous';
    const data = isResolved ? await resolve(one, signature, names, parse) : noData();
    resolved.push({ ...one, kind, ...(READ.includes(kind) ? whole(data, one) : data) });
  }
  return resolved;
}

/** What is read here for what it says, and so has to be covered as a whole. */
const READ: readonly ReferenceKind[] = ['signed-properties', 'manifest', 'countersigned-signature'];

/** Nothing, where transforms leave out something that is read. */
function whole(data: ReferencedData, { reference, place }: LocatedReference): ReferencedData {
  if (place === undefined || data.input === undefined || data.nodes?.filters.length === 0) return data;
  return noData(notTransformed(reference, 'its transforms leave out a part of what has to be covered whole'));
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
  for (const one of located)
    resolved.push({ ...one, kind: 'manifest-entry', ...(await resolve(one, signature, names, parse)) });
  return resolved;
}

/** A reference as the validator takes it. */
export function toSignedReference({ kind, reference, input }: ResolvedReference): SignedReference {
  const { uri, digestAlgorithm, digest } = reference;
  return { kind, ...(uri !== undefined && { uri }), digestAlgorithm, digest, input };
}

/** Names of what stands outside of the document. */
function namesOf(located: readonly LocatedReference[]): ReadonlySet<string> {
  const uris = located.filter(({ place }) => place === undefined).map(({ reference }) => reference.uri);
  return new Set(uris.flatMap((uri) => (uri === undefined ? [] : [nameOfUri(uri)])));
}

async function resolve(
  { reference, place }: LocatedReference,
  { element: signature }: SignatureElements,
  names: ReadonlySet<string>,
  parse: XmlUnderParse,
): Promise<ReferencedData> {
  if (place === 'ambiguous') return noData(repeatedId(reference));
  if (place === 'missing' || place === 'unsupported') return noData();
  try {
    const under = { reference, signature, transforms: parseTransforms(reference.transforms) };
    if (place !== undefined) return transformNodes(place, under, parse);
    const content = await contentFor(reference, parse.contents, names);
    return content === undefined ? noData() : await transformContent(content, under, parse);
  } catch (error) {
    if (!isEsealError(error) || error.code === 'XML_LIMIT_EXCEEDED') throw error;
    return noData(notTransformed(reference, error.message));
  }
}

function repeatedId({ uri }: ReferenceElement): ParseFinding {
  return {
    id: 'XML_ID_REPEATED',
    severity: 'error',
    message: `several elements have the identifier that the signature refers to as ${uri}`,
    citation: 'XMLDSig §4.4.3.3',
  };
}
