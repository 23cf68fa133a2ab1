/** Verifying a file that the user chose, for somebody who trusts the test CA. */
import { parseCertificates } from '@eseal/core/x509';
import { createPinnedTrust, toText, validate } from '@eseal/validator';

/** A language of the report. */
export type Language = 'ja' | 'en';

/**
 * The report as text.
 *
 * @param content - the document that a seal in a file of its own belongs to
 */
export async function verifyFile(
  sealed: File,
  content: File | undefined,
  language: Language,
): Promise<string> {
  const report = await validate(sealed, {
    name: sealed.name,
    trust: createPinnedTrust(parseCertificates(await fetchAnchors())),
    contents: content === undefined ? [] : [{ name: content.name, source: content }],
    // Revocation data is not part of this level; the report says that nobody looked.
    revocation: 'none',
  });
  return toText(report, { language });
}

/** Certificates that the page trusts. In earnest they come from a source you trust yourself, never from the document. */
async function fetchAnchors(): Promise<Uint8Array> {
  const response = await fetch('anchors.pem');
  if (!response.ok) throw new Error(`the anchors are not there: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
