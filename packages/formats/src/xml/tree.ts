/**
 * An XML document as it was received: every node knows the bytes it stands in, so that nothing is ever written anew to be
 * verified.
 *
 * @module
 */

/** A namespace declaration; an empty prefix is the default namespace, an empty URI takes it back. */
export interface XmlNamespace {
  readonly prefix: string;
  readonly uri: string;
}

/** An attribute that is no namespace declaration; its value is normalised (XML 1.0 §3.3.3). */
export interface XmlAttribute {
  readonly prefix: string;
  readonly localName: string;
  /** Empty without a prefix (Namespaces in XML §6.2). */
  readonly namespace: string;
  readonly value: string;
  /** Of the first byte of the name. */
  readonly start: number;
  /** After the name. */
  readonly nameEnd: number;
  /** Of the value, within the quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The value as written is the value itself, and the value in canonical form. */
  readonly isVerbatim: boolean;
}

/** An element. Offsets count bytes of {@link XmlDocument.bytes}. */
export interface XmlElement {
  readonly kind: 'element';
  readonly prefix: string;
  readonly localName: string;
  /** Empty for no namespace. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Declared by this element. */
  readonly namespaces: readonly XmlNamespace[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | undefined;
  /** Of `<`. */
  readonly start: number;
  /** After the name in the start tag. */
  readonly nameEnd: number;
  /** After the `>` of the start tag; equal to {@link contentEnd} for an empty-element tag. */
  readonly contentStart: number;
  /** Of the end tag. */
  readonly contentEnd: number;
  /** After the last `>`. */
  readonly end: number;
  /** The start tag declares no namespace and is, as written, the start tag in canonical form. */
  readonly isVerbatim: boolean;
}

/** Character data; line ends are normalised, references are resolved, CDATA sections are nodes of their own. */
export interface XmlText {
  readonly kind: 'text';
  readonly value: string;
  readonly isCdata: boolean;
  /** Nothing but white space, as written. */
  readonly isBlank: boolean;
  /** Of the characters; for a CDATA section of those inside it. */
  readonly start: number;
  readonly end: number;
  /** The characters as written are the characters themselves, and those of the canonical form. */
  readonly isVerbatim: boolean;
}

/** A comment. */
export interface XmlComment {
  readonly kind: 'comment';
  readonly value: string;
  /** Of `<`. */
  readonly start: number;
  readonly end: number;
  readonly isVerbatim: boolean;
}

/** A processing instruction. */
export interface XmlProcessingInstruction {
  readonly kind: 'processing-instruction';
  readonly target: string;
  readonly data: string;
  /** Of `<`. */
  readonly start: number;
  /** Of the data; equal to the place of `?>` when there is none. */
  readonly dataStart: number;
  readonly end: number;
  readonly isVerbatim: boolean;
}

/** A node below an element or the document. */
export type XmlNode = XmlElement | XmlText | XmlComment | XmlProcessingInstruction;

/** A document without a DTD. */
export interface XmlDocument {
  readonly kind: 'document';
  /** The document in UTF-8 without byte order mark: the received bytes themselves if they were so. */
  readonly bytes: Uint8Array;
  /** Bytes of a byte order mark before {@link bytes} in the file. */
  readonly byteOrderMark: number;
  /** Name of the encoding it was received in, such as `utf-8`. */
  readonly encoding: string;
  /** The root element with the comments and processing instructions around it. */
  readonly children: readonly XmlNode[];
  readonly root: XmlElement;
}
