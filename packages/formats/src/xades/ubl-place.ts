/**
 * The place for signatures in UBL documents, such as JP PINT invoices: an extension before everything else in the
 * document (UBL 2.1 §5).
 *
 * @module
 */
import { childElements } from '../xml/elements.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { UBL_DOCUMENT_SIGNATURES } from './identifiers.ts';
import { type FoundPlace, type Insertion, insertAtEnd, insertAtStart, placeNotFound } from './insertion.ts';

const UBL = 'urn:oasis:names:specification:ubl';
const SCHEMA = `${UBL}:schema:xsd:`;

const NAMESPACES = {
  ext: `${SCHEMA}CommonExtensionComponents-2`,
  sig: UBL_DOCUMENT_SIGNATURES.namespace,
  sac: `${SCHEMA}SignatureAggregateComponents-2`,
  cbc: `${SCHEMA}CommonBasicComponents-2`,
} as const;

type Prefix = keyof typeof NAMESPACES;

/** From the root to the element that holds the signatures. */
const PATH: readonly (readonly [Prefix, string])[] = [
  ['ext', 'UBLExtensions'],
  ['ext', 'UBLExtension'],
  ['ext', 'ExtensionContent'],
  ['sig', 'UBLDocumentSignatures'],
];

/** Tags around a signature, with the prefixes that they use. */
interface Wrapper {
  readonly prefixes: readonly Prefix[];
  readonly start: string;
  readonly end: string;
}

// Each is for a place inside the one before it. The URI says that the extension holds XAdES signatures inside the
// document that they cover (UBL 2.1 §5).
const EXTENSIONS: Wrapper = {
  prefixes: ['ext'],
  start: '<ext:UBLExtensions>',
  end: '</ext:UBLExtensions>',
};
const EXTENSION: Wrapper = {
  prefixes: ['ext', 'sig'],
  start: `<ext:UBLExtension><ext:ExtensionURI>${UBL}:dsig:enveloped:xades</ext:ExtensionURI><ext:ExtensionContent><sig:UBLDocumentSignatures>`,
  end: '</sig:UBLDocumentSignatures></ext:ExtensionContent></ext:UBLExtension>',
};

/**
 * The place after the signatures that a UBL document has already, in elements of its own.
 *
 * @throws FormatsError `XML_PLACE_NOT_FOUND` when the document is no UBL
 */
export function findUblPlace({ bytes, root }: XmlDocument): FoundPlace {
  if (!root.namespace.startsWith(SCHEMA)) throw placeNotFound('the document is no UBL document');
  const [signatures] = descend(root, PATH);
  if (signatures !== undefined) {
    const present = childElements(signatures).length;
    return wrapped([signatureInformation(present + 1)], signatures, (before, after) =>
      insertAtEnd(signatures, bytes, before, after),
    );
  }
  const first = signatureInformation(1);
  const [extensions] = descend(root, PATH.slice(0, 1));
  if (extensions !== undefined) {
    return wrapped([EXTENSION, first], extensions, (before, after) =>
      insertAtEnd(extensions, bytes, before, after),
    );
  }
  return wrapped([EXTENSIONS, EXTENSION, first], root, (before, after) =>
    insertAtStart(root, bytes, before, after),
  );
}

/** What holds one signature (UBL 2.1 §5). */
function signatureInformation(number: number): Wrapper {
  return {
    prefixes: ['sac', 'cbc'],
    start: `<sac:SignatureInformation><cbc:ID>${UBL}:signature:${number}</cbc:ID>`,
    end: '</sac:SignatureInformation>',
  };
}

function descend(root: XmlElement, path: readonly (readonly [Prefix, string])[]): readonly XmlElement[] {
  let found: readonly XmlElement[] = [root];
  for (const [prefix, localName] of path) {
    found = found.flatMap((element) => childElements(element, NAMESPACES[prefix], localName));
  }
  return found;
}

/** The outermost wrapper declares the prefixes of all. */
function wrapped(
  wrappers: readonly Wrapper[],
  parent: XmlElement,
  insert: (before: string, after: string) => Insertion,
): FoundPlace {
  const prefixes = [...new Set(wrappers.flatMap((wrapper) => wrapper.prefixes))];
  const namespaces = new Map(prefixes.map((prefix) => [prefix, NAMESPACES[prefix]]));
  const declarations = prefixes.map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix]}"`).join('');
  const before = wrappers
    .map(({ start }) => start)
    .join('')
    .replace('>', `${declarations}>`);
  const after = wrappers
    .map(({ end }) => end)
    .reverse()
    .join('');
  return { parent, insertion: insert(before, after), namespaces };
}
