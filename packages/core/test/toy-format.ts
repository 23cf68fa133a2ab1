/** A format for tests of the pipeline: the document, then a line per part of the seal. Nothing of it is a standard. */

import { requireDocument } from '../src/container/detached-content.ts';
import type { SignatureAlgorithm } from '../src/crypto/algorithms.ts';
import { digestBytes, throwIfAborted } from '../src/crypto/digest.ts';
import { createSealedDocument } from '../src/document/sealed-document.ts';
import { readAll } from '../src/document/source.ts';
import { CoreError } from '../src/errors.ts';
import { includesLevel } from '../src/seal/ades-level.ts';
import type { AssembleContext, PrepareContext, PreparedDocument, SealFormat } from '../src/seal/format.ts';
import { equalBytes, fromHex, toHex, utf8 } from '../src/util/bytes.ts';

/** What the toy keeps between its stages. */
export interface ToyPrepared extends PreparedDocument {
  readonly document: Uint8Array;
}

/** A toy format that remembers its contexts. */
export interface ToyFormat extends SealFormat<ToyPrepared> {
  readonly prepareContexts: readonly PrepareContext[];
  readonly assembleContexts: readonly AssembleContext[];
}

/** Options of {@link toyFormat}. */
export interface ToyOptions {
  /** Part of what is signed and of the parameters. */
  readonly mark?: string;
  /** Documents with this text cannot be prepared. */
  readonly refuses?: string;
  /** Documents with this text cannot be assembled. */
  readonly breaks?: string;
}

/** A toy format. */
export function toyFormat(options: ToyOptions = {}): ToyFormat {
  const prepareContexts: PrepareContext[] = [];
  const assembleContexts: AssembleContext[] = [];
  const prepareBytes = async (
    document: Uint8Array,
    context: { signingTime: Date; algorithm: SignatureAlgorithm },
  ) => {
    const documentDigest = await digestBytes('SHA-256', document);
    const text = `${options.mark ?? ''} ${toHex(documentDigest)} ${context.signingTime.toISOString()} ${context.algorithm}`;
    return { document, documentDigest, dataToBeSigned: utf8(text) };
  };
  return {
    name: 'toy',
    parameters: options,
    prepareContexts,
    assembleContexts,
    async prepare(source, context) {
      prepareContexts.push(context);
      throwIfAborted(context.signal);
      const document = await readAll(requireDocument(source));
      if (textOf(document) === options.refuses)
        throw new CoreError('DOCUMENT_TOO_LARGE', 'the toy refuses it');
      return prepareBytes(document, context);
    },
    async assemble(prepared, value, context) {
      assembleContexts.push(context);
      if (textOf(prepared.document) === options.breaks) throw new Error('the toy broke');
      const isStamped = includesLevel(context.adesLevel, 'B-T');
      const [source] = isStamped ? (context.timestamps ?? []) : [];
      const token = await source?.stamp(await digestBytes('SHA-256', value));
      const lines = [prepared.dataToBeSigned, value, token].map((part) =>
        part === undefined ? '-' : toHex(part),
      );
      return createSealedDocument('text/toy', [prepared.document, utf8(`\n${lines.join('\n')}`)]);
    },
    async augment(sealed, context) {
      assembleContexts.push(context);
      return createSealedDocument('text/toy', [await readAll(sealed), utf8(`\n${context.adesLevel}`)]);
    },
    store: ({ documentDigest, dataToBeSigned }) => utf8(`${toHex(documentDigest)} ${toHex(dataToBeSigned)}`),
    async restore(state, source) {
      const [digest = '', data = ''] = textOf(state).split(' ');
      const document = await readAll(requireDocument(source));
      const documentDigest = await digestBytes('SHA-256', document);
      if (!equalBytes(documentDigest, fromHex(digest) ?? new Uint8Array()))
        throw new CoreError('DOCUMENT_CHANGED', 'it is another document');
      return { document, documentDigest, dataToBeSigned: fromHex(data) ?? new Uint8Array() };
    },
  };
}

/** Bytes as text. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Document, data that were signed, value and token of a toy seal. */
export function parseToySeal(bytes: Uint8Array): {
  document: string;
  data: Uint8Array;
  value: Uint8Array;
  token: string;
} {
  const [document = '', data = '', value = '', token = ''] = textOf(bytes).split('\n');
  return {
    document,
    data: fromHex(data) ?? new Uint8Array(),
    value: fromHex(value) ?? new Uint8Array(),
    token,
  };
}
