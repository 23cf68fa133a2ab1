/**
 * A folder for the files of one suite.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder. */
export interface Workbench extends Disposable {
  readonly folder: string;
  /** Writes a file and returns its path. */
  write(name: string, bytes: Uint8Array | string): string;
}

/** Makes a folder that is removed with its content. */
export function createWorkbench(): Workbench {
  const folder = mkdtempSync(join(tmpdir(), 'eseal-interop-'));
  return {
    folder,
    write(name, bytes) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      return path;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
