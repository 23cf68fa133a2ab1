/**
 * Which kind a container is of: by its media type, else by the comment of its archive, else by what is in it
 * (EN 319 162-1 §4.3.3.1, §4.4.3.1, §A.1). The name of the file says nothing.
 *
 * @module
 */
import {
  ASIC_MEDIA_TYPES,
  type AsicEntryKind,
  type AsicKind,
  COMMENT_PREFIX,
  META_INF,
} from '../vocabulary.ts';
import type { ZipEntry } from '../zip/entry.ts';

/** What decides the kind. */
export interface KindFacts {
  readonly mimetype: string | undefined;
  readonly comment: string;
  readonly entries: ReadonlyMap<AsicEntryKind, readonly ZipEntry[]>;
}

/** A kind and what it was decided by. */
export interface KindDecision {
  readonly kind: AsicKind;
  readonly kindBy: 'mimetype' | 'comment' | 'content';
}

/** Media types of containers that are signed as ASiC-E is (ODF 1.2 part 3 §4; BDOC 1.0 had them too). */
const SIGNED_AS_ASIC_E = /^application\/(?:vnd\.oasis\.opendocument\.|vnd\.bdoc|epub\+zip)/;

/** The names that seals have in ASiC-S only, being the only one (EN 319 162-1 §4.3.3.2). */
const ASIC_S_NAMES = ['signature.p7s', 'signatures.xml', 'timestamp.tst'].map((name) => META_INF + name);

const SEALS = ['signature-cades', 'signature-xades', 'timestamp'] as const;

/** The kind of a container; `undefined` when nothing says that it is one. */
export function decideKind({ mimetype, comment, entries }: KindFacts): KindDecision | undefined {
  const byMimetype = kindOfMediaType(mimetype ?? '');
  if (byMimetype !== undefined) return { kind: byMimetype, kindBy: 'mimetype' };
  const byComment = comment.startsWith(COMMENT_PREFIX)
    ? kindOfMediaType(comment.slice(COMMENT_PREFIX.length))
    : undefined;
  if (byComment !== undefined) return { kind: byComment, kindBy: 'comment' };
  const seals = SEALS.flatMap((kind) => entries.get(kind) ?? []);
  if (seals.length === 0) return undefined;
  // Media types of nobody that is known here, such as of ADOC, stand in containers of either kind.
  const isSimple =
    entries.get('asic-manifest') === undefined &&
    (seals.every(({ name }) => ASIC_S_NAMES.includes(name)) || mimetype !== undefined) &&
    rootDocuments(entries.get('data') ?? []).length === 1;
  return { kind: isSimple ? 'asic-s' : 'asic-e', kindBy: 'content' };
}

/** Documents that stand in no folder. */
export function rootDocuments(documents: readonly ZipEntry[]): readonly ZipEntry[] {
  return documents.filter(({ name }) => !name.includes('/'));
}

/** White space around a media type is no part of it, though it should not be there. */
function kindOfMediaType(text: string): AsicKind | undefined {
  const type = text.trim();
  if (type === ASIC_MEDIA_TYPES['asic-s']) return 'asic-s';
  return type === ASIC_MEDIA_TYPES['asic-e'] || SIGNED_AS_ASIC_E.test(type) ? 'asic-e' : undefined;
}
