/**
 * How names, URIs and times of lists are written for people.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { displayText, type LocalizedText } from '@eseal/core/identity';
import type { ReportLanguage } from '../report/json.ts';
import type { ServiceState } from '../trust/listed-service.ts';

/** The last parts of a URI, which tell it from others of its scheme. */
export function lastOf(uri: string, parts: number): string {
  return uri.replace(/\/+$/, '').split('/').slice(-parts).join('/');
}

/** A time, to the second where it has no fraction. */
export function instant(time: Date | null): string {
  return time === null ? '-' : time.toISOString().replace('.000Z', 'Z');
}

/** Text of lists is received data. */
export function shown(text: string): string {
  return displayText(text, 200);
}

const SINCE: LocalizedText = { ja: 'から', en: 'since' };

/** A status with when it began. */
export function statusSince(
  { from, status }: Pick<ServiceState, 'from' | 'status'>,
  language: ReportLanguage,
): string {
  const [name, start] = [shown(lastOf(status, 1)), instant(from)];
  switch (language) {
    case 'ja':
      return `${name}（${start}${SINCE.ja}）`;
    case 'en':
      return `${name} ${SINCE.en} ${start}`;
    default:
      return assertNever(language);
  }
}
