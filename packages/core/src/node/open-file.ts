/**
 * A file on disk as a document source that is read by position.
 *
 * @module
 */
import { open } from 'node:fs/promises';
import type { RandomAccess } from '../document/source.ts';
import { CoreError } from '../errors.ts';

/** An open file; `close` it, or let `await using` do so. */
export interface FileDocument extends RandomAccess, AsyncDisposable {
  close(): Promise<void>;
}

/**
 * Opens a file for reading.
 *
 * @throws the platform's error when it cannot be opened; `DOCUMENT_CHANGED` from `read` when it became shorter
 */
export async function openFile(path: string): Promise<FileDocument> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat().catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  const close = (): Promise<void> => handle.close();
  const readInto = async (bytes: Uint8Array, start: number): Promise<void> => {
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0)
        throw new CoreError('DOCUMENT_CHANGED', `${path} became shorter while it was read`);
      filled += bytesRead;
    }
  };
  return {
    size,
    async read(start, end) {
      const bytes = new Uint8Array(end - start);
      await readInto(bytes, start);
      return bytes;
    },
    readInto,
    close,
    [Symbol.asyncDispose]: close,
  };
}
