/**
 * What a caller may choose for containers, and what is refused of it.
 *
 * @module
 */
import { CoreError, type DocumentSource } from '@eseal/core';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import { assertCadesOptions } from '../cades/options.ts';
import type { IncludedCertificates } from '../cades/sealer.ts';
import type { SealerStatements as CadesStatements } from '../cades/statements.ts';
import { assertXadesOptions } from '../xades/check-options.ts';
import type { SealerStatements as XadesStatements } from '../xades/statements.ts';
import { assertDocumentNames } from './names.ts';
import type { AsicKind } from './vocabulary.ts';

/** What a document in a container is. */
export interface ContainedDocument {
  /** File name; `/` separates folders. */
  readonly name: string;
  /** Media type. Default `application/octet-stream`. */
  readonly mimeType?: string;
}

/** A further document of a container. */
export interface FurtherDocument extends ContainedDocument {
  readonly source: DocumentSource;
}

/** Options of containers, whatever seals are in them. */
export interface ContainerOptions extends Partial<ContainedDocument> {
  /**
   * `asic-s`: one document, or an inner archive of several, and what is over it. `asic-e`: any documents.
   */
  readonly type: AsicKind;
  /**
   * Documents beside the one that is handed to `seal`, all under the same seal. In ASiC-S they are put into an inner
   * archive together, `package.zip`.
   */
  readonly contents?: readonly FurtherDocument[];
  /** Whether the comment of the archive says the media type too (EN 319 162-1 §A.1). Default false. */
  readonly zipComment?: boolean;
}

/** Options that seals in containers have in common. */
interface SealedContainerOptions extends ContainerOptions {
  /**
   * `document`: what is handed to `seal` is a container of this type already; it gets a further seal of the same documents,
   * and every byte of it is kept. Without this option a container is sealed like any other file, and `name` is needed.
   */
  readonly parallelTo?: 'document';
  /** Which of the Signer's certificates are carried. Default `all`. */
  readonly includeCertificates?: IncludedCertificates;
}

/** A container with seals in CMS. */
export interface AsicWithCadesOptions extends SealedContainerOptions, Omit<CadesStatements, 'mimeType'> {
  readonly container: 'cades';
}

/** A container with seals in XML. */
export interface AsicWithXadesOptions
  extends SealedContainerOptions,
    Omit<XadesStatements, 'mimeType' | 'encoding'> {
  readonly container: 'xades';
  /** Of the references. Default that of the signature algorithm. */
  readonly digestAlgorithm?: DigestAlgorithm;
}

/** Options of `asic()`. */
export type AsicOptions = AsicWithCadesOptions | AsicWithXadesOptions;

/**
 * Refuses options that would make a malformed or contradictory container.
 *
 * @throws CoreError `INVALID_ARGUMENT`, FormatsError `ASIC_NAME_REFUSED`
 */
export function assertAsicOptions(options: AsicOptions): void {
  const { contents = [], name, parallelTo, zipComment } = options;
  if (parallelTo === undefined) {
    assertDocuments([options, ...contents]);
  } else if (name !== undefined || contents.length > 0 || zipComment !== undefined) {
    throw invalid('a further seal is of the documents that are in the container: it takes no others');
  }
  if (options.container === 'cades') assertCadesOptions(statementsOf(options));
  else assertXadesOptions({ ...statementsOf(options), packaging: 'detached', name: 'document' });
}

/**
 * The documents of a new container have names and media types.
 *
 * @throws CoreError `INVALID_ARGUMENT`, FormatsError `ASIC_NAME_REFUSED`
 */
export function assertDocuments(documents: readonly Partial<ContainedDocument>[]): void {
  const names = documents.map(({ name }) => name);
  if (!names.every((name) => name !== undefined)) throw invalid('a document in a container needs a name');
  assertDocumentNames(names);
  for (const { mimeType } of documents) assertCadesOptions(mimeType === undefined ? {} : { mimeType });
}

/** What a seal in a container states, without what makes the container. */
export function statementsOf<Options extends AsicOptions>({
  container: _container,
  contents: _contents,
  mimeType: _mimeType,
  name: _name,
  parallelTo: _parallelTo,
  type: _type,
  zipComment: _zipComment,
  ...statements
}: Options): Omit<Options, Exclude<keyof SealedContainerOptions, 'includeCertificates'> | 'container'> {
  return statements;
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}
