/**
 * Signed lists of others, each with several sets of certificates that may sign it.
 *
 * @module
 */
import { fromBase64, readable } from '@eseal/core';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { base64Of, descend, parseXml } from '@eseal/formats/xml';
import { parseTrustedList } from '@eseal/validator/trusted-lists';
import { openCorpus } from '../../packages/validator/test/node/corpus.ts';

interface ListCase {
  readonly id: string;
  readonly file: string;
  readonly format: string;
  readonly config?: { readonly tlSignersDerBase64?: readonly string[] };
  readonly expect: {
    readonly signatureChecks?: readonly { readonly tlSignersDerBase64: readonly string[] }[];
  };
  readonly files?: { readonly lotl?: string };
}

/** A list that is to be judged by who may sign it. */
export interface JudgedList {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it stands. */
  readonly path: string;
  readonly signers: readonly Uint8Array[];
}

/** A list of the corpus. */
export interface CorpusList extends Omit<JudgedList, 'signers'> {
  /** Certificates that stand in its signature. */
  readonly embedded: readonly Uint8Array[];
  /** Sets of certificates that may sign it, by where they come from. */
  readonly signers: Readonly<Record<string, readonly Uint8Array[]>>;
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const MEDIA_TYPE = 'application/vnd.etsi.tsl+xml';

const { present, cases, path, read } = openCorpus<ListCase>('trusted-lists');

/** Whether the corpus is there. */
export const hasCorpus: boolean = present;

/** Every list of the corpus that can be parsed, once; `stranger` signed none of them. */
export function corpusLists(stranger: Uint8Array): readonly CorpusList[] {
  const files = new Set<string>();
  return cases.flatMap((one) => {
    if (one.format !== 'tl' || files.has(one.file)) return [];
    files.add(one.file);
    const bytes = read(one.file);
    const embedded = embeddedIn(bytes);
    if (embedded === undefined) return [];
    const sets = { 'a stranger': [stranger], embedded, ...statedIn(one), ...announcedFor(one, bytes) };
    const signers = Object.fromEntries(Object.entries(sets).filter(([, ones]) => ones.length > 0));
    return [{ name: one.id, bytes, path: path(one.file), embedded, signers }];
  });
}

/** `undefined`: no XML. */
function embeddedIn(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const document = readable(() => parseXml(bytes));
  return (
    document &&
    descend(document.root, DS, 'Signature', 'KeyInfo', 'X509Data', 'X509Certificate').flatMap(
      (one) => base64Of(one) ?? [],
    )
  );
}

function statedIn({ config, expect }: ListCase): Readonly<Record<string, readonly Uint8Array[]>> {
  const stated = [
    ...(config?.tlSignersDerBase64 === undefined ? [] : [config]),
    ...(expect.signatureChecks ?? []),
  ];
  return Object.fromEntries(
    stated.map(({ tlSignersDerBase64 = [] }, at) => [
      `stated ${at + 1}`,
      tlSignersDerBase64.flatMap((one) => fromBase64(one) ?? []),
    ]),
  );
}

/** By the pointer of its list of lists. */
function announcedFor(
  { files }: ListCase,
  bytes: Uint8Array,
): Readonly<Record<string, readonly Uint8Array[]>> {
  if (files?.lotl === undefined) return {};
  const { scheme } = parseTrustedList(bytes);
  const pointers = parseTrustedList(read(files.lotl)).pointers.filter(
    ({ mimeType, territory }) => mimeType === MEDIA_TYPE && territory === scheme.territory,
  );
  return { announced: pointers.flatMap(({ signers }) => signers.map(({ raw }) => raw)) };
}

/** Certificates of a set. */
export function certificatesOf(encodings: readonly Uint8Array[]): readonly Certificate[] {
  return encodings.flatMap((one) => readable(() => parseCertificate(one)) ?? []);
}
