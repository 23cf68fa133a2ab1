/**
 * Manifests as they were received: the files that a seal or timestamp is over (EN 319 162-1 §A.4), and the list of files of an
 * OpenDocument container (ODF 1.2 part 3 §3). Nothing depends on prefixes.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { readDigest } from '../../xades/parse/digest-algorithm.ts';
import { attributeValue, childElements } from '../../xml/elements.ts';
import { parseXml } from '../../xml/parser.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { elementsOf } from '../../xml/walk.ts';
import { ASIC_NAMESPACE, ODF_MANIFEST_NAMESPACE } from '../vocabulary.ts';

/** A file that a manifest names. */
export interface DataObjectReference {
  readonly uri: string | undefined;
  readonly mimeType: string | undefined;
  readonly rootfile: boolean;
  /** `undefined` for an algorithm that the SDK does not know. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** `undefined` when there is no readable value. */
  readonly digest: Uint8Array | undefined;
}

/** An asic:ASiCManifest, whatever the name of its file says it is for. */
export interface AsicManifest {
  /** The file with the seal or timestamp over the manifest. */
  readonly sigReference: { readonly uri: string; readonly mimeType: string | undefined };
  readonly references: readonly DataObjectReference[];
}

/** A file in the manifest of OpenDocument. */
export interface OdfFileEntry {
  readonly path: string;
  readonly mediaType: string | undefined;
}

/** What was read, or why it was not. */
export type ManifestReading<Manifest extends object> =
  | { readonly manifest: Manifest }
  | { readonly manifest: undefined; readonly problem: string };

/** Most elements, texts and the like of all manifests of one container: those of ten thousand files and more. */
const MAX_NODES = 100_000;

/** Parses a manifest to its root; throws FormatsError `ZIP_LIMIT_EXCEEDED` when it has more than may be. */
export type ManifestParser = (bytes: Uint8Array) => XmlElement;

/** A parser for the manifests of one container: what they may have together it counts over all of them. */
export function createManifestParser(): ManifestParser {
  let left = MAX_NODES;
  return (bytes) => {
    try {
      const { root } = parseXml(bytes, { nodes: left });
      for (const _ of elementsOf(root)) left--;
      return root;
    } catch (error) {
      if (!isEsealError(error) || error.code !== 'XML_LIMIT_EXCEEDED') throw error;
      const { message } = error;
      throw new FormatsError(
        'ZIP_LIMIT_EXCEEDED',
        `the manifests of the container are too large: ${message}`,
      );
    }
  };
}

/**
 * Reads an ASiCManifest.
 *
 * @throws FormatsError `ZIP_LIMIT_EXCEEDED`
 */
export function readAsicManifest(
  bytes: Uint8Array,
  parse: ManifestParser = createManifestParser(),
): ManifestReading<AsicManifest> {
  return reading(
    () => parse(bytes),
    ASIC_NAMESPACE,
    'ASiCManifest',
    (root) => {
      const [sigReference, ...more] = childElements(root, ASIC_NAMESPACE, 'SigReference');
      const uri = sigReference && attributeValue(sigReference, 'URI');
      if (sigReference === undefined || uri === undefined || more.length > 0) return undefined;
      const mimeType = attributeValue(sigReference, 'MimeType');
      const references = childElements(root, ASIC_NAMESPACE, 'DataObjectReference').map(readReference);
      return { sigReference: { uri, mimeType }, references };
    },
  );
}

function readReference(element: XmlElement): DataObjectReference {
  return {
    uri: attributeValue(element, 'URI'),
    mimeType: attributeValue(element, 'MimeType'),
    rootfile: attributeValue(element, 'Rootfile') === 'true',
    ...readDigest(element),
  };
}

/**
 * Reads the manifest of OpenDocument, without its entry for the container itself.
 *
 * @throws FormatsError `ZIP_LIMIT_EXCEEDED`
 */
export function readOdfManifest(
  bytes: Uint8Array,
  parse: ManifestParser = createManifestParser(),
): ManifestReading<readonly OdfFileEntry[]> {
  return reading(
    () => parse(bytes),
    ODF_MANIFEST_NAMESPACE,
    'manifest',
    (root) =>
      childElements(root, ODF_MANIFEST_NAMESPACE, 'file-entry')
        .map((element) => ({
          path: qualifiedValue(element, 'full-path') ?? '',
          mediaType: qualifiedValue(element, 'media-type'),
        }))
        .filter(({ path }) => path !== '/'),
  );
}

function qualifiedValue({ attributes }: XmlElement, localName: string): string | undefined {
  return attributes.find((one) => one.namespace === ODF_MANIFEST_NAMESPACE && one.localName === localName)
    ?.value;
}

function reading<Manifest extends object>(
  parse: () => XmlElement,
  namespace: string,
  name: string,
  read: (root: XmlElement) => Manifest | undefined,
): ManifestReading<Manifest> {
  try {
    const root = parse();
    const isNamed = root.namespace === namespace && root.localName === name;
    const manifest = isNamed ? read(root) : undefined;
    if (manifest !== undefined) return { manifest };
    return { manifest, problem: `it is no ${name} of its namespace, or lacks what it needs` };
  } catch (error) {
    if (!isEsealError(error) || error.code === 'ZIP_LIMIT_EXCEEDED') throw error;
    return { manifest: undefined, problem: error.message };
  }
}
