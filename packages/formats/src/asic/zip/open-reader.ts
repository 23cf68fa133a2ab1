/**
 * The ZIP reader of others over a document, its errors made ours.
 *
 * @module
 */
import { isEsealError, type RandomAccess } from '@eseal/core';
import type { Entry, FileEntry } from '@zip.js/zip.js';
import { FormatsError, type FormatsErrorCode } from '../../errors.ts';
import { possibleNames } from './code-pages.ts';
import type { ZipLimits } from './limits.ts';

/** An archive as the reader finds it. */
export interface RawArchive {
  readonly entries: readonly Entry[];
  readonly comment: Uint8Array;
  inflate(entry: FileEntry, size: number): ReadableStream<Uint8Array>;
}

/** What the messages of the reader say about an archive; every other one says that it is none. */
const CODES: ReadonlyMap<string, FormatsErrorCode> = new Map([
  ['Ambiguous archive', 'ZIP_AMBIGUOUS'],
  ['Overlapping entry found', 'ZIP_AMBIGUOUS'],
  ['Unsafe filename', 'ZIP_NAME_REFUSED'],
  ['File contains encrypted entry', 'ZIP_UNSUPPORTED'],
  ['Encryption method not supported', 'ZIP_UNSUPPORTED'],
  ['Encrypted central directory is not supported', 'ZIP_UNSUPPORTED'],
  ['Compression method not supported', 'ZIP_UNSUPPORTED'],
  ['Split zip file', 'ZIP_UNSUPPORTED'],
]);

/**
 * Reads the central directory; what could be read in two ways is refused.
 *
 * @throws FormatsError `ZIP_UNREADABLE`, `ZIP_AMBIGUOUS`, `ZIP_UNSUPPORTED`, `ZIP_LIMIT_EXCEEDED`
 */
export async function readRawArchive(source: RandomAccess, limits: ZipLimits): Promise<RawArchive> {
  const { Reader, ZipReader } = await import('@zip.js/zip.js');
  const reader = new (class extends Reader<RandomAccess> {
    override size = source.size;
    override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
      if (length > limits.directoryBytes)
        throw exceeded(`its central directory has more than ${limits.directoryBytes} bytes`);
      const start = Math.min(Math.max(index, 0), source.size);
      return source.read(start, Math.min(start + length, source.size));
    }
  })(source);
  const options = { strictness: 'strict', filenameValidation: 'tolerant', useWebWorkers: false } as const;
  const decodeText = (bytes: Uint8Array): string => possibleNames(bytes)[0] ?? '';
  const zip = new ZipReader(reader, { ...options, checkCrc32: true, decodeText });
  const entries: Entry[] = [];
  try {
    let declared = 0;
    const onprogress = (_: number, total: number): undefined => {
      declared = total;
    };
    for await (const entry of zip.getEntriesGenerator({ onprogress })) {
      if (declared > limits.entries) throw exceeded(`it has ${declared} entries`);
      entries.push(entry);
    }
  } catch (error) {
    throw refusal(error, 'ZIP_UNREADABLE');
  }
  return { entries, comment: zip.comment, inflate };
}

/** The content of an entry, no byte more than it says that it has. */
function inflate(entry: FileEntry, size: number): ReadableStream<Uint8Array> {
  let seen = 0;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      seen += chunk.length;
      if (seen > size) throw broken(`it is longer than the ${size} bytes that it says it has`);
      controller.enqueue(chunk);
    },
  });
  const writer = writable.getWriter();
  const sink = new WritableStream<Uint8Array>({
    write: (chunk) => writer.write(chunk),
    close: () => writer.close(),
    abort: (reason) => writer.abort(refusal(reason, 'ZIP_ENTRY_BROKEN')),
  });
  // What fails reaches whoever reads the stream.
  entry
    .getData(sink)
    .catch((error: unknown) => writer.abort(refusal(error, 'ZIP_ENTRY_BROKEN')).catch(() => undefined));
  return readable;
}

function refusal(error: unknown, otherwise: FormatsErrorCode): unknown {
  if (isEsealError(error)) return error;
  const { message, reason } = describe(error);
  const code = CODES.get(message) ?? otherwise;
  return new FormatsError(code, `the ZIP archive is refused: ${message}${reason}`, { cause: error });
}

function describe(error: unknown): { readonly message: string; readonly reason: string } {
  if (!(error instanceof Error)) return { message: 'it cannot be read', reason: '' };
  const { message } = error;
  return { message, reason: 'reason' in error ? ` (${String(error.reason)})` : '' };
}

function exceeded(problem: string): FormatsError {
  return new FormatsError('ZIP_LIMIT_EXCEEDED', `the ZIP archive is refused: ${problem}`);
}

function broken(problem: string): FormatsError {
  return new FormatsError('ZIP_ENTRY_BROKEN', `an entry of the ZIP archive is broken: ${problem}`);
}
