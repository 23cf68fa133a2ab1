/**
 * A private key on a token, as far as the token tells: kind, curve, what it may do, and its public key.
 *
 * @see PKCS #11 v3.1 §4.9, §6.1.3, §6.3.4
 * @module
 */
import { CoreError, isEsealError } from '@eseal/core';
import {
  bitString,
  DerReader,
  encode,
  integer,
  nullValue,
  OID,
  objectIdentifier,
  sequence,
  TAG,
} from '@eseal/core/asn1';
import { type CurveRow, curveByOid, type KeyType, PublicKey } from '@eseal/core/crypto';
import type { Handle } from './binding.ts';
import { CKA, CKK, CKO } from './cryptoki.ts';
import {
  findObjects,
  type ObjectsIn,
  readAttribute,
  readBoolean,
  readNumber,
  readNumbers,
  readText,
} from './objects.ts';

/** A private key on a token. */
export interface KeyObject {
  readonly handle: Handle;
  readonly id: Buffer;
  readonly label: string;
  readonly type: KeyType;
  readonly curve: CurveRow | undefined;
  /** RSA modulus in bits; 0 where it is not told, and for other kinds. */
  readonly size: number;
  /** DER of the SubjectPublicKeyInfo; `undefined` where the token does not tell it. */
  readonly publicKey: Uint8Array | undefined;
  /** Mechanisms that the key may be used with (CKA_ALLOWED_MECHANISMS); `undefined`: all. */
  readonly allowedMechanisms: readonly number[] | undefined;
  /** Each signature wants the PIN again. */
  readonly alwaysAuthenticate: boolean;
}

/**
 * Reads a private key.
 *
 * @throws CoreError `SIGNER_KEY_UNUSABLE` for a kind of key that seals are not made with, or that may not sign
 */
export function readKeyObject(from: ObjectsIn, handle: Handle): KeyObject {
  const id = readAttribute(from, handle, CKA.ID) ?? Buffer.alloc(0);
  const label = readText(from, handle, CKA.LABEL);
  if (readBoolean(from, handle, CKA.SIGN) === false)
    throw new CoreError(
      'SIGNER_KEY_UNUSABLE',
      `the key ${describeKey({ id, label })} may not sign (CKA_SIGN)`,
    );
  const kind = readKind(from, handle);
  if (kind === undefined)
    throw new CoreError(
      'SIGNER_KEY_UNUSABLE',
      `the key ${describeKey({ id, label })} is of a kind or curve that seals are not made with`,
    );
  const publicKey = readPublicKey(from, handle, kind, id);
  return {
    handle,
    id,
    label,
    type: kind.type,
    curve: kind.curve,
    size: kind.type === 'rsa' && publicKey !== undefined ? new PublicKey(publicKey).size : 0,
    publicKey,
    allowedMechanisms: readMechanisms(from, handle),
    alwaysAuthenticate: readBoolean(from, handle, CKA.ALWAYS_AUTHENTICATE) ?? false,
  };
}

/** Label and identifier of a key, for messages. */
export function describeKey({ id, label }: Pick<KeyObject, 'id' | 'label'>): string {
  return `${JSON.stringify(label)} (id ${id.length === 0 ? 'none' : id.toString('hex')})`;
}

interface KeyKind {
  readonly type: Extract<KeyType, 'rsa' | 'ec' | 'ed25519' | 'ed448'>;
  readonly curve: CurveRow | undefined;
  /** Length of the encoded point in bytes; 0 for RSA. */
  readonly pointLength: number;
}

/** Edwards curves as tokens name them: by the identifiers of RFC 8410, those before it, or a name (§6.3.11). */
const EDWARDS: ReadonlyMap<string, KeyKind> = new Map(
  (
    [
      ['ed25519', 32, [OID.ed25519, '1.3.6.1.4.1.11591.15.1', 'edwards25519']],
      ['ed448', 57, [OID.ed448, '1.3.6.1.4.1.11591.15.2', 'edwards448']],
    ] as const
  ).flatMap(([type, pointLength, names]) =>
    names.map((name): [string, KeyKind] => [name, { type, curve: undefined, pointLength }]),
  ),
);

