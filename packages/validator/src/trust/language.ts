/**
 * Texts in the language that a scheme prefers.
 *
 * @module
 */
import type { LanguageString } from './listed-service.ts';

/** The text in the first of the languages there is one in, else the first text (ETSI TS 119 612 §5.1.4). */
export function preferredText(
  texts: readonly LanguageString[],
  languages: readonly string[],
): string | undefined {
  for (const wanted of languages) {
    const found = texts.find(({ language }) => primaryOf(language) === primaryOf(wanted));
    if (found !== undefined) return found.text;
  }
  return texts[0]?.text;
}

/** `ja` of `ja-JP` (RFC 5646 §2.2.1). */
function primaryOf(language: string): string | undefined {
  return language.toLowerCase().split('-')[0];
}
