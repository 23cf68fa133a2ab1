/** XML: the strict parser, and what is read from elements. @module */
export { attributeValue, childElements, textOf } from './elements.ts';
export type { XmlLimits } from './limits.ts';
export { parseXml } from './parser.ts';
export type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './tree.ts';