function readKind(from: ObjectsIn, handle: Handle): KeyKind | undefined {
  const keyType = readNumber(from, handle, CKA.KEY_TYPE);
  if (keyType === CKK.RSA) return { type: 'rsa', curve: undefined, pointLength: 0 };
  const name = curveName(readAttribute(from, handle, CKA.EC_PARAMS));
  if (name === undefined) return undefined;
  if (keyType === CKK.EC_EDWARDS) return EDWARDS.get(name);
  const curve = keyType === CKK.EC ? curveByOid(name) : undefined;
  return curve && { type: 'ec', curve, pointLength: 2 * curve.byteLength + 1 };
}

function curveName(parameters: Buffer | undefined): string | undefined {
  if (parameters === undefined) return undefined;
  return decoded(parameters, (reader) =>
    reader.has(TAG.objectIdentifier)
      ? reader.objectIdentifier('namedCurve')
      : new TextDecoder().decode(reader.content(TAG.printableString, 'curveName')),
  );
}

/** From the private key where it has it, else from the public key beside it. */
function readPublicKey(from: ObjectsIn, handle: Handle, kind: KeyKind, id: Buffer): Uint8Array | undefined {
  const whole = readAttribute(from, handle, CKA.PUBLIC_KEY_INFO);
  if (whole !== undefined && whole.length > 0) return Uint8Array.from(whole);
  const own = readPublicPart(from, handle, kind);
  if (own !== undefined || id.length === 0) return own;
  const beside = findObjects(from, [
    { type: CKA.CLASS, value: CKO.PUBLIC_KEY },
    { type: CKA.ID, value: id },
  ]);
  const parts = beside.flatMap((object) => readPublicPart(from, object, kind) ?? []);
  return parts.length === 1 ? parts[0] : undefined;
}

function readPublicPart(from: ObjectsIn, object: Handle, kind: KeyKind): Uint8Array | undefined {
  if (kind.type === 'rsa') {
    const modulus = readAttribute(from, object, CKA.MODULUS);
    const exponent = readAttribute(from, object, CKA.PUBLIC_EXPONENT);
    if (modulus === undefined || exponent === undefined || modulus.length === 0 || exponent.length === 0)
      return undefined;
    const algorithm = sequence([objectIdentifier(OID.rsaEncryption), nullValue()]);
    const key = encode(sequence([integer(modulus), integer(exponent)]));
    return encode(sequence([algorithm, bitString(key)]));
  }
  const point = readPoint(readAttribute(from, object, CKA.EC_POINT), kind.pointLength);
  return point && encode(sequence([sequence(curveIdentifier(kind)), bitString(point)]));
}

function curveIdentifier({ type, curve }: KeyKind) {
  if (curve !== undefined) return [objectIdentifier(OID.ecPublicKey), objectIdentifier(curve.oid)];
  return [objectIdentifier(type === 'ed448' ? OID.ed448 : OID.ed25519)];
}

/** The point; the standard has it inside an OCTET STRING, some tokens give it bare. */
function readPoint(value: Buffer | undefined, length: number): Uint8Array | undefined {
  if (value === undefined || value.length <= length) return value?.length === length ? value : undefined;
  const point = decoded(value, (reader) => reader.octetString('point'));
  return point?.length === length ? point : undefined;
}

/** CKA_ALLOWED_MECHANISMS, a row of CK_ULONGs, which have 4 bytes or 8 as the platform has it; none listed means that all are allowed. */
function readMechanisms(from: ObjectsIn, handle: Handle): readonly number[] | undefined {
  const listed = readNumbers(from, handle, CKA.ALLOWED_MECHANISMS, CKA.KEY_TYPE);
  return listed?.length === 0 ? undefined : listed;
}

/** What an attribute in DER says; `undefined` where a token has put something else there. */
function decoded<T>(der: Buffer, read: (reader: DerReader) => T): T | undefined {
  try {
    return read(DerReader.over(der, 'attribute'));
  } catch (error) {
    if (isEsealError(error)) return undefined;
    throw error;
  }
}
