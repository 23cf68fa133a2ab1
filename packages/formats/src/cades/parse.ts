/**
 * A CMS file as facts for the validator: signatures of any form, or a timestamp token on its own.
 *
 * @module
 */
import { type DocumentSource, readAll, readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import type { SignedData } from '@eseal/core/cms';
import type { DetachedContent, DigestInput, ParsedContainer, ParseFinding } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { chooseContent, resolveContents } from './content.ts';
import { createIdentifiers } from './identifiers.ts';
import { parseSignatures } from './parse-signature.ts';
import { readLeadingSignedData } from './read-signed-data.ts';

/** Options of {@link parseCades}. */
export interface ParseCadesOptions {
  /** Contents of a detached seal; the seal names none, so that the one with the right digest is taken. */
  readonly contents?: readonly DetachedContent[];
}

/**
 * Reads a CMS with seals, or a timestamp token, without judging anything.
 *
 * @param source - the file; read into memory whole
 * @throws FormatsError `CMS_UNREADABLE`, `CMS_LIMIT_EXCEEDED`
 * @example
 * ```ts
 * import { parseCades } from '@eseal/formats/cades';
 *
 * export async function countSeals(file: Uint8Array): Promise<number> {
 *   const { signatures } = await parseCades(file);
 *   return signatures.filter(({ counterSignatureOf }) => counterSignatureOf === null).length;
 * }
 * ```
 */
export async function parseCades(
  source: DocumentSource,
  { contents = [] }: ParseCadesOptions = {},
): Promise<ParsedContainer> {
  const { signedData, raw, trailing } = readLeadingSignedData(await readAll(source));
  const noticed = trailing.length === 0 ? [] : [trailingData(trailing.length)];
  if (signedData.contentType === OID.tstInfo) return parseTokenFile(raw, signedData, contents, noticed);
  const { candidates, findings, packaging } = await resolveContents(signedData, contents);
  const signatures = await parseSignatures(signedData, candidates, packaging);
  return { format: 'cades', signatures, timestamps: [], findings: [...noticed, ...findings] };
}

function trailingData(length: number): ParseFinding {
  return {
    id: 'TRAILING_DATA',
    severity: 'warning',
    message: `${length} bytes after the CMS belong to nothing`,
    citation: 'RFC 5652 §3',
  };
}

/** A TimeStampToken as a file (`.tst`, EN 319 422): one timestamp of whatever stands beside it. */
async function parseTokenFile(
  token: Uint8Array,
  signedData: SignedData,
  contents: readonly DetachedContent[],
  findings: readonly ParseFinding[],
): Promise<ParsedContainer> {
  const { candidates } = await resolveContents({ ...signedData, content: undefined }, contents);
  const info = readable(() => parseTimestampToken(token))?.tstInfo;
  const input: DigestInput | undefined = await chooseContent(
    candidates,
    info?.imprintAlgorithm,
    info?.imprint,
  );
  const id = await createIdentifiers().of('T', token);
  return {
    format: 'tst',
    signatures: [],
    timestamps: [{ id, type: 'document', token, input }],
    findings,
  };
}
