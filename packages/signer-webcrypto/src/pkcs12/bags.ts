/**
 * SafeContents (RFC 7292 §4.2): the keys and certificates of a PKCS #12 file.
 *
 * @module
 */
import { DerReader } from '@eseal/core/asn1';
import { readAttributes, singleValue } from '@eseal/core/cms';
import { KEY_FILE_OID } from '../oids.ts';

/** One bag: what it holds and how it is labelled. */
export interface Bag {
  readonly kind: 'key' | 'encrypted-key' | 'certificate';
  /** PrivateKeyInfo, EncryptedPrivateKeyInfo or Certificate. A view of the contents it was read from. */
  readonly value: Uint8Array;
  /** Name that the file's maker gave it. */
  readonly friendlyName: string | undefined;
  /** Equal in a key's bag and its certificate's; no proof. */
  readonly localKeyId: Uint8Array | undefined;
}

/** Limits of what is read. */
const LIMITS = { encoding: 'ber', maxElements: 20_000 } as const;

/** Reads SafeContents, nested ones included; bags of other kinds are left out. */
export function parseBags(safeContents: Uint8Array): readonly Bag[] {
  const outer = DerReader.over(safeContents, 'SafeContents', LIMITS);
  const bags = readBags(outer);
  outer.end();
  return bags;
}

function readBags(outer: DerReader): readonly Bag[] {
  const reader = outer.sequence('SafeContents');
  const bags: Bag[] = [];
  while (!reader.atEnd) bags.push(...readBag(reader.sequence('SafeBag')));
  return bags;
}

function readBag(reader: DerReader): readonly Bag[] {
  const type = reader.objectIdentifier('bagId');
  const content = reader.context(0, 'bagValue');
  if (type === KEY_FILE_OID.safeContentsBag) return readBags(content);
  const found = readValue(type, content);
  if (found === undefined) return [];
  const attributes = reader.has(0x31) ? readAttributes(reader.set('bagAttributes')) : [];
  reader.end();
  const name = singleValue(attributes, KEY_FILE_OID.friendlyName);
  const id = singleValue(attributes, KEY_FILE_OID.localKeyId);
  return [
    {
      ...found,
      friendlyName: name === undefined ? undefined : readBmp(name),
      localKeyId: id === undefined ? undefined : DerReader.over(id, 'localKeyId').octetString('localKeyId'),
    },
  ];
}

function readValue(type: string, content: DerReader): Pick<Bag, 'kind' | 'value'> | undefined {
  switch (type) {
    case KEY_FILE_OID.keyBag:
      return { kind: 'key', value: content.raw('PrivateKeyInfo') };
    case KEY_FILE_OID.shroudedKeyBag:
      return { kind: 'encrypted-key', value: content.raw('EncryptedPrivateKeyInfo') };
    case KEY_FILE_OID.certificateBag:
      return readCertificate(content.sequence('CertBag'));
    default:
      return undefined;
  }
}

function readCertificate(reader: DerReader): Pick<Bag, 'kind' | 'value'> | undefined {
  if (reader.objectIdentifier('certId') !== KEY_FILE_OID.x509Certificate) return undefined;
  const value = reader.context(0, 'certValue').octetString('certValue');
  return { kind: 'certificate', value };
}

function readBmp(encoding: Uint8Array): string {
  const content = DerReader.over(encoding, 'friendlyName').content(0x1e, 'friendlyName');
  return new TextDecoder('utf-16be').decode(content);
}
