/**
 * Files that are still there after the power failed.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { SealedDocument } from '../document/sealed-document.ts';
import { readChunks } from '../document/source.ts';

/** Writes a file; gives its SHA-256 in hexadecimal digits. */
export async function writeDurably(path: string, { parts }: Pick<SealedDocument, 'parts'>): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for (const part of parts) {
      for await (const chunk of readChunks(part)) {
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** Makes a new name in a directory durable; Windows does so by itself and cannot open directories. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
