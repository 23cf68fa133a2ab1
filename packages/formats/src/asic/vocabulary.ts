/**
 * The names that a container goes by: media types, the namespace of manifests, and what an entry is by where it stands
 * (EN 319 162-1 §4.3.3, §4.4, Annex A).
 *
 * @module
 */

/** The namespace of ASiC elements, of every edition (EN 319 162-1 §A.1). */
export const ASIC_NAMESPACE = 'http://uri.etsi.org/02918/v1.2.1#';

/** The manifest of OpenDocument containers (ODF 1.2 part 3 §3), which ASiC-E with XAdES may carry. */
export const ODF_MANIFEST_NAMESPACE = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';

/** Kind of a container. */
export type AsicKind = 'asic-s' | 'asic-e';

/** Media types of containers (EN 319 162-1 §A.1). */
export const ASIC_MEDIA_TYPES: Readonly<Record<AsicKind, string>> = {
  'asic-s': 'application/vnd.etsi.asic-s+zip',
  'asic-e': 'application/vnd.etsi.asic-e+zip',
};

/** The entry that holds the media type. */
export const MIMETYPE_NAME = 'mimetype';
/** What the comment of an archive begins with when it holds the media type (EN 319 162-1 §A.1). */
export const COMMENT_PREFIX = 'mimetype=';
/** The folder of everything that is no data. */
export const META_INF = 'META-INF/';
/** The manifest of OpenDocument. */
export const ODF_MANIFEST_NAME = 'META-INF/manifest.xml';
/** The newest of the manifests that archive a container; former ones have other names. */
export const ARCHIVE_MANIFEST_NAME = 'META-INF/ASiCArchiveManifest.xml';

/** What an entry is. */
export type AsicEntryKind =
  | 'mimetype'
  | 'directory'
  | 'data'
  | 'signature-cades'
  | 'signature-xades'
  | 'timestamp'
  | 'asic-manifest'
  | 'archive-manifest'
  | 'evidence-record-manifest'
  | 'evidence-record'
  | 'odf-manifest'
  | 'other-metadata';

/** What entries below `META-INF/` are by their names, first match first. */
const METADATA: readonly { readonly kind: AsicEntryKind; readonly name: RegExp }[] = [
  { kind: 'odf-manifest', name: /^manifest\.xml$/ },
  { kind: 'archive-manifest', name: /ASiCArchiveManifest[^/]*\.xml$/ },
  { kind: 'evidence-record-manifest', name: /ASiCEvidenceRecordManifest[^/]*\.xml$/ },
  { kind: 'asic-manifest', name: /ASiCManifest[^/]*\.xml$/ },
  { kind: 'evidence-record', name: /evidencerecord[^/]*\.(?:ers|xml)$/ },
  { kind: 'signature-cades', name: /signature[^/]*\.p7s$/ },
  { kind: 'signature-xades', name: /signatures[^/]*\.xml$/ },
  { kind: 'timestamp', name: /timestamp[^/]*\.tst$/ },
];

/** What an entry is by its name. */
export function kindOfEntry(name: string): AsicEntryKind {
  if (name.endsWith('/')) return 'directory';
  if (name === MIMETYPE_NAME) return 'mimetype';
  if (!name.startsWith(META_INF)) return 'data';
  const within = name.slice(META_INF.length);
  return METADATA.find((row) => row.name.test(within))?.kind ?? 'other-metadata';
}
