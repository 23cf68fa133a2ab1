/**
 * The XML declaration (XML 1.0 §2.8, production 23).
 *
 * @module
 */
import { isNamePart } from './characters.ts';
import { xmlProblem } from './problem.ts';

/** What the first line says; everything is optional but the version. */
export interface XmlDeclaration {
  readonly version: string;
  readonly encoding: string | undefined;
  /** After `?>`. */
  readonly end: number;
}

const OPENING = '<?xml';
/** Longest declaration that is read. */
const LONGEST = 1024;
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"(1\.[0-9]+)"|'(1\.[0-9]+)')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

/**
 * Reads the XML declaration of a document in an encoding that contains ASCII; `undefined` when it has none.
 *
 * @throws FormatsError XML_SYNTAX for a declaration that is none
 */
export function readXmlDeclaration(bytes: Uint8Array): XmlDeclaration | undefined {
  for (let i = 0; i < OPENING.length; i++) if (bytes[i] !== OPENING.charCodeAt(i)) return undefined;
  if (isNamePart(bytes[OPENING.length] ?? 0)) return undefined;
  const text = String.fromCharCode(...bytes.subarray(0, Math.min(bytes.indexOf(0x3e) + 1, LONGEST)));
  const match = DECLARATION.exec(text);
  if (match === null) throw xmlProblem('XML_SYNTAX', 'the XML declaration is malformed', bytes, 0);
  const version = match[1] ?? match[2] ?? '';
  return { version, encoding: match[3] ?? match[4], end: match[0].length };
}
