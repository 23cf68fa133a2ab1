/**
 * Values of elements and attributes (XML Schema Part 2).
 *
 * @module
 */
import { fromBase64 } from '@eseal/core';

/** The simple types that grammars use; `string` holds anyURI as well, which no text violates. */
export type SimpleType =
  | 'string'
  /** At least one character. */
  | 'text'
  /** At least one character that is no white space. */
  | 'uri'
  | 'base64'
  | 'integer'
  | 'positiveInteger'
  | 'nonNegativeInteger'
  | 'dateTime'
  | 'boolean'
  | 'identifier';

const INTEGER = /^[+-]?[0-9]+$/;
const POSITIVE = /^\+?0*[1-9][0-9]*$/;
const NON_NEGATIVE = /^(?:\+?[0-9]+|-0+)$/;
/** NCName (Namespaces in XML §3). */
const IDENTIFIER = /^[\p{L}_][\p{L}\p{M}\p{Nd}\-._\u00b7]*$/u;
const DATE_TIME =
  /^(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]+)?)(Z|[+-][0-9]{2}:[0-9]{2})?$/;

/** Whether a text is a value of a simple type. */
export function isValueOf(type: SimpleType, text: string): boolean {
  switch (type) {
    case 'string':
      return true;
    case 'text':
      return text !== '';
    case 'uri':
      return text.trim() !== '';
    case 'base64':
      return isBase64(text);
    case 'integer':
      return INTEGER.test(text.trim());
    case 'positiveInteger':
      return POSITIVE.test(text.trim());
    case 'nonNegativeInteger':
      return NON_NEGATIVE.test(text.trim());
    case 'boolean':
      return ['true', 'false', '0', '1'].includes(text.trim());
    case 'identifier':
      return IDENTIFIER.test(text.trim());
    case 'dateTime':
      return parseDateTime(text) !== undefined;
  }
}

/** Whether the bits of the last digit that belong to no byte are zero, too (XML Schema Part 2 §3.2.16). */
function isBase64(text: string): boolean {
  if (fromBase64(text) === undefined) return false;
  const padding = text.indexOf('=');
  if (padding < 0) return true;
  const lastDigit = text.slice(0, padding).trimEnd().slice(-1);
  const complete = text.includes('=', padding + 1) ? 'AQgw' : 'AEIMQUYcgkosw048';
  return complete.includes(lastDigit);
}

/** The moment of an xs:dateTime; one without a zone is taken for UTC (XML Schema Part 2 §3.2.7). */
export function parseDateTime(text: string): Date | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', zone] =
    DATE_TIME.exec(text.trim()) ?? [];
  if (year.length !== 4 || Number(second) >= 60 || Number(minute) > 59 || Number(hour) > 23) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  date.setUTCHours(Number(hour), Number(minute), 0, Math.floor(Number(second) * 1000));
  const offset = zoneOffset(zone ?? 'Z');
  return offset === undefined ? undefined : new Date(date.getTime() - offset * 60_000);
}

/** Minutes that a zone is ahead of UTC. */
function zoneOffset(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
