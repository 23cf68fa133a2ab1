/**
 * XML as it is written: elements as data, and text that stays text.
 *
 * @module
 */
import { toBase64 } from '@eseal/core';

/** An element. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly XmlContent[];
}

/** What stands in an element. */
export type XmlContent = XmlElement | string;

/** An element; what is absent of its content is left out. */
export function element(
  name: string,
  content: string | readonly (XmlContent | undefined)[] = [],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  const parts = typeof content === 'string' ? [content] : content;
  return { name, attributes, content: parts.filter((part) => part !== undefined) };
}

/** An element, or nothing when there is nothing in it. */
export function unlessEmpty(
  name: string,
  content: readonly (XmlContent | undefined)[],
): XmlElement | undefined {
  const filled = element(name, content);
  return filled.content.length === 0 ? undefined : filled;
}

/** An element with a time (XML Schema Part 2 §3.2.7). */
export function timeElement(name: string, time: Date): XmlElement {
  return element(name, time.toISOString());
}

/** An element with bytes. */
export function bytesElement(name: string, bytes: Uint8Array): XmlElement {
  return element(name, toBase64(bytes));
}

/** A document. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;
}

function write({ name, attributes, content }: XmlElement, indent: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const tag = `${indent}<${name}${written.join('')}`;
  const children = content.filter((part) => typeof part !== 'string');
  if (content.length === 0) return `${tag}/>`;
  if (children.length === 0)
    return `${tag}>${content.map((part) => escapeXml(String(part))).join('')}</${name}>`;
  return `${tag}>\n${children.map((child) => write(child, `${indent}  `)).join('\n')}\n${indent}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
