import { FormatsError } from '../../errors.ts';
import type { ZipEntry } from '../zip/entry.ts';

/** Most bytes of all entries that are read as a whole. */
const MAX_METADATA = 96 * 1024 * 1024;

/**
 * Refuses to read entries as a whole that are too large together.
 *
 * @throws FormatsError `ZIP_LIMIT_EXCEEDED`
 */
export function assertReadable(entries: readonly ZipEntry[]): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_METADATA)
    throw new FormatsError(
      'ZIP_LIMIT_EXCEEDED',
      `the seals and manifests of the container have ${total} bytes`,
    );
}
