/**
 * Which XML document a file is, by its beginning. It is looked at as text, since nothing depends on it; the seals in it are
 * told of by the formats.
 *
 * @module
 */
import type { FileDocument } from '@eseal/core/node';
import type { Facts } from './inspect-facts.ts';

/** How far the beginning reaches: scheme information of a trusted list comes first. */
const BEGINNING = 256 << 10;

/** Namespace of trusted lists (TS 119 612 §B.1). */
const TRUSTED_LIST = 'http://uri.etsi.org/02231/v2#';

/** Elements of the scheme information that are shown (TS 119 612 §5.3). */
const SCHEME_INFORMATION = [
  ['type', 'TSLType'],
  ['sequenceNumber', 'TSLSequenceNumber'],
  ['version', 'TSLVersionIdentifier'],
  ['territory', 'SchemeTerritory'],
  ['issued', 'ListIssueDateTime'],
  ['nextUpdate', 'dateTime'],
] as const;

/** The document element, and of a trusted list what it says about itself. */
export async function xmlFacts(document: FileDocument): Promise<Facts> {
  const text = new TextDecoder().decode(await document.read(0, Math.min(document.size, BEGINNING)));
  const [, prefix = '', name = '', attributes = ''] =
    /<(?:([\p{L}_][\p{L}\p{N}_.-]{0,99}):)?([\p{L}_][\p{L}\p{N}_.-]{0,99})([^<>]{0,4000})>/u.exec(
      withoutProlog(text),
    ) ?? [];
  if (name === '') return {};
  const namespace = namespaceOf(attributes, prefix);
  const isList = name === 'TrustServiceStatusList' && namespace === TRUSTED_LIST;
  return {
    documentElement: name,
    namespace,
    ...(isList && {
      trustedList: Object.fromEntries(SCHEME_INFORMATION.map(([key, tag]) => [key, first(text, tag)])),
    }),
  };
}

/** What hides tags before the document element: declaration, instructions and comments. */
const HIDING = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;

/** The text from the document element on. */
function withoutProlog(text: string): string {
  let rest = text;
  for (;;) {
    const at = rest.indexOf('<');
    const [, end] = HIDING.find(([start]) => rest.startsWith(start, at)) ?? [];
    if (at < 0 || end === undefined) return rest;
    const closed = rest.indexOf(end, at);
    if (closed < 0) return '';
    rest = rest.slice(closed + end.length);
  }
}

function namespaceOf(attributes: string, prefix: string): string | null {
  for (const [, name, , value = ''] of attributes.matchAll(/([\w:.-]+)\s*=\s*(["'])(.*?)\2/gs))
    if (name === (prefix === '' ? 'xmlns' : `xmlns:${prefix}`)) return value;
  return null;
}

/** The text of the first element of a name. */
function first(text: string, tag: string): string | null {
  const [, value] = new RegExp(`<(?:[\\w.-]{1,99}:)?${tag}>([^<]{0,200})</`).exec(text) ?? [];
  return value?.trim() ?? null;
}
