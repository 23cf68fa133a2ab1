/**
 * A sealed file in memory, and the same with one bit changed.
 *
 * @module
 */
import { toHex, utf8 } from '@eseal/core';
import { flipBit, indexOfBytes } from '@eseal/testkit';
import { readSignedData } from '../judges/pkijs.ts';
import type { SealedFile, SealedFileKind } from '../judges/verdict.ts';
import { type AsicSeal, cadesSealsIn, documentsIn, readAsic, writeAsic, xadesFilesIn } from './asic-parts.ts';
import { pdfSignatures } from './pdf-signatures.ts';
import type { Workbench } from './workbench.ts';
import { lastSignatureValue } from './xml-signatures.ts';

/** A sealed file before it is on disk. */
export interface SealedBytes {
  readonly kind: SealedFileKind;
  readonly bytes: Uint8Array;
  /** What a detached seal is about. */
  readonly content?: Uint8Array;
  /** Name that a seal in XML refers to it by. */
  readonly contentName?: string;
  /** It carries all that proves that nothing was revoked. */
  readonly selfContained?: boolean;
}

const EXTENSIONS: Readonly<Record<SealedFileKind, string>> = {
  cms: 'p7m',
  pdf: 'pdf',
  xml: 'xml',
  'detached-xml': 'xml',
  'asic-cades': 'asice',
  'asic-xades': 'asice',
};

/** Writes a sealed file for the judges. */
export function placeSealedFile(
  bench: Workbench,
  name: string,
  { kind, bytes, content, contentName, selfContained = false }: SealedBytes,
  trust: SealedFile['trust'],
): SealedFile {
  const path = bench.write(`${name}.${EXTENSIONS[kind]}`, bytes);
  const file = { kind, path, bytes, trust, selfContained };
  if (content === undefined) return file;
  const beside = {
    path: bench.write(`${name}.bin`, content),
    bytes: content,
    ...(contentName === undefined ? {} : { name: contentName }),
  };
  return { ...file, content: beside };
}

/**
 * One bit changed in what is sealed.
 *
 * @param marker - bytes that stand in the document as it is
 */
export function changeContent(sealed: SealedBytes, marker: Uint8Array): SealedBytes {
  const { bytes, content, kind } = sealed;
  if (kind === 'asic-cades' || kind === 'asic-xades')
    return {
      ...sealed,
      bytes: changeFiles(bytes, documentsIn(readAsic(bytes)), (one) => flipWithin(one, marker)),
    };
  return content === undefined
    ? { ...sealed, bytes: flipWithin(bytes, marker) }
    : { ...sealed, content: flipWithin(content, marker) };
}

/** One bit changed in the signature value of the last seal. */
export function changeValue(sealed: SealedBytes): SealedBytes {
  return { ...sealed, bytes: VALUE_CHANGES[sealed.kind](sealed.bytes) };
}

const VALUE_CHANGES: Readonly<Record<SealedFileKind, (bytes: Uint8Array) => Uint8Array>> = {
  cms: changeCmsValue,
  pdf: changePdfValue,
  xml: changeXmlValue,
  'detached-xml': changeXmlValue,
  'asic-cades': (bytes) => changeSeals(bytes, cadesSealsIn(bytes), changeCmsValue),
  'asic-xades': (bytes) => changeSeals(bytes, xadesFilesIn(bytes), changeXmlValue),
};

function changeCmsValue(cms: Uint8Array): Uint8Array {
  return flipLast(cms, signatureValue(cms));
}

function changePdfValue(pdf: Uint8Array): Uint8Array {
  const signature = pdfSignatures(pdf).findLast(({ isTimestamp }) => !isTimestamp);
  if (signature === undefined) throw new TypeError('the PDF has no signature');
  const { cms, digitsAt } = signature;
  const bytes = Uint8Array.from(pdf);
  bytes.set(utf8(toHex(changeCmsValue(cms))), digitsAt);
  return bytes;
}

/** The container with its first file changed. */
function changeFiles(
  container: Uint8Array,
  [first]: readonly (readonly [name: string, bytes: Uint8Array])[],
  change: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  if (first === undefined) throw new TypeError('the container has no such file');
  const [name, bytes] = first;
  return writeAsic({ ...readAsic(container), [name]: change(bytes) });
}

function changeSeals(
  container: Uint8Array,
  seals: readonly AsicSeal[],
  change: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  return changeFiles(
    container,
    seals.map(({ name, bytes }) => [name, bytes] as const),
    change,
  );
}

/** The first digit of the last value's base64, whose lowest bit is one of the value's first octet. */
function changeXmlValue(bytes: Uint8Array): Uint8Array {
  const value = lastSignatureValue(bytes);
  const at = positionOf(bytes, utf8(value));
  const digit = BASE64.indexOf(value.charAt(0));
  const changed = Uint8Array.from(bytes);
  changed.set(utf8(BASE64.charAt(digit ^ 1)), at);
  return changed;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function signatureValue(cms: Uint8Array): Uint8Array {
  const signer = readSignedData(cms).signerInfos.at(-1);
  if (signer === undefined) throw new TypeError('the CMS has no SignerInfo');
  return new Uint8Array(signer.signature.valueBlock.valueHexView);
}

function flipWithin(bytes: Uint8Array, marker: Uint8Array): Uint8Array {
  return flipBit(bytes, positionOf(bytes, marker) + (marker.length >> 1));
}

/** The last byte, so that a DER value stays DER. */
function flipLast(bytes: Uint8Array, value: Uint8Array): Uint8Array {
  return flipBit(bytes, positionOf(bytes, value) + value.length - 1);
}

function positionOf(bytes: Uint8Array, wanted: Uint8Array): number {
  const at = indexOfBytes(bytes, wanted);
  if (at < 0) throw new TypeError('the bytes to change are not in the file');
  return at;
}
