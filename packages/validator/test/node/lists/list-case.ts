/**
 * A case of the corpus of trusted lists: what was read from its file, and what its source states.
 *
 * @module
 */
import { fromBase64 } from '@eseal/core';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { parseXml, type XmlDocument } from '@eseal/formats/xml';
import type { TrustedList, TrustService } from '../../../src/lists/list.ts';
import { parseListXml, parseTrustedList } from '../../../src/lists/parse/parse-list.ts';
import { parseTrustService } from '../../../src/lists/parse/service.ts';

/** Statements by their names. */
export type Statements = Readonly<Record<string, unknown>>;

/** A row of the manifest. */
export interface ListCase {
  readonly id: string;
  readonly file: string;
  readonly format: 'tl' | 'tl-service';
  readonly config?: Statements;
  readonly expect: Statements;
  /** Counted in the XML. */
  readonly counted?: Statements;
  /** Computed by others. */
  readonly computed?: Statements;
  readonly lotl?: string;
  readonly pivotLocations?: Readonly<Record<string, string>>;
  readonly tlLocations?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** A case with what was read from it. */
export interface ReadCase {
  readonly one: ListCase;
  /** A file of the corpus. */
  readonly read: (file: string) => Uint8Array;
  /** `undefined`: no XML. */
  readonly document: XmlDocument | undefined;
  /** `undefined`: no list, or a single service. */
  readonly list: TrustedList | undefined;
  /** Of a case that is a single service; `undefined` when it is refused. */
  readonly service: TrustService | undefined;
  /** What was told while reading. */
  readonly messages: readonly string[];
}

/** Whether what is stated is so. */
export type ListFact = (expected: unknown, found: ReadCase) => boolean | Promise<boolean>;

/** Facts by the names of statements. */
export type ListFacts = Readonly<Record<string, ListFact>>;

/** Reads the file of a case. */
export function readCase(one: ListCase, read: (file: string) => Uint8Array): ReadCase {
  const bytes = read(one.file);
  if (one.format === 'tl-service') {
    const messages: string[] = [];
    const document = parseXml(bytes);
    const service = parseTrustService(document.root, (message) => messages.push(message));
    return { one, read, document, list: undefined, service, messages };
  }
  try {
    const document = parseListXml(bytes);
    const list = parseTrustedList(document);
    return { one, read, document, list, service: undefined, messages: list.structure.messages };
  } catch (error) {
    const messages = [error instanceof Error ? error.message : ''];
    return { one, read, document: undefined, list: undefined, service: undefined, messages };
  }
}

/** Everything that is stated of a case, what was counted and computed under names of their own. */
export function statementsOf({ expect, counted = {}, computed = {} }: ListCase): Statements {
  const under = (prefix: string, statements: Statements): Statements =>
    Object.fromEntries(Object.entries(statements).map(([name, value]) => [`${prefix}.${name}`, value]));
  return { ...expect, ...under('counted', counted), ...under('computed', computed) };
}

/** Certificates in base64. */
export function certificatesOf(texts: unknown): readonly Certificate[] {
  return (texts as readonly string[]).map((text) => parseCertificate(fromBase64(text) ?? new Uint8Array()));
}

/** All services of a list. */
export function servicesOf(list: TrustedList | undefined): readonly TrustService[] {
  return list?.providers.flatMap(({ services }) => services) ?? [];
}
