/**
 * A container between the halves of its sealing.
 *
 * @module
 */
import type {
  AssembleContext,
  DocumentSource,
  PreparedDocument,
  SealedDocument,
  SealFormat,
} from '@eseal/core';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { AsicKind } from './vocabulary.ts';
import type { ZipArchive } from './zip/entry.ts';
import type { ZipMember } from './zip/write.ts';

/** A container of which only the file with its new seal is missing. */
export interface ContainerLayout {
  readonly type: AsicKind;
  /** The container that is added to. */
  readonly received?: ZipArchive;
  /** What is added before the seal. */
  readonly members: readonly ZipMember[];
  /** Name of the file with the seal; one of that name in the received container is replaced. */
  readonly sealName: string;
  readonly zipComment: boolean;
}

/** The file with the seal, of which only the signature value is missing. */
export interface PreparedSealFile {
  assemble(signatureValue: Uint8Array, context: AssembleContext): Promise<SealedDocument>;
  store(): Uint8Array;
}

/** A container of which only the signature value is missing. */
export interface PreparedAsic extends PreparedDocument {
  readonly layout: ContainerLayout;
  readonly sealFile: PreparedSealFile;
}

/** How the file with the seal is begun: newly, or from what was stored of it. */
export interface SealBeginning {
  begin<Prepared extends PreparedDocument>(
    format: SealFormat<Prepared>,
    covered: DocumentSource,
  ): Promise<Prepared>;
  /** Of the references in a manifest. */
  manifestDigest(): DigestAlgorithm;
  readonly signal?: AbortSignal;
}

/**
 * Begins the seal of a container.
 *
 * @param layout - called once what the seal covers has been read
 */
export async function beginSeal<Prepared extends PreparedDocument>(
  format: SealFormat<Prepared>,
  covered: DocumentSource,
  layout: () => ContainerLayout,
  beginning: SealBeginning,
): Promise<PreparedAsic> {
  const prepared = await beginning.begin(format, covered);
  const { dataToBeSigned, documentDigest } = prepared;
  const sealFile: PreparedSealFile = {
    assemble: (signatureValue, context) => format.assemble(prepared, signatureValue, context),
    store: () => format.store(prepared),
  };
  return { dataToBeSigned, documentDigest, layout: layout(), sealFile };
}
