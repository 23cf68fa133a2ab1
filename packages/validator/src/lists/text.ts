/**
 * How names, URIs and times of lists are written for people.
 *
 * @module
 */
import { displayText } from '@eseal/core/identity';

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
