/**
 * Values of the elements of a list. What stands where one value belongs and is not one value is no value: readers differ in
 * which of two they take.
 *
 * @module
 */
import { descend, isNamed, parseDateTime, textOf, type XmlElement } from '@eseal/formats/xml';
import type { LanguageString } from '../../trust/listed-service.ts';
import { TSL } from './namespaces.ts';

/** The child of a name, if there is exactly one. */
export function onlyChild(
  element: XmlElement | undefined,
  localName: string,
  namespace: string = TSL,
): XmlElement | undefined {
  let only: XmlElement | undefined;
  for (const child of element?.children ?? []) {
    if (child.kind !== 'element' || !isNamed(child, namespace, localName)) continue;
    if (only !== undefined) return undefined;
    only = child;
  }
  return only;
}

/** The text of an element without the white space around it; `undefined` when nothing is left. */
export function textValue(element: XmlElement | undefined): string | undefined {
  const text = element && textOf(element)?.trim();
  return text === '' ? undefined : text;
}

/** The value of the only child of a name. */
export function childValue(element: XmlElement | undefined, localName: string): string | undefined {
  return textValue(onlyChild(element, localName));
}

/** The whole number in the only child of a name; `undefined` also for one that is too large to be exact. */
export function childNumber(element: XmlElement | undefined, localName: string): number | undefined {
  const text = childValue(element, localName) ?? '';
  const number = /^\+?[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The moment in an element (xs:dateTime); without an offset it is UTC (ETSI TS 119 612 §5.1.4). */
export function dateOf(element: XmlElement | undefined): Date | undefined {
  return parseDateTime(textValue(element) ?? '');
}

/** Values of all elements reached by going down one name after the other. */
export function valuesBelow(element: XmlElement | undefined, ...path: readonly string[]): readonly string[] {
  return descend(element, TSL, ...path).flatMap((one) => textValue(one) ?? []);
}

/** Texts with their languages, of all elements reached by going down one name after the other. */
export function languageStrings(
  element: XmlElement | undefined,
  ...path: readonly string[]
): readonly LanguageString[] {
  return descend(element, TSL, ...path).flatMap((one) => {
    const text = textValue(one);
    return text === undefined ? [] : [{ language: languageOf(one), text }];
  });
}

const XML = 'http://www.w3.org/XML/1998/namespace';

function languageOf({ attributes }: XmlElement): string {
  return (
    attributes.find(({ namespace, localName }) => namespace === XML && localName === 'lang')?.value ?? ''
  );
}
