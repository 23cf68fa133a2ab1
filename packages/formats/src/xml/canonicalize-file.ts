/**
 * A whole file in canonical form in one pass, without a tree: sealing a large document needs its digest and the place for
 * the signature, not its nodes.
 *
 * @module
 */
import { ByteSink } from './byte-sink.ts';
import { CanonicalWriter, type XmlLeaf } from './canonical-writer.ts';
import type { CanonicalizationMethod } from './canonicalization-method.ts';
import type { XmlLimits } from './limits.ts';
import { openXml } from './open-xml.ts';
import { readXml, type XmlHandler } from './reader.ts';
import type { XmlDocument, XmlElement } from './tree.ts';

/** A document whose nodes were not kept. */
export interface CanonicalFile extends Pick<XmlDocument, 'bytes' | 'byteOrderMark' | 'encoding'> {
  /** The root element, without children. */
  readonly root: XmlElement;
  /** The canonical form of the document; it may be a view of its bytes. */
  readonly canonical: Uint8Array;
}

/** Options of {@link canonicalizeFile}. */
export interface CanonicalizeFileOptions {
  readonly limits?: Partial<XmlLimits>;
  /** Whether comments belong to what is canonicalized; by default they do not, as for the reference `""`. */
  readonly comments?: boolean;
  /** Called with every element after its start tag: its name, attributes and parents are there, its children are not. */
  readonly visit?: (element: XmlElement) => void;
}

/**
 * Parses a file and writes it in canonical form.
 *
 * @throws FormatsError what parsing and canonicalizing throw
 */
export function canonicalizeFile(
  file: Uint8Array,
  method: CanonicalizationMethod,
  { limits = {}, comments = false, visit }: CanonicalizeFileOptions = {},
): CanonicalFile {
  const { decoded, cursor } = openXml(file, limits);
  const sink = new ByteSink(decoded.bytes, 1.5 * file.length);
  const root = readXml(cursor, new WritingHandler(new CanonicalWriter(sink, method, comments), visit));
  return { ...decoded, root, canonical: sink.finish() };
}

class WritingHandler implements XmlHandler {
  readonly #writer: CanonicalWriter;
  readonly #visit: CanonicalizeFileOptions['visit'];
  #depth = 0;
  #isAfterRoot = false;

  constructor(writer: CanonicalWriter, visit: CanonicalizeFileOptions['visit']) {
    this.#writer = writer;
    this.#visit = visit;
  }

  open(element: XmlElement): void {
    this.#depth++;
    this.#visit?.(element);
    this.#writer.open(element, true);
  }

  close(): void {
    this.#depth--;
    this.#isAfterRoot = true;
    this.#writer.close();
  }

  leaf(node: XmlLeaf): void {
    if (this.#depth > 0) this.#writer.leaf(node);
    else this.#writer.leafOutsideRoot(node, this.#isAfterRoot);
  }
}
