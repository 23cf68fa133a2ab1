/**
 * What the corpora state about containers of files, by the names of their manifests.
 *
 * @module
 */
import type { ContainerJson, ReportJson } from './report-json.ts';

/** What is expected of a manifest. */
interface ExpectedManifest {
  readonly file: string;
  readonly signature: string;
  readonly entries: number;
  readonly entryNames?: readonly string[];
}

/** Whether a container is what the corpus expects. */
type ContainerFact = (expected: unknown, container: ContainerJson, report: ReportJson) => boolean;

const TYPES: Readonly<Record<string, string>> = { 'asic-s': 'ASiC-S', 'asic-e': 'ASiC-E' };

function equal(read: (container: ContainerJson, report: ReportJson) => unknown): ContainerFact {
  return (expected, container, report) =>
    JSON.stringify(read(container, report)) === JSON.stringify(expected);
}

const documentsOf = ({ files }: ContainerJson): readonly string[] =>
  files.filter(({ isDocument }) => isDocument).map(({ name }) => name);

const isStored = ({ files }: ContainerJson, isMimetype: boolean, compressed: boolean): boolean =>
  files
    .filter(({ name }) => (name === 'mimetype') === isMimetype)
    .every((file) => file.compressed === compressed);

/** Every fact about a container. */
export const CONTAINER_FACTS: Readonly<Record<string, ContainerFact>> = {
  type: equal((_, { document }) => TYPES[document.format]),
  mimetypePresent: equal(({ mimetype }) => mimetype !== null),
  mimetype: equal(({ mimetype }) => mimetype),
  zipComment: equal(({ comment }) => comment),
  zipCommentStartsWith: (expected, { comment }) => comment?.startsWith(String(expected)) === true,
  zipEntries: equal(({ entries }) => entries),
  mimetypeStored: equal((container) => isStored(container, true, false)),
  otherEntriesDeflated: equal((container) => isStored(container, false, true)),
  contentFiles: equal((container) => documentsOf(container).length),
  contentFileNames: equal(documentsOf),
  manifestCount: equal(({ manifests }) => manifests.length),
  manifests: (expected, { manifests }) =>
    (expected as readonly ExpectedManifest[]).every(({ entries, entryNames, file, signature }) =>
      manifests.some(
        ({ name, sealedBy, uris }) =>
          name === file &&
          sealedBy.includes(signature) &&
          uris.length === entries &&
          (entryNames ?? uris).every((one) => uris.includes(one)),
      ),
    ),
};
