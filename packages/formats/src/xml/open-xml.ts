/**
 * Opens a file for reading: its size, its encoding, its XML declaration.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { XmlCursor } from './cursor.ts';
import { type DecodedXml, decodeXml } from './encoding.ts';
import { DEFAULT_XML_LIMITS, type XmlLimits } from './limits.ts';
import { NameReader } from './names.ts';
import { readXmlDeclaration } from './xml-declaration.ts';

/** A document in UTF-8, and a cursor after its XML declaration. */
export interface OpenedXml {
  readonly decoded: DecodedXml;
  readonly cursor: XmlCursor;
}

/**
 * Opens a file.
 *
 * @throws FormatsError XML_SYNTAX, XML_ENCODING_UNSUPPORTED or XML_LIMIT_EXCEEDED
 */
export function openXml(file: Uint8Array, limits: Partial<XmlLimits>): OpenedXml {
  const bounds = { ...DEFAULT_XML_LIMITS, ...limits };
  assertSize(file, bounds);
  const decoded = decodeXml(file);
  assertSize(decoded.bytes, bounds);
  const cursor = new XmlCursor(decoded.bytes, new NameReader(decoded.bytes), bounds);
  const declaration = readXmlDeclaration(decoded.bytes);
  if (declaration !== undefined && declaration.version !== '1.0') {
    throw cursor.error(`XML ${declaration.version} is not read, only 1.0`);
  }
  cursor.position = declaration?.end ?? 0;
  return { decoded, cursor };
}

function assertSize(bytes: Uint8Array, { documentBytes }: XmlLimits): void {
  if (bytes.length <= documentBytes) return;
  throw new FormatsError('XML_LIMIT_EXCEEDED', `the document is larger than ${documentBytes} bytes`);
}
