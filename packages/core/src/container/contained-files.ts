/**
 * What stands in a container of files beside its seals.
 *
 * @module
 */

/** A file in a container of files. */
export interface ContainedFile {
  readonly name: string;
  /** Bytes before compression. */
  readonly size: number;
  readonly compressed: boolean;
  /** A document, as opposed to seals, manifests and whatever else says something about documents. */
  readonly isDocument: boolean;
}

/** A list of files in a container of files. */
export interface ContainedManifest {
  readonly name: string;
  /** Names of the files with the seals or timestamps that it belongs to. */
  readonly sealedBy: readonly string[];
  /** What it lists, as it stands. */
  readonly uris: readonly string[];
}

/** A container of files (EN 319 162-1 §4). */
export interface ContainedFiles {
  /** The media type that it says it has, as it stands. */
  readonly mimetype: string | undefined;
  /** Comment of the archive. */
  readonly comment: string;
  /** In the order of the archive, directories left out. */
  readonly files: readonly ContainedFile[];
  /** Number of entries, directories included. */
  readonly entries: number;
  readonly manifests: readonly ContainedManifest[];
}
