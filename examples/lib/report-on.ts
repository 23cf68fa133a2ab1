/** The verdict on a sealed file in words, in the language of the terminal. */
import { readFile } from 'node:fs/promises';
import { openFile } from '@eseal/core/node';
import { parseCertificates } from '@eseal/core/x509';
import { createPinnedTrust, toText, validate } from '@eseal/validator';

/** Verifies a file for somebody who trusts these anchors. */
export async function reportOn(file: string, anchors: readonly string[]): Promise<string> {
  const certificates = await Promise.all(
    anchors.map(async (path) => parseCertificates(await readFile(path))),
  );
  await using document = await openFile(file);
  const report = await validate(document, {
    trust: createPinnedTrust(certificates.flat()),
    // Revocation data is not part of this level; the report says that nobody looked.
    revocation: 'none',
  });
  return toText(report, { language: process.env.LANG?.startsWith('ja') ? 'ja' : 'en' });
}
