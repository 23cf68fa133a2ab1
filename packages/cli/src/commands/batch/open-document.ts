/**
 * Documents of a batch while they are sealed.
 *
 * @module
 */
import { readFileSync, statSync } from 'node:fs';
import type { DocumentSource } from '@eseal/core';
import { openInput } from '../../files.ts';

/** Up to this size a document is read at once: the thread pool is left to the key and the disk. */
const AT_ONCE = 2 ** 20;

/** Opens documents, and closes each when it is done with. */
export interface OpenDocuments extends AsyncDisposable {
  open(id: string, path: string): Promise<DocumentSource>;
  close(id: string): Promise<void>;
}

/** None is open yet. */
export function openDocuments(): OpenDocuments {
  const files = new Map<string, AsyncDisposable>();
  const close = async (id: string): Promise<void> => {
    const file = files.get(id);
    files.delete(id);
    await file?.[Symbol.asyncDispose]();
  };
  return {
    async open(id, path) {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found?.isFile() === true && found.size <= AT_ONCE) return Uint8Array.from(readFileSync(path));
      const file = await openInput(path);
      files.set(id, file);
      return file;
    },
    close,
    async [Symbol.asyncDispose]() {
      for (const id of [...files.keys()]) await close(id);
    },
  };
}
