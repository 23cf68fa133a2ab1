/** Verifying a file for somebody who trusts certain anchors. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openFile } from '@eseal/core/node';
import { parseCertificates } from '@eseal/core/x509';
import { createPinnedTrust, type ValidationReport, validate } from '@eseal/validator';

/** The report on a sealed file; `anchors` are files with the certificates that are trusted. */
export async function validateFile(file: string, anchors: readonly string[]): Promise<ValidationReport> {
  const certificates = await Promise.all(
    anchors.map(async (path) => parseCertificates(await readFile(path))),
  );
  await using document = await openFile(file);
  return await validate(document, {
    name: basename(file),
    trust: createPinnedTrust(certificates.flat()),
    // Revocation data is not part of this level; the report says that nobody looked.
    revocation: 'none',
  });
}
