/**
 * What a reference is made from: nodes of the document or a content beside it, transformed (XMLDSig §4.4.3.2).
 *
 * @module
 */
import { equalBytes, isEsealError, readAll, sizeOf } from '@eseal/core';
import type { DigestInput, ParseFinding } from '@eseal/core/container';
import { applyTransforms, octetsOf, type TransformData } from '../../xml/apply-transforms.ts';
import { DEFAULT_XML_LIMITS } from '../../xml/limits.ts';
import type { NodeSet } from '../../xml/node-set.ts';
import { parseXml } from '../../xml/parser.ts';
import type { Transform } from '../../xml/transforms.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { type GivenContent, nameOfUri } from './contents.ts';
import type { XmlUnderParse } from './located-references.ts';
import type { ReferenceElement } from './reference-element.ts';

/** What a reference is made from. */
export interface ReferencedData {
  /** The nodes of the document that are left after filters; `undefined` where that cannot be told by nodes. */
  readonly nodes: NodeSet | undefined;
  /** Nodes or octets after the transforms; `undefined` when there are none in memory. */
  readonly data: TransformData | undefined;
  /** The content beside the document that it is of as a whole. */
  readonly content?: GivenContent;
  /** `undefined` when it was not found. */
  readonly input: DigestInput | undefined;
  readonly findings: readonly ParseFinding[];
}

/** A reference under its signature. */
export interface ReferenceUnderTransform {
  readonly reference: ReferenceElement;
  readonly transforms: readonly Transform[];
  /** The ds:Signature that holds the reference. */
  readonly signature: XmlElement;
}

/** Nothing, or nothing that is known. */
export function noData(...findings: readonly ParseFinding[]): ReferencedData {
  return { nodes: undefined, data: undefined, input: undefined, findings };
}

/** Nodes of the document. Filters come first, as far as they go; what makes octets comes after them. */
export function transformNodes(
  place: NodeSet,
  { reference, transforms, signature }: ReferenceUnderTransform,
  parse: XmlUnderParse,
): ReferencedData {
  const first = transforms.findIndex(makesOctets);
  const filters = first < 0 ? transforms : transforms.slice(0, first);
  const others = first < 0 ? [] : transforms.slice(first);
  const context = { ...parse, signature };
  const filtered = applyTransforms(place, filters, context);
  const data = applyTransforms(filtered, others, context);
  const isOfAll = others.every(isCanonicalization) || (others.every(makesOctets) && holdsTextOnly(filtered));
  const nodes = filtered.kind === 'node-set' && isOfAll ? filtered : undefined;
  return { nodes, data, ...digested(octetsOf(data, parse.budget), reference) };
}

function isCanonicalization({ kind }: Transform): boolean {
  return kind === 'canonicalization';
}

function makesOctets({ kind }: Transform): boolean {
  return kind === 'canonicalization' || kind === 'base64';
}

/** Whether base64 in nodes is all that is in them: of elements in between it would tell nothing (XMLDSig §6.6.2). */
function holdsTextOnly(data: TransformData): boolean {
  return data.kind === 'node-set' && data.apex.children.every(({ kind }) => kind === 'text');
}

/** A content that stands beside the signature; without transforms it is never read here. */
export async function transformContent(
  content: GivenContent,
  under: ReferenceUnderTransform,
  parse: XmlUnderParse,
): Promise<ReferencedData> {
  const { input } = content;
  const { reference, transforms, signature } = under;
  const named = namedOtherwise(content, reference);
  if (transforms.length === 0) return { ...noData(...named), input, content };
  if (input.kind === 'digest') return knownByDigest(content, input, under);
  if (input.kind !== 'document') return noData();
  const size = sizeOf(input.source) ?? 0;
  if (size > DEFAULT_XML_LIMITS.documentBytes)
    return noData(notTransformed(reference, `the content has ${size} bytes`));
  const bytes = await readAll(input.source);
  const unreadable = needsXml(transforms) ? whyNoXml(bytes) : undefined;
  // Whatever was signed was XML: this is found, and something else.
  if (unreadable !== undefined) return { ...noData(...named, notTransformed(reference, unreadable)), input };
  const data = applyTransforms({ kind: 'octets', bytes }, transforms, { ...parse, signature });
  const { findings, ...octets } = digested(octetsOf(data, parse.budget), reference);
  const whole = transforms.every(makesOctets) && { content };
  return { nodes: undefined, data, ...octets, ...whole, findings: [...named, ...findings] };
}

function needsXml([first]: readonly Transform[]): boolean {
  return first !== undefined && first.kind !== 'base64';
}

/** Why bytes cannot be read as XML; `undefined` when they can. */
function whyNoXml(bytes: Uint8Array): string | undefined {
  try {
    parseXml(bytes);
    return undefined;
  } catch (error) {
    if (!isEsealError(error) || error.code === 'XML_LIMIT_EXCEEDED') throw error;
    return error.message;
  }
}

/**
 * The digest of a content is that of its canonical form only where it is canonical already, and then it equals the one that
 * was signed; of any other content it tells nothing.
 */
function knownByDigest(
  content: GivenContent,
  input: Extract<DigestInput, { kind: 'digest' }>,
  { reference, transforms }: ReferenceUnderTransform,
): ReferencedData {
  const { digest, digestAlgorithm } = reference;
  const isCanonical =
    transforms.every(isCanonicalization) &&
    input.algorithm === digestAlgorithm &&
    digest !== undefined &&
    equalBytes(input.digest, digest);
  if (isCanonical) return { ...noData(), input, content };
  return noData(notTransformed(reference, 'only the digest of the content is known'));
}

/** A signature over nothing is intact whatever the document says. */
function digested(bytes: Uint8Array, { uri }: ReferenceElement): Pick<ReferencedData, 'input' | 'findings'> {
  const empty: ParseFinding = {
    id: 'XML_REFERENCE_EMPTY',
    severity: 'warning',
    message: `nothing is left of what the reference "${uri ?? ''}" is of`,
    citation: 'XMLDSig §4.4.3.2',
  };
  return { input: { kind: 'bytes', pieces: [bytes] }, findings: bytes.length === 0 ? [empty] : [] };
}

function namedOtherwise({ name }: GivenContent, { uri }: ReferenceElement): readonly ParseFinding[] {
  if (name === undefined || uri === undefined || name === nameOfUri(uri)) return [];
  return [
    {
      id: 'CONTENT_NAME_DIFFERS',
      severity: 'information',
      message: `the signature is of ${uri}, the content that was given is called ${name}`,
      citation: 'XMLDSig §4.4.3.1',
    },
  ];
}

/** Why transforms were not applied. */
export function notTransformed({ uri }: ReferenceElement, reason: string): ParseFinding {
  return {
    id: 'XML_REFERENCE_NOT_TRANSFORMED',
    severity: 'warning',
    message: `what the reference "${uri ?? ''}" is of cannot be transformed: ${reason}`,
    citation: 'XMLDSig §4.4.3.2',
  };
}
