/**
 * How much an XML document may ask of us.
 *
 * @module
 */

/** Budgets of reading one document; each has a default in {@link DEFAULT_XML_LIMITS}. */
export interface XmlLimits {
  /** Most bytes of a document, as received and as transcoded to UTF-8. */
  readonly documentBytes: number;
  /** Deepest nesting of elements. */
  readonly depth: number;
  /** Most elements, texts, comments and processing instructions together. */
  readonly nodes: number;
  /** Most attributes and namespace declarations of one element. */
  readonly attributes: number;
  /** Most namespace declarations in force at one place. */
  readonly namespacesInScope: number;
  /** Longest name, in bytes. */
  readonly nameBytes: number;
  /** Longest text, attribute value, comment or processing instruction, in bytes. */
  readonly textBytes: number;
}

/** Budgets wide enough for every invoice, trusted list and archive signature, and narrow enough for a small server. */
export const DEFAULT_XML_LIMITS: XmlLimits = {
  documentBytes: 64 * 1024 * 1024,
  depth: 1000,
  nodes: 800_000,
  attributes: 1000,
  namespacesInScope: 1000,
  nameBytes: 4096,
  textBytes: 32 * 1024 * 1024,
};
