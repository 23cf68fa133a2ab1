/** XML: the strict parser, what is read from elements, and grammars to check them by. @module */
export {
  attributeValue,
  base64Of,
  childElements,
  descend,
  isNamed,
  qualifiedName,
  textOf,
} from './elements.ts';
export { checkGrammar, type GrammarCheck } from './grammar/check.ts';
export {
  defineGrammar,
  type Grammar,
  type GrammarName,
  type GrammarPrefixes,
  type Grammars,
  grammarsOf,
} from './grammar/content-model.ts';
export { parseDateTime } from './grammar/simple-types.ts';
export type { XmlLimits } from './limits.ts';
export { parseXml } from './parser.ts';
export type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './tree.ts';
