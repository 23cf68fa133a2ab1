/**
 * Which XML document a file is, by its beginning. It is looked at as text, since nothing depends on it; the seals in it are
 * told of by the formats, and trusted lists are read.
 *
 * @module
 */
import { isEsealError, readAll } from '@eseal/core';
import type { FileDocument } from '@eseal/core/node';
import type { TrustedList } from '@eseal/validator/trusted-lists';
import type { Facts } from './inspect-facts.ts';

/** How far the beginning reaches. */
const BEGINNING = 256 << 10;

/** Namespace of trusted lists (TS 119 612 §B.1). */
const TRUSTED_LIST = 'http://uri.etsi.org/02231/v2#';

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
    ...(isList && { trustedList: await listFacts(document) }),
  };
}

/** What a list says of itself, and how much is in it; why it cannot be read, if it cannot. */
async function listFacts(document: FileDocument): Promise<Facts> {
  const { parseTrustedList } = await import('@eseal/validator/trusted-lists');
  try {
    const { pointers, providers, scheme, structure } = parseTrustedList(await readAll(document));
    return {
      type: scheme.type ?? null,
      sequenceNumber: scheme.sequenceNumber ?? null,
      version: scheme.version ?? null,
      territory: scheme.territory ?? null,
      operator: preferredName(scheme.operatorNames),
      issued: scheme.issueDate?.toISOString() ?? null,
      nextUpdate: scheme.nextUpdate?.toISOString() ?? null,
      providers: providers.length,
      services: providers.reduce((sum, { services }) => sum + services.length, 0),
      pointers: pointers.length,
      structure: structure.valid ? 'valid' : 'invalid',
    };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { unreadable: error.message };
  }
}

/** The English name, else the first. */
function preferredName(names: TrustedList['scheme']['operatorNames']): string | null {
  return (names.find(({ language }) => language === 'en') ?? names[0])?.text ?? null;
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
