/**
 * Certificates and revocation data in files.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type Certificate, parseCertificates, parsePem } from '@eseal/core/x509';
import { CliError } from './errors.ts';
import { listFiles, readSmallFile } from './files.ts';

/** Certificates of files and directories; a file without any is an error, in a directory it is passed over. */
export async function readCertificates(paths: readonly string[]): Promise<readonly Certificate[]> {
  const certificates: Certificate[] = [];
  for (const path of paths) {
    const files = await listFiles(path);
    const named = files.length === 1 && files[0] === path;
    for (const file of files) certificates.push(...(await readFileOf(file, named)));
  }
  return certificates;
}

async function readFileOf(file: string, mustHold: boolean): Promise<readonly Certificate[]> {
  const bytes = await readSmallFile(file);
  try {
    const certificates = parseCertificates(bytes);
    if (certificates.length === 0 && mustHold)
      throw new CliError('INPUT_UNUSABLE', `${file} holds no certificate`);
    return certificates;
  } catch (cause) {
    if (!isEsealError(cause)) throw cause;
    if (!mustHold) return [];
    if (cause instanceof CliError) throw cause;
    throw new CliError('INPUT_UNUSABLE', `${file} is no certificate: ${cause.message}`, { cause });
  }
}

/** What a file of revocation data is read as, to tell early that it is none. */
type Parse = (der: Uint8Array) => unknown;

/** CRLs of files and directories, in DER or PEM. */
export async function readCrls(paths: readonly string[]): Promise<readonly Uint8Array[]> {
  const { parseCrl } = await import('@eseal/core/revocation');
  return readData(paths, parseCrl, 'CRL');
}

/** OCSP responses of files and directories, in DER. */
export async function readOcspResponses(paths: readonly string[]): Promise<readonly Uint8Array[]> {
  const { parseOcspResponse } = await import('@eseal/core/revocation');
  return readData(paths, parseOcspResponse, 'OCSP response');
}

async function readData(
  paths: readonly string[],
  parse: Parse,
  what: string,
): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (const path of paths) {
    const files = await listFiles(path);
    for (const file of files) {
      const data = pemOrDer(await readSmallFile(file)).filter((der) => isReadable(der, parse));
      if (data.length === 0 && files[0] === path)
        throw new CliError('INPUT_UNUSABLE', `${file} holds no ${what}`);
      found.push(...data);
    }
  }
  return found;
}

/** The blocks of a PEM file; of any other file its bytes. */
export function pemOrDer(bytes: Uint8Array): readonly Uint8Array[] {
  const dash = 0x2d;
  if (bytes[0] !== dash) return [bytes];
  return parsePem(new TextDecoder('latin1').decode(bytes)).map(({ bytes: der }) => der);
}

function isReadable(der: Uint8Array, parse: Parse): boolean {
  try {
    parse(der);
    return true;
  } catch (error) {
    if (isEsealError(error)) return false;
    throw error;
  }
}
