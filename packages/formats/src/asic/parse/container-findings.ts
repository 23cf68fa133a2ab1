/**
 * What is odd about a container as a whole: nothing of it is silent, and none of it decides about a seal.
 *
 * @module
 */
import type { ParsedSignature, ParsedTimestamp, ParseFinding } from '@eseal/core/container';
import { ASIC_MEDIA_TYPES, COMMENT_PREFIX, MIMETYPE_NAME } from '../vocabulary.ts';
import type { AsicContainer } from './container.ts';
import type { FileLookup } from './file-lookup.ts';

/** What was read of a container. */
export interface ReadContainer {
  readonly container: AsicContainer;
  readonly lookup: FileLookup;
  readonly signatures: readonly ParsedSignature[];
  readonly timestamps: readonly ParsedTimestamp[];
}

/** Everything that a reader of a report should know of the container. */
export function findingsOfContainer(read: ReadContainer): readonly ParseFinding[] {
  return [
    ...mediaTypeFindings(read.container),
    ...uncoveredDocuments(read),
    ...manifestFindings(read),
    ...unreadFiles(read.container),
  ];
}

/** The media type is the first entry, as it is, so that it stands where readers of the first bytes look for it. */
function mediaTypeFindings({ archive, kind, kindBy, mimetype }: AsicContainer): readonly ParseFinding[] {
  const findings: ParseFinding[] = [];
  const entry = archive.entries.find(({ name }) => name === MIMETYPE_NAME);
  const at = 'EN 319 162-1 §A.1';
  const [first] = [...archive.entries].sort((a, b) => a.local.start - b.local.start);
  if (entry === undefined)
    findings.push(finding('ASIC_MIMETYPE_MISSING', 'information', 'the container has no entry mimetype', at));
  else if (entry !== first || entry.method !== 'stored' || entry.extraFieldLength > 0)
    findings.push(
      finding('ASIC_MIMETYPE_PLACE', 'warning', 'mimetype is not the first entry, stored as it is', at),
    );
  if (mimetype !== undefined && (kindBy !== 'mimetype' || mimetype !== mimetype.trim()))
    findings.push(
      finding(
        'ASIC_MIMETYPE_UNKNOWN',
        'warning',
        `the media type ${JSON.stringify(mimetype)} is none of ASiC`,
        at,
      ),
    );
  const { comment, hasSecondEnd } = archive;
  const said = comment.startsWith(COMMENT_PREFIX) ? comment.slice(COMMENT_PREFIX.length).trim() : undefined;
  if (said !== undefined && said !== (mimetype?.trim() ?? ASIC_MEDIA_TYPES[kind]))
    findings.push(
      finding(
        'ASIC_COMMENT_DIFFERS',
        'warning',
        `the comment of the archive says that it is ${JSON.stringify(said)}`,
        at,
      ),
    );
  if (hasSecondEnd)
    findings.push(
      finding(
        'ZIP_SECOND_END',
        'warning',
        'the comment of the archive holds the end of another one',
        'APPNOTE 6.3.3 §4.3.16',
      ),
    );
  return findings;
}

/** Documents that nothing covers say nothing, whoever sealed the others. */
function uncoveredDocuments(read: ReadContainer): readonly ParseFinding[] {
  const { container, signatures, timestamps } = read;
  if (signatures.length + timestamps.length === 0) return [];
  const stamped = new Set(timestamps.flatMap((one) => stampedFiles(one, read)));
  const left = container.documents.filter(
    ({ name }) => !stamped.has(name) && signatures.every(({ scope }) => scope.uncovered?.includes(name)),
  );
  return left.map(({ name }) =>
    finding(
      'ASIC_DOCUMENT_NOT_COVERED',
      'warning',
      `no seal and no timestamp covers ${name}`,
      'EN 319 162-1 §4.4.2',
    ),
  );
}

/** Names of the files that a timestamp is over, itself or by its manifest. */
function stampedFiles(
  { input, references = [] }: ParsedTimestamp,
  { container, lookup }: ReadContainer,
): readonly string[] {
  const own = container.documents.filter(
    (one) => input?.kind === 'document' && lookup.open(one) === input.source,
  );
  const named = references.flatMap(({ uri }) => (uri === undefined ? [] : (lookup.find(uri) ?? [])));
  return [...own, ...named].map(({ name }) => name);
}

function manifestFindings({ container, lookup }: ReadContainer): readonly ParseFinding[] {
  const { manifests, odfManifest, documents, unreadableManifests } = container;
  const findings: ParseFinding[] = [];
  for (const { entry, manifest } of manifests) {
    const { uri } = manifest.sigReference;
    if (lookup.find(uri) === undefined)
      findings.push(
        finding(
          'ASIC_MANIFEST_NOT_SEALED',
          'warning',
          `${entry.name} names ${JSON.stringify(uri)} as its seal, which is not there`,
          'EN 319 162-1 §A.4',
        ),
      );
  }
  for (const { entry, problem } of unreadableManifests)
    findings.push(
      finding(
        'ASIC_MANIFEST_BROKEN',
        'warning',
        `${entry.name} cannot be read: ${problem}`,
        'EN 319 162-1 §A.4',
      ),
    );
  if (odfManifest === undefined) return findings;
  const listed = new Set(odfManifest.files.map(({ path }) => path));
  const present = new Set(container.archive.entries.map(({ name }) => name));
  const missing = [...listed].filter((path) => !path.endsWith('/') && !present.has(path));
  const unlisted = documents.filter(({ name }) => !listed.has(name)).map(({ name }) => name);
  const at = 'ODF 1.2 part 3 §3.2';
  if (missing.length > 0)
    findings.push(
      finding(
        'ASIC_LISTED_FILE_MISSING',
        'warning',
        `manifest.xml lists what is not there: ${listNames(missing)}`,
        at,
      ),
    );
  if (unlisted.length > 0)
    findings.push(
      finding('ASIC_FILE_NOT_LISTED', 'information', `manifest.xml does not list ${listNames(unlisted)}`, at),
    );
  return findings;
}

/** Evidence records are not validated, and what nobody reads may be anything. */
function unreadFiles(container: AsicContainer): readonly ParseFinding[] {
  const names = (entries: AsicContainer['others']): string => listNames(entries.map(({ name }) => name));
  const records = container.ofKind('evidence-record', 'evidence-record-manifest');
  const others = container.ofKind('other-metadata');
  return [
    ...(records.length === 0
      ? []
      : [
          finding(
            'ASIC_EVIDENCE_RECORD_NOT_CHECKED',
            'warning',
            `evidence records are not validated: ${names(records)}`,
            'EN 319 162-1 §4.4.4.2',
          ),
        ]),
    ...(others.length === 0
      ? []
      : [
          finding(
            'ASIC_METADATA_NOT_READ',
            'information',
            `what is in META-INF and was not read: ${names(others)}`,
            'EN 319 162-1 §4.4.3.1',
          ),
        ]),
  ];
}

/** Most names that one finding spells out, and most characters of one of them. */
const MAX_NAMES = 20;
const MAX_NAME_LENGTH = 256;

/** Names for a message; a container can hold and list as many as its writer likes. */
function listNames(names: readonly string[]): string {
  const spelled = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return `${spelled.join(', ')}${more}`;
}

function finding(
  id: string,
  severity: ParseFinding['severity'],
  message: string,
  citation: string,
): ParseFinding {
  return { id, severity, message, citation };
}
