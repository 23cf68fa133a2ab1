/**
 * Properties of a seal that its value does not cover (EN 319 132-1 §4.3.4, §4.3.5).
 *
 * @module
 */
import { NAMESPACES } from './identifiers.ts';
import { type Markup, type Pairs, writeMarkup, xadesElement } from './markup.ts';

/** Elements from xades:UnsignedProperties down to a property. */
const AROUND = ['UnsignedProperties', 'UnsignedSignatureProperties'] as const;

/** xades:UnsignedProperties as it stands in a seal that has none. */
export function writeUnsignedProperties(properties: readonly Markup[]): string {
  return write(wrap(properties, AROUND));
}

/**
 * Properties to be put into a seal of which it is not known how it declares prefixes.
 *
 * @param missing - how many of the elements around them are missing: 0 to 2
 */
export function writeAddedProperties(properties: readonly Markup[], missing: 0 | 1 | 2): string {
  const prefixes = ['ds', 'xades', ...properties.map(({ prefix }) => prefix)];
  const declares = Object.entries(NAMESPACES).filter(([prefix]) => prefixes.includes(prefix));
  return write(wrap(properties, AROUND.slice(AROUND.length - missing)), declares);
}

function wrap(properties: readonly Markup[], names: readonly string[]): readonly Markup[] {
  return names.reduceRight((inner, name) => [xadesElement(name, {}, inner)], properties);
}

/** The namespaces are declared by the outermost elements. */
function write(elements: readonly Markup[], declares: Pairs = []): string {
  return elements.map((element) => writeMarkup({ ...element, declares })).join('');
}
