/**
 * The nodes of the tree as the parser makes them. They hold places instead of strings: most texts of a document are only
 * ever digested, so that a value is decoded when it is first asked for.
 *
 * @module
 */
import { ByteSink } from './byte-sink.ts';
import {
  ATTRIBUTE_VALUE,
  type CharacterStyle,
  RAW_VALUE,
  TEXT_VALUE,
  writeCharacters,
} from './character-data.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import type { QualifiedName } from './names.ts';
import type {
  XmlAttribute,
  XmlComment,
  XmlElement,
  XmlNamespace,
  XmlNode,
  XmlProcessingInstruction,
  XmlText,
} from './tree.ts';

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];
const NO_NAMESPACES: readonly XmlNamespace[] = [];
const NO_CHILDREN: readonly XmlNode[] = [];

function decodeCharacters(bytes: Uint8Array, start: number, end: number, style: CharacterStyle): string {
  const written = decodeUtf8(bytes, start, end);
  if (!style.references || !written.includes('&')) return normaliseSpace(written, style);
  const sink = new ByteSink(bytes);
  writeCharacters(sink, start, end, style);
  const value = sink.finish();
  return decodeUtf8(value, 0, value.length);
}

/** Line ends (XML 1.0 §2.11), and white space of attribute values (§3.3.3), where there are no references. */
function normaliseSpace(written: string, { spaces }: CharacterStyle): string {
  return spaces ? written.replace(/\r\n?|[\t\n]/g, ' ') : written.replace(/\r\n?/g, '\n');
}

/** An element whose end is not known before its end tag. */
export class ElementNode implements XmlElement {
  readonly kind = 'element';
  readonly prefix: string;
  readonly localName: string;
  readonly parent: ElementNode | undefined;
  readonly start: number;
  readonly nameEnd: number;
  namespace = '';
  attributes: readonly XmlAttribute[] = NO_ATTRIBUTES;
  namespaces: readonly XmlNamespace[] = NO_NAMESPACES;
  children: readonly XmlNode[] = NO_CHILDREN;
  contentStart = 0;
  contentEnd = 0;
  end = 0;
  isVerbatim = true;

  constructor(name: QualifiedName, parent: ElementNode | undefined, start: number, nameEnd: number) {
    this.prefix = name.prefix;
    this.localName = name.localName;
    this.parent = parent;
    this.start = start;
    this.nameEnd = nameEnd;
  }
}

/** An attribute whose namespace is not known before the end of the start tag. */
export class AttributeNode implements XmlAttribute {
  readonly prefix: string;
  readonly localName: string;
  namespace = '';
  readonly start: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly isVerbatim: boolean;
  readonly #bytes: Uint8Array;
  #value: string | undefined;

  constructor(
    bytes: Uint8Array,
    name: QualifiedName,
    start: number,
    nameEnd: number,
    value: { readonly start: number; readonly end: number; readonly isVerbatim: boolean },
  ) {
    this.#bytes = bytes;
    this.prefix = name.prefix;
    this.localName = name.localName;
    this.start = start;
    this.nameEnd = nameEnd;
    this.valueStart = value.start;
    this.valueEnd = value.end;
    this.isVerbatim = value.isVerbatim;
  }

  get value(): string {
    this.#value ??= this.isVerbatim
      ? decodeUtf8(this.#bytes, this.valueStart, this.valueEnd)
      : decodeCharacters(this.#bytes, this.valueStart, this.valueEnd, ATTRIBUTE_VALUE);
    return this.#value;
  }
}

/** Character data. */
export class TextNode implements XmlText {
  readonly kind = 'text';
  readonly start: number;
  readonly end: number;
  readonly isVerbatim: boolean;
  readonly isCdata: boolean;
  readonly #bytes: Uint8Array;
  #value: string | undefined;

  constructor(bytes: Uint8Array, start: number, end: number, isVerbatim: boolean, isCdata: boolean) {
    this.#bytes = bytes;
    this.start = start;
    this.end = end;
    this.isVerbatim = isVerbatim;
    this.isCdata = isCdata;
  }

  get value(): string {
    this.#value ??= this.isVerbatim
      ? decodeUtf8(this.#bytes, this.start, this.end)
      : decodeCharacters(this.#bytes, this.start, this.end, this.isCdata ? RAW_VALUE : TEXT_VALUE);
    return this.#value;
  }

  get isBlank(): boolean {
    for (let at = this.start; at < this.end; at++) {
      const byte = this.#bytes[at] as number;
      if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d || byte === 0x0b || byte === 0x0c)) return false;
    }
    return true;
  }
}

/** A comment. */
export class CommentNode implements XmlComment {
  readonly kind = 'comment';
  readonly start: number;
  readonly end: number;
  readonly isVerbatim: boolean;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, start: number, end: number, isVerbatim: boolean) {
    this.#bytes = bytes;
    this.start = start;
    this.end = end;
    this.isVerbatim = isVerbatim;
  }

  get value(): string {
    return decodeCharacters(this.#bytes, this.start + '<!--'.length, this.end - '-->'.length, RAW_VALUE);
  }
}

/** A processing instruction. */
export class ProcessingInstructionNode implements XmlProcessingInstruction {
  readonly kind = 'processing-instruction';
  readonly target: string;
  readonly start: number;
  readonly dataStart: number;
  readonly end: number;
  readonly isVerbatim: boolean;
  readonly #bytes: Uint8Array;

  constructor(
    bytes: Uint8Array,
    target: string,
    place: {
      readonly start: number;
      readonly dataStart: number;
      readonly end: number;
      readonly isVerbatim: boolean;
    },
  ) {
    this.#bytes = bytes;
    this.target = target;
    this.start = place.start;
    this.dataStart = place.dataStart;
    this.end = place.end;
    this.isVerbatim = place.isVerbatim;
  }

  get data(): string {
    return decodeCharacters(this.#bytes, this.dataStart, this.end - '?>'.length, RAW_VALUE);
  }
}
