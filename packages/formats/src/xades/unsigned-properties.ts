/**
 * Properties of a seal that its value does not cover (EN 319 132-1 §4.3.4, §4.3.5).
 *
 * @module
 */
import { NAMESPACES } from './identifiers.ts';
import { type Markup, type Pairs, writeMarkup, xadesElement } from './markup.ts';

/** Elements from xades:UnsignedProperties down to a property. */
const AROUND = ['UnsignedProperties', 'UnsignedSignatureProperties'] as const;

/** xades:UnsignedProperties as it stands in a seal that is made here; nothing without properties. */
export function writeUnsignedProperties(properties: readonly Markup[]): string {
  if (properties.length === 0) return '';
  const declaring = properties.map((property) => ({
    ...property,
    declares: ADDITIONS[property.prefix] ?? [],
  }));
  return wrap(declaring, AROUND).map(writeMarkup).join('');
}

/** What is not declared around every property already. */
const ADDITIONS: Readonly<Record<string, Pairs>> = { xades141: [['xades141', NAMESPACES.xades141]] };

/**
 * Properties to be put into a seal of which it is not known how it declares prefixes.
 *
 * @param missing - how many of the elements around them are missing: 0 to 2
 */
export function writeAddedProperties(properties: readonly Markup[], missing: 0 | 1 | 2): string {
  const prefixes = ['ds', 'xades', ...properties.map(({ prefix }) => prefix)];
  const declares = Object.entries(NAMESPACES).filter(([prefix]) => prefixes.includes(prefix));
  const outermost = wrap(properties, AROUND.slice(AROUND.length - missing));
  return outermost.map((element) => writeMarkup({ ...element, declares })).join('');
}

/** The elements around properties. */
function wrap(properties: readonly Markup[], names: readonly string[]): readonly Markup[] {
  return names.reduceRight((inner, name) => [xadesElement(name, {}, inner)], properties);
}
