/**
 * What each packaging makes of documents: references to them, and their place in or around the seal.
 *
 * @module
 */
import type { SealedPart } from '@eseal/core';
import type { DigestInput } from '@eseal/core/container';
import type { OpenedDocument } from './documents.ts';
import type { FoundPlace, Insertion } from './insertion.ts';
import type { Surroundings } from './markup.ts';
import type { XadesOptions } from './options.ts';
import type { SealIds } from './seal-ids.ts';
import type { Sealer } from './sealer.ts';
import type { DataReference, Transform } from './signed-info.ts';

/** What is laid out. */
export interface SealRequest {
  readonly documents: readonly OpenedDocument[];
  readonly ids: SealIds;
  readonly options: XadesOptions;
  readonly sealer: Sealer;
  /** The file that a detached seal is put into, beside the seals that are there. Absent: a file of its own. */
  readonly holder?: Uint8Array;
}

/** Documents laid out for sealing. */
export interface LaidOutSeal {
  readonly references: readonly LaidOutReference[];
  readonly surroundings: Surroundings;
  /** What stands in the seal. */
  readonly objects: readonly SealObject[];
  /** What the seal stands in. */
  readonly around?: SealedAround;
}

/** A file that a seal stands in, and where. */
export interface SealedAround {
  readonly file: Uint8Array;
  readonly insertion: Insertion;
}

/** A reference with what it is to. */
export interface LaidOutReference extends DataReference {
  /** The octets that it is of: what a timestamp over the content covers. */
  readonly octets: DigestInput;
  /** Absent for a manifest. */
  readonly format?: OpenedDocument['format'];
  /** Of a manifest. */
  readonly entries?: readonly LaidOutReference[];
}

/** A ds:Object: what stands between its tags may be large and stays where it is. */
export interface SealObject {
  readonly startTag: string;
  readonly content: SealedPart;
  readonly endTag: string;
}

/** A document with the place of its seal, and what the seal covers. */
export interface LaidOutDocument {
  readonly byteOrderMark: number;
  readonly place: FoundPlace;
  readonly targets: readonly Target[];
}

/** What one reference inside a document covers. */
export interface Target {
  readonly uri: string;
  readonly type?: string;
  readonly transforms: readonly Transform[];
  /** In canonical form, what the transforms leave out left out. */
  readonly octets: Uint8Array;
}
