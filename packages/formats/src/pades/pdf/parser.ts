/**
 * Tokens to objects (ISO 32000-2 §7.3), strictly: a key twice in a dictionary, deep nesting and unfinished objects are
 * refused.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { PDF_NULL, type PdfDictionary, type PdfObject, pdfBoolean } from './objects.ts';
import { takeHexString, takeLiteralString } from './strings.ts';
import { isDigit, type Scanner } from './tokens.ts';

/** Deepest nesting of arrays and dictionaries. */
const MAX_DEPTH = 100;
/** Most objects inside one object. */
const MAX_OBJECTS = 1_000_000;
/** Highest object number that is looked for: what 31 bits hold. */
const MAX_ID = 0x7fff_ffff;

/** Where a value stands in the file, from its first byte to one past its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An indirect object as it begins; the data of a stream is left to who can resolve its length. */
export interface IndirectObject {
  readonly id: number;
  readonly generation: number;
  readonly object: PdfObject;
  /** For a stream: where its data begins in the file. */
  readonly dataStart: number | undefined;
}

/** Reads the object at the cursor. */
export function parseObject(scanner: Scanner): PdfObject {
  return new ObjectParser(scanner).value(0);
}

/** A dictionary with the places of its own entries. */
export interface PlacedDictionary {
  readonly dictionary: PdfDictionary;
  /** Where the value of each key stands. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Keys that occur more than once; their last value counts, as most readers have it. */
  readonly duplicateKeys: readonly string[];
}

/** Reads the dictionary at the cursor and notes where its entries stand. Keys that occur twice are noted, not refused. */
export function parsePlacedDictionary(scanner: Scanner): PlacedDictionary {
  const places = { spans: new Map<string, Span>(), duplicateKeys: [] as string[] };
  return { dictionary: new ObjectParser(scanner).dictionary(0, places), ...places };
}

/** A dictionary that is an object of its own. */
export interface PlacedObject extends PlacedDictionary {
  readonly id: number;
}

/** Reads an indirect dictionary at the cursor; `undefined` when something else stands there. */
export function parsePlacedObject(scanner: Scanner): PlacedObject | undefined {
  const header = parseObjectHeader(scanner);
  scanner.skipWhiteSpace();
  const begins = scanner.peek() === 0x3c && scanner.bytes[scanner.position + 1] === 0x3c;
  return header && begins ? { ...parsePlacedDictionary(scanner), id: header.id } : undefined;
}

/** Reads `id generation obj` at the cursor; `undefined` when something else stands there. */
function parseObjectHeader(scanner: Scanner): { id: number; generation: number } | undefined {
  scanner.skipWhiteSpace();
  const id = scanner.takeUnsigned();
  scanner.skipWhiteSpace();
  const generation = scanner.takeUnsigned();
  scanner.skipWhiteSpace();
  if (id < 0 || generation < 0 || !scanner.takeKeyword('obj')) return undefined;
  return { id, generation };
}

/** Reads an indirect object at the cursor (ISO 32000-2 §7.3.10); `undefined` when none begins there. */
export function parseIndirectObject(scanner: Scanner): IndirectObject | undefined {
  const header = parseObjectHeader(scanner);
  if (header === undefined) return undefined;
  const { id, generation } = header;
  scanner.skipWhiteSpace();
  // Nothing between its keywords: the null object, as that of a reference to nothing.
  if (scanner.takeKeyword('endobj')) return { id, generation, object: PDF_NULL, dataStart: undefined };
  const object = parseObject(scanner);
  scanner.skipWhiteSpace();
  if (scanner.takeKeyword('endobj')) return { id, generation, object, dataStart: undefined };
  if (object.kind !== 'dictionary' || !scanner.takeKeyword('stream'))
    throw scanner.error('"endobj" is missing');
  if (scanner.peek() === 0x0d) scanner.position++;
  if (scanner.peek() !== 0x0a) throw scanner.error('"stream" is not followed by an end of line');
  scanner.position++;
  return { id, generation, object, dataStart: scanner.offset };
}

