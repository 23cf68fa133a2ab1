/**
 * DataObjectFormat, which tells baseline signatures from others: there is one for each signed data object
 * (EN 319 132-1 §5.2.4, §6.3 k).
 *
 * @module
 */
import { attributeValue, isNamed, textOf } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { descendProperties, isProperty } from './elements.ts';
import { elementAt } from './located-references.ts';
import { DS } from './namespaces.ts';
import type { QualifyingProperties } from './qualifying-properties.ts';
import type { ResolvedReference } from './resolve-references.ts';

/** What DataObjectFormat properties are held against. */
export interface FormattedData {
  readonly properties: QualifyingProperties;
  readonly references: readonly ResolvedReference[];
  readonly manifestEntries: readonly ResolvedReference[];
}

function formatsOf({ properties }: FormattedData): readonly XmlElement[] {
  return properties.signedDataObjectProperties.filter((one) => isProperty(one, 'DataObjectFormat'));
}

/** Every format describes something, is of a reference of the signature, and agrees with the object that it is of. */
export function areFormatsValid(data: FormattedData): boolean {
  const references = referencesById(data);
  return formatsOf(data).every((format) => {
    const described = ['Description', 'ObjectIdentifier', 'MimeType'].some(
      (name) => descendProperties(format, name).length === 1,
    );
    const reference = references.get(attributeValue(format, 'ObjectReference') ?? '');
    return described && reference !== undefined && agrees(format, elementAt(reference));
  });
}

/** Besides, each has a MimeType, and each data object whose reference has an identifier has a format. */
export function areFormatsStated(data: FormattedData): boolean {
  const formats = formatsOf(data);
  const isOnce = (format: XmlElement, name: string): boolean => descendProperties(format, name).length <= 1;
  const complete = formats.every(
    (format) =>
      descendProperties(format, 'MimeType').length === 1 &&
      ['Description', 'ObjectIdentifier', 'Encoding'].every((name) => isOnce(format, name)),
  );
  const stated = new Set(formats.map((format) => attributeValue(format, 'ObjectReference')));
  const needing = data.references.filter(({ kind }) => kind === 'reference' || kind === 'object');
  return complete && needing.every(({ reference: { id } }) => (id ?? '') === '' || stated.has(`#${id}`));
}

/** References by what an ObjectReference calls them; of several with the same identifier the first. */
function referencesById({
  references,
  manifestEntries,
}: FormattedData): ReadonlyMap<string, ResolvedReference> {
  const byId = new Map<string, ResolvedReference>();
  for (const one of [...references, ...manifestEntries].reverse()) {
    if (one.reference.id !== undefined) byId.set(`#${one.reference.id}`, one);
  }
  return byId;
}

/** MimeType and Encoding are those of the ds:Object, where it has them (EN 319 132-1 §5.2.4). */
function agrees(format: XmlElement, object: XmlElement | undefined): boolean {
  if (object === undefined || !isNamed(object, DS, 'Object')) return true;
  return ['MimeType', 'Encoding'].every((name) => {
    const [stated] = descendProperties(format, name);
    const own = attributeValue(object, name);
    return stated === undefined || own === undefined || own === '' || textOf(stated) === own;
  });
}
