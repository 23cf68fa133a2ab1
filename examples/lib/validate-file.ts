/** Verifying a file for somebody who trusts certain anchors. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openFile } from '@eseal/core/node';
import { type Certificate, parseCertificates } from '@eseal/core/x509';
import { createPinnedTrust, type RevocationMode, type ValidationReport, validate } from '@eseal/validator';

/** The certificates in files. */
export async function readAnchors(files: readonly string[]): Promise<readonly Certificate[]> {
  const certificates = await Promise.all(files.map(async (path) => parseCertificates(await readFile(path))));
  return certificates.flat();
}

/**
 * The report on a sealed file; `anchors` are files with the certificates that are trusted. Nothing is fetched: a seal at
 * B-LT or B-LTA carries all that proves it, for one below `revocationProvider: createOnlineRevocation()` would ask for it.
 */
export async function validateFile(
  file: string,
  anchors: readonly string[],
  revocation: RevocationMode = 'required',
): Promise<ValidationReport> {
  await using document = await openFile(file);
  return await validate(document, {
    name: basename(file),
    trust: createPinnedTrust(await readAnchors(anchors)),
    revocation,
  });
}
