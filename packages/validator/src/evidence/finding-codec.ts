/**
 * How findings stand in the file of a bundle.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { Facts, Finding } from '../report/finding.ts';
import { type Codec, invalid, list, object, oneOf, optional, record, text } from './codec.ts';

const words = object<LocalizedText>({ ja: text, en: text });

const texts = list(text);

const fact: Codec<Facts[string]> = {
  encode: (value, files) => (typeof value === 'object' ? texts.encode(value, files) : value),
  decode: (json, path, files) => {
    if (Array.isArray(json)) return texts.decode(json, path, files);
    if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
    throw invalid(path, 'a fact');
  },
};

/** A finding of a source of trust. */
export const finding: Codec<Finding> = object<Finding>({
  id: text,
  severity: oneOf('error', 'warning', 'information'),
  message: words,
  repair: optional(words),
  citation: text,
  facts: record(fact),
});
