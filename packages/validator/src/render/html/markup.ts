/**
 * Text in HTML: whatever it holds, it is shown as text.
 *
 * @module
 */
import { displayText } from '@eseal/core/identity';
import { LONGEST_TEXT } from '../page.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** A text for the content of an element or an attribute in quotes (HTML §13.3): invisible characters shown, not endless. */
export function escapeHtml(text: string): string {
  return displayText(text, LONGEST_TEXT).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
}

/** A text that cannot turn its surroundings around (HTML §4.5.24). */
export function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}