class ObjectParser {
  readonly #scanner: Scanner;
  #left = MAX_OBJECTS;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  value(depth: number): PdfObject {
    const scanner = this.#scanner;
    scanner.skipWhiteSpace();
    if (depth > MAX_DEPTH) throw this.#limit('objects are nested too deeply');
    if (--this.#left < 0) throw this.#limit('an object holds too many others');
    const byte = scanner.peek();
    switch (byte) {
      case 0x2f:
        return { kind: 'name', value: scanner.takeName() };
      case 0x28:
        return { kind: 'string', bytes: takeLiteralString(scanner), hex: false };
      case 0x5b:
        return this.#array(depth);
      case 0x3c:
        return scanner.bytes[scanner.position + 1] === 0x3c
          ? this.dictionary(depth)
          : { kind: 'string', bytes: takeHexString(scanner), hex: true };
      default:
        return this.#numberOrKeyword(byte);
    }
  }

  dictionary(depth: number, places?: { spans: Map<string, Span>; duplicateKeys: string[] }): PdfDictionary {
    const scanner = this.#scanner;
    scanner.skipWhiteSpace();
    if (scanner.peek() !== 0x3c || scanner.bytes[scanner.position + 1] !== 0x3c) {
      throw scanner.error('expected a dictionary');
    }
    scanner.position += 2;
    const entries = new Map<string, PdfObject>();
    for (;;) {
      scanner.skipWhiteSpace();
      const byte = scanner.peek();
      if (byte === 0x3e && scanner.bytes[scanner.position + 1] === 0x3e) break;
      if (byte !== 0x2f) throw scanner.error('expected a key of a dictionary');
      const key = scanner.takeName();
      if (entries.has(key)) {
        if (places === undefined) throw scanner.error(`the key /${key} occurs twice in a dictionary`);
        places.duplicateKeys.push(key);
      }
      scanner.skipWhiteSpace();
      const start = scanner.offset;
      entries.set(key, this.value(depth + 1));
      places?.spans.set(key, { start, end: scanner.offset });
    }
    scanner.position += 2;
    return { kind: 'dictionary', entries };
  }

  #array(depth: number): PdfObject {
    const scanner = this.#scanner;
    scanner.position++;
    const items: PdfObject[] = [];
    for (;;) {
      scanner.skipWhiteSpace();
      if (scanner.peek() === 0x5d) break;
      items.push(this.value(depth + 1));
    }
    scanner.position++;
    return { kind: 'array', items };
  }

  #numberOrKeyword(byte: number): PdfObject {
    const scanner = this.#scanner;
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.#number();
    if (scanner.takeKeyword('null')) return PDF_NULL;
    if (scanner.takeKeyword('true')) return pdfBoolean(true);
    if (scanner.takeKeyword('false')) return pdfBoolean(false);
    throw scanner.error(byte < 0 ? 'an object is cut off' : 'expected an object');
  }

  #number(): PdfObject {
    const scanner = this.#scanner;
    const { value, text } = scanner.takeNumber();
    if (text !== undefined) return { kind: 'real', value, text };
    return this.#reference(value) ?? { kind: 'integer', value };
  }

  /** The rest of `id generation R`, if that is what follows. */
  #reference(id: number): PdfObject | undefined {
    const scanner = this.#scanner;
    const after = scanner.position;
    if (id > 0 && id <= MAX_ID && scanner.peek() !== 0x5d && scanner.peek() !== 0x2f) {
      scanner.skipWhiteSpace();
      const generation = scanner.takeUnsigned();
      if (generation >= 0 && generation <= 0xffff) {
        scanner.skipWhiteSpace();
        if (scanner.takeKeyword('R')) return { kind: 'reference', id, generation };
      }
    }
    scanner.position = after;
    return undefined;
  }

  #limit(message: string): FormatsError {
    const { offset } = this.#scanner;
    return new FormatsError('PDF_LIMIT_EXCEEDED', `${message} (at byte ${offset})`, { facts: { offset } });
  }
}
