/**
 * The seals of a container, each with what it is over (EN 319 162-1 §4.3.3.2, §4.4.3.2, §4.4.4.2).
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type {
  DetachedContent,
  ParsedContainer,
  ParsedSignature,
  ParseFinding,
  SignedReference,
} from '@eseal/core/container';
import { createIdentifiers } from '../../cades/identifiers.ts';
import { parseCades } from '../../cades/parse.ts';
import { unreadableSignature } from '../../cades/unreadable-signature.ts';
import { parseXades } from '../../xades/parse/parse.ts';
import type { ZipEntry } from '../zip/entry.ts';
import type { AsicContainer, ManifestFile, SignatureFile } from './container.ts';
import { rootDocuments } from './container-kind.ts';
import type { FileLookup } from './file-lookup.ts';
import { manifestsOver, referencesOf } from './linked-manifests.ts';
import {
  attachedContent,
  coversNothing,
  manifestMissing,
  severalManifests,
  unreadableSeal,
  wrongDocuments,
} from './seal-findings.ts';

/** Reads the seals of one file. */
export async function parseSealFile(
  file: SignatureFile,
  container: AsicContainer,
  lookup: FileLookup,
): Promise<readonly ParsedSignature[]> {
  const { name } = file.entry;
  const under = file.format === 'cades' ? cmsContents(file, container, lookup) : undefined;
  const contents = under?.contents ?? lookup.contents;
  const parsed = await parseFile(file, contents);
  if ('problem' in parsed) return [await unreadable(file, container, parsed.problem)];
  const noticed = [
    ...structureFindings(container),
    ...(under?.findings ?? []),
    ...parsed.findings.flatMap((finding) => fileFinding(finding, file)),
  ];
  return parsed.signatures.map((signature) => {
    // A counter-signature is over another seal, and needs nothing of the container.
    if (signature.counterSignatureOf !== null) return { ...signature, file: name };
    const references = [...signature.references, ...manifestReferences(signature, under?.manifests, lookup)];
    const covered = coveredEntries(references, container, lookup);
    const findings = [
      ...noticed,
      ...signature.findings,
      ...coversNothing(references, covered.size, under?.manifests),
    ];
    return { ...signature, file: name, references, scope: describeScope(container, covered), findings };
  });
}

type ParsedFile = Pick<ParsedContainer, 'signatures' | 'findings'> | { readonly problem: string };

/** What is in a file of seals; one that cannot be read is a seal that cannot be validated. */
async function parseFile(
  { bytes, format }: SignatureFile,
  contents: readonly DetachedContent[],
): Promise<ParsedFile> {
  try {
    if (format === 'xades') return await parseXades(bytes, { contents });
    const parsed = await parseCades(bytes, { contents });
    return parsed.signatures.length === 0 ? { problem: 'it holds no signature' } : parsed;
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { problem: error.message };
  }
}

/** What a CMS may be over, and by which manifests. */
export interface CmsContents {
  readonly contents: readonly DetachedContent[];
  readonly manifests: readonly ManifestFile[];
  readonly findings: readonly ParseFinding[];
}

/** The one document of ASiC-S, or the manifests that name the CMS. */
export function cmsContents(
  { entry }: SignatureFile,
  container: AsicContainer,
  lookup: FileLookup,
): CmsContents {
  if (container.kind === 'asic-s') {
    const roots = rootDocuments(container.documents);
    const documents = roots.length > 0 ? roots : container.documents;
    const contents = documents.map((one) => ({ name: one.name, source: lookup.open(one) }));
    return { contents, manifests: [], findings: [] };
  }
  const manifests = manifestsOver(container, entry.name);
  // Without one that can be read the seal is over what cannot be read.
  const files = manifests.length > 0 ? manifests : container.unreadableManifests;
  const contents = files.map((one) => ({ name: one.entry.name, source: one.bytes }));
  const findings = manifests.length > 0 ? severalManifests(manifests) : [manifestMissing(container)];
  return { contents, manifests, findings };
}

/** The files that the manifest names of which the seal has the digest. */
function manifestReferences(
  { references }: ParsedSignature,
  manifests: readonly ManifestFile[] = [],
  lookup: FileLookup,
): readonly SignedReference[] {
  const sources = references.flatMap(({ input }) => (input?.kind === 'document' ? [input.source] : []));
  return manifests
    .filter(({ bytes }) => sources.includes(bytes))
    .flatMap((manifest) => referencesOf(manifest, lookup));
}

/** What a file of seals holds beside them; contents that a CMS has inside hide that the documents are not sealed. */
function fileFinding(finding: ParseFinding, { format }: SignatureFile): readonly ParseFinding[] {
  if (finding.id !== 'CONTENT_NOT_USED') return [finding];
  return format === 'cades' ? [attachedContent()] : [];
}

function structureFindings({ kind, documents }: AsicContainer): readonly ParseFinding[] {
  return kind === 'asic-s' ? wrongDocuments(rootDocuments(documents).length) : [];
}

/** The entries that references are of. */
function coveredEntries(
  references: readonly SignedReference[],
  { documents }: AsicContainer,
  lookup: FileLookup,
): ReadonlySet<ZipEntry> {
  const covered = new Set<ZipEntry>();
  for (const { input, kind, required, uri } of references) {
    if (kind === 'manifest-entry' && required !== true) continue;
    const named = input !== undefined && uri !== undefined ? lookup.find(uri) : undefined;
    if (named !== undefined) covered.add(named);
    if (kind !== 'message-digest' || input?.kind !== 'document') continue;
    for (const document of documents) if (lookup.open(document) === input.source) covered.add(document);
  }
  return covered;
}

/** Most names that are spelled out. */
const MAX_NAMES = 5;

function describeScope(
  { documents }: AsicContainer,
  covered: ReadonlySet<ZipEntry>,
): ParsedSignature['scope'] {
  const sealed = documents.filter((one) => covered.has(one));
  const uncovered = documents.filter((one) => !covered.has(one)).map(({ name }) => name);
  const names = sealed.slice(0, MAX_NAMES).map(({ name }) => name);
  const more = sealed.length > MAX_NAMES ? ` and ${sealed.length - MAX_NAMES} more` : '';
  return {
    coversWholeDocument: sealed.length > 0 && uncovered.length === 0,
    description: names.length === 0 ? 'no document of the container' : `${names.join(', ')}${more}`,
    uncovered,
  };
}

/** A seal of which nothing but its file is known. */
async function unreadable(
  { bytes, entry, format }: SignatureFile,
  container: AsicContainer,
  problem: string,
): Promise<ParsedSignature> {
  const id = await createIdentifiers().of('S', bytes);
  return {
    ...unreadableSignature(id, format === 'cades' ? 'CMS' : 'XMLDSig', problem),
    file: entry.name,
    scope: describeScope(container, new Set()),
    findings: [unreadableSeal(entry.name, problem)],
  };
}
