/**
 * JSON of a service, read strictly: whoever answers must not reach anything beyond the values of its answer.
 *
 * @see RFC 8259; CWE-1321 (prototypes), CWE-674 (depth)
 * @module
 */

/** An object of JSON: without prototype, and without members that could become one. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Deepest nesting; the deepest answer of the API has six. */
const DEEPEST = 32;

/** Most values; the longest list of credentials that is read has ten thousand. */
const MOST_VALUES = 50_000;

/** Members that mean something to objects of JavaScript. */
const FOREIGN_MEMBERS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The object that bytes hold in UTF-8, with or without byte order mark; `undefined` for anything else. */
export function decodeJsonObject(bytes: Uint8Array): JsonObject | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined || isBeyondLimits(text)) return undefined;
  const value = parseJson(text);
  return isJsonObject(value) ? value : undefined;
}

/** Whether a value read from JSON is an object, neither array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of bytes in UTF-8; `undefined` where they are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return bare(JSON.parse(text));
  } catch {
    // The platform's error quotes the text, which may hold a token.
    return undefined;
  }
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([name]) => !FOREIGN_MEMBERS.has(name));
  return Object.assign(
    Object.create(null),
    Object.fromEntries(members.map(([name, member]) => [name, bare(member)])),
  );
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);

/** Looked for in the text, since parsing and copying would need as many calls within one another. */
function isBeyondLimits(text: string): boolean {
  let depth = 0;
  let values = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '"') inString = true;
    if (character === ',') values++;
    depth += STEPS.get(character) ?? 0;
    if (depth > DEEPEST || values > MOST_VALUES) return true;
  }
  return false;
}
