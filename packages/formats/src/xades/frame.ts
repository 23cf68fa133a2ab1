/**
 * The text of a seal around what is filled in later: the documents of an enveloping seal, the signature value, and a
 * timestamp over it.
 *
 * @module
 */
import { type SealedPart, utf8 } from '@eseal/core';
import { NAMESPACES } from './identifiers.ts';
import type { LaidOutSeal } from './laid-out-seal.ts';
import { canonicalizeMarkup, dsElement, type Markup, writeMarkup } from './markup.ts';
import type { SealIds } from './seal-ids.ts';

/** A seal without its signature value. */
export interface SealFrame {
  /** Up to the signature value. */
  readonly head: string;
  /** From there, with a gap for each document in the seal, up to the end of the signed properties. */
  readonly middle: readonly string[];
  /** After the unsigned properties, if there are any. */
  readonly tail: string;
  /** Start tag of ds:SignatureValue in canonical form. */
  readonly valueStart: string;
}

/** What is filled into a frame. */
export interface FrameContents {
  /** Base64 of the signature value. */
  readonly value: string;
  readonly contents: readonly SealedPart[];
  /** xades:UnsignedProperties, or nothing. */
  readonly unsignedProperties: string;
}

const VALUE_END = '</ds:SignatureValue>';

/** The frame of a seal (XMLDSig §4.2, EN 319 132-1 §4.3). */
export function buildSealFrame(
  ids: SealIds,
  { objects, surroundings }: Pick<LaidOutSeal, 'objects' | 'surroundings'>,
  parts: { readonly signedInfo: Markup; readonly keyInfo: string; readonly signedProperties: Markup },
): SealFrame {
  const value = dsElement('SignatureValue', { Id: ids.signatureValue });
  const withoutEnd = (text: string): string => text.slice(0, -VALUE_END.length);
  const middle = [`${VALUE_END}${parts.keyInfo}`];
  for (const { startTag, endTag } of objects) {
    middle.push(`${middle.pop() ?? ''}${startTag}`, endTag);
  }
  const qualifying = `<xades:QualifyingProperties xmlns:xades="${NAMESPACES.xades}" Target="#${ids.signature}">`;
  middle.push(`${middle.pop() ?? ''}<ds:Object>${qualifying}${writeMarkup(parts.signedProperties)}`);
  return {
    head: `<ds:Signature xmlns:ds="${NAMESPACES.ds}" Id="${ids.signature}">${writeMarkup(parts.signedInfo)}${withoutEnd(writeMarkup(value))}`,
    middle,
    tail: '</xades:QualifyingProperties></ds:Object></ds:Signature>',
    valueStart: withoutEnd(canonicalizeMarkup(value, surroundings)),
  };
}

/** ds:SignatureValue in canonical form: what a signature timestamp is over (EN 319 132-1 §5.3). */
export function canonicalSignatureValue({ valueStart }: SealFrame, value: string): Uint8Array {
  return utf8(`${valueStart}${value}${VALUE_END}`);
}

/** The seal, in pieces. */
export function fillSealFrame(
  { head, middle, tail }: SealFrame,
  { contents, unsignedProperties, value }: FrameContents,
): readonly (SealedPart | string)[] {
  const filled = middle.flatMap((text, at) => {
    const content = contents[at];
    return content === undefined ? [text] : [text, content];
  });
  return [`${head}${value}`, ...filled, `${unsignedProperties}${tail}`];
}
