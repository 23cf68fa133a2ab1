/**
 * Manifests as they are written: what a seal or timestamp of a container is over (EN 319 162-1 §A.4), and the list of files
 * that OpenDocument demands (ODF 1.2 part 3 §3).
 *
 * @module
 */
import { toBase64, utf8 } from '@eseal/core';
import { type DigestAlgorithm, digestRow } from '@eseal/core/crypto';
import { fileReference } from '../xades/file-reference.ts';
import { NAMESPACES } from '../xades/identifiers.ts';
import { dsElement, element, type Markup, writeMarkup } from '../xades/markup.ts';
import type { ContainedDocument } from './options.ts';

import { ASIC_NAMESPACE, ODF_MANIFEST_NAMESPACE } from './vocabulary.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Media type of a document of which none is known (RFC 2046 §4.5.1). */
const UNKNOWN_MIME_TYPE = 'application/octet-stream';

/** Media types of what is made here. */
export const MIME_TYPES = {
  manifest: 'text/xml',
  /** RFC 8551 §3.5.3 */
  cades: 'application/pkcs7-signature',
  /** EN 319 162-1 §A.3 */
  timestamp: 'application/vnd.etsi.timestamp-token',
} as const;

/** A file that a manifest covers. */
export interface ManifestReference {
  readonly name: string;
  readonly mimeType: string | undefined;
  readonly digest: Uint8Array;
  /** The file is where validation goes on: the former of two archive manifests. */
  readonly rootfile?: boolean;
}

/** Everything in a manifest. */
export interface ManifestFields {
  /** The seal or timestamp over the manifest. */
  readonly seal: Required<ContainedDocument>;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly references: readonly ManifestReference[];
}

/** An asic:ASiCManifest. */
export function buildAsicManifest({ digestAlgorithm, references, seal }: ManifestFields): Uint8Array {
  const { xmlUri } = digestRow(digestAlgorithm);
  const sigReference = asicElement(
    'SigReference',
    { URI: fileReference(seal.name), MimeType: seal.mimeType },
    [],
  );
  const objects = references.map(({ digest, mimeType, name, rootfile }) =>
    asicElement(
      'DataObjectReference',
      { URI: fileReference(name), MimeType: mimeType, Rootfile: rootfile === true ? 'true' : undefined },
      [dsElement('DigestMethod', { Algorithm: xmlUri }), dsElement('DigestValue', {}, [toBase64(digest)])],
    ),
  );
  const declares = [
    ['asic', ASIC_NAMESPACE],
    ['ds', NAMESPACES.ds],
  ] as const;
  return document(element('asic', 'ASiCManifest', {}, [sigReference, ...objects], declares));
}

function asicElement(
  localName: string,
  attributes: Readonly<Record<string, string | undefined>>,
  children: readonly Markup[],
): Markup {
  return element('asic', localName, attributes, children, []);
}

/** A manifest:manifest of a container and its documents. */
export function buildOdfManifest(mediaType: string, documents: readonly ContainedDocument[]): Uint8Array {
  const entry = (path: string, type: string): Markup =>
    element('manifest', 'file-entry', { 'manifest:full-path': path, 'manifest:media-type': type }, [], []);
  const entries = documents.map(({ mimeType = UNKNOWN_MIME_TYPE, name }) => entry(name, mimeType));
  const root = element(
    'manifest',
    'manifest',
    { 'manifest:version': '1.2' },
    [entry('/', mediaType), ...entries],
    [['manifest', ODF_MANIFEST_NAMESPACE]],
  );
  return document(root);
}

/** A file for seals in XML, without any yet (EN 319 162-1 §A.5). */
export const EMPTY_XADES_SIGNATURES: Uint8Array = document(
  element('asic', 'XAdESSignatures', {}, [], [['asic', ASIC_NAMESPACE]]),
);

function document(root: Markup): Uint8Array {
  return utf8(`${DECLARATION}${writeMarkup(root)}`);
}
