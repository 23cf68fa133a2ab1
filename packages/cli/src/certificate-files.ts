/**
 * Certificates and revocation data in files.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type Certificate, certificateEncodings, parseCertificate, parsePem } from '@eseal/core/x509';
import { CliError } from './errors.ts';
import { listFiles, readSmallFile } from './files.ts';

/**
 * Encodings of the certificates of files and directories. A file without any is an error, in a directory it is passed over;
 * those of PEM that cannot be read are left to whoever uses them to report.
 */
export async function readCertificates(paths: readonly string[]): Promise<readonly Uint8Array[]> {
  const certificates: Uint8Array[] = [];
  for (const path of paths) {
    const files = await listFiles(path);
    const named = files.length === 1 && files[0] === path;
    for (const file of files) certificates.push(...(await readFileOf(file, named)));
  }
  return certificates;
}

/** Trust anchors of files and directories: nothing is trusted less than was asked for, so that all have to be readable. */
export async function readAnchors(paths: readonly string[]): Promise<readonly Certificate[]> {
  const encodings = await readCertificates(paths);
  try {
    return encodings.map(parseCertificate);
  } catch (cause) {
    if (!isEsealError(cause)) throw cause;
    throw new CliError('INPUT_UNUSABLE', `a trust anchor is no certificate: ${cause.message}`, { cause });
  }
}

async function readFileOf(file: string, mustHold: boolean): Promise<readonly Uint8Array[]> {
  const bytes = await readSmallFile(file);
  // A block of PEM says that it is a certificate; of DER only reading tells.
  const encodings = encodingsIn(bytes).filter((der) => der !== bytes || isReadable(der, parseCertificate));
  if (encodings.length === 0 && mustHold)
    throw new CliError('INPUT_UNUSABLE', `${file} holds no certificate`);
  return encodings;
}

/** None where the text is no PEM. */
function encodingsIn(bytes: Uint8Array): readonly Uint8Array[] {
  try {
    return certificateEncodings(bytes);
  } catch (error) {
    if (isEsealError(error)) return [];
    throw error;
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
function pemOrDer(bytes: Uint8Array): readonly Uint8Array[] {
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
