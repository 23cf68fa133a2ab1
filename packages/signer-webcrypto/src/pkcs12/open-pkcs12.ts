/**
 * A PKCS #12 file (RFC 7292 §4): integrity first, then what is inside.
 *
 * @module
 */
import { CoreError, DecodeError, isEsealError } from '@eseal/core';
import { DerReader, OID } from '@eseal/core/asn1';
import { readAlgorithmIdentifier } from '@eseal/core/crypto';
import { KEY_FILE_OID } from '../oids.ts';
import { type Password, passwordIncorrect } from '../password.ts';
import type { WorkBudget } from '../pbe/budget.ts';
import { decryptWithPassword } from '../pbe/decrypt.ts';
import { type Bag, parseBags } from './bags.ts';
import { type MacData, readMacData, verifyMac } from './mac.ts';

/** Largest file: keys, chains and CRLs of any CA fit many times. */
const MAX_SIZE = 4 * 1024 * 1024;

const LIMITS = { encoding: 'ber', maxElements: 20_000 } as const;

/** What a file holds, and the password in the form that it was made with. */
export interface OpenedPkcs12 {
  readonly bags: readonly Bag[];
  readonly password: Password;
}

/**
 * Opens a PKCS #12 file.
 *
 * @throws CoreError `SIGNER_PIN_INCORRECT` when the MAC does not verify or something does not decrypt
 */
export async function openPkcs12(
  file: Uint8Array,
  given: Password,
  budget: WorkBudget,
): Promise<OpenedPkcs12> {
  if (file.length > MAX_SIZE)
    throw new CoreError('BUDGET_EXCEEDED', `a PKCS #12 file has at most ${MAX_SIZE} bytes`);
  const { content, mac } = parsePfx(file);
  const password = await authenticate(content, mac, given, budget);
  const reader = DerReader.over(content, 'AuthenticatedSafe', LIMITS).sequence('AuthenticatedSafe');
  const bags: Bag[] = [];
  while (!reader.atEnd) {
    const { safeContents, encrypted } = await readContentInfo(
      reader.sequence('ContentInfo'),
      password,
      budget,
    );
    bags.push(...(encrypted && mac === undefined ? parseUnproven(safeContents) : parseBags(safeContents)));
  }
  return { bags, password };
}

/** Contents decrypted by a password that no MAC has proven: what cannot be read was decrypted by a wrong one. */
function parseUnproven(safeContents: Uint8Array): readonly Bag[] {
  try {
    return parseBags(safeContents);
  } catch (error) {
    if (isEsealError(error) && error.code === 'DECODE_FAILED') throw passwordIncorrect('the PKCS #12 file');
    throw error;
  }
}

function parsePfx(file: Uint8Array): { readonly content: Uint8Array; readonly mac: MacData | undefined } {
  const outer = DerReader.over(file, 'PFX', LIMITS);
  const reader = outer.sequence('PFX');
  outer.end();
  if (reader.smallInteger('version') !== 3) throw new DecodeError('version is not 3', 'PFX', 0);
  const authSafe = reader.sequence('authSafe');
  const type = authSafe.objectIdentifier('contentType');
  if (type !== OID.data)
    throw new CoreError('UNSUPPORTED_ALGORITHM', `a PKCS #12 file protected by ${type} is not supported`);
  const content = authSafe.context(0, 'content').octetString('content');
  const mac = reader.atEnd ? undefined : readMacData(reader);
  reader.end();
  return { content, mac };
}

/** The password as the MAC proves it; a file without MAC is taken as it is. */
async function authenticate(
  content: Uint8Array,
  mac: MacData | undefined,
  password: Password,
  budget: WorkBudget,
): Promise<Password> {
  if (mac === undefined) return password;
  for (const candidate of encodings(password)) {
    if (await verifyMac(mac, content, candidate, budget)) return candidate;
  }
  throw passwordIncorrect('the PKCS #12 file');
}

/** Makers differ in how they encode the empty password: as nothing, or as its terminating zero. */
function encodings(password: Password): readonly Password[] {
  return password.utf8.length > 0 ? [password] : [password, { ...password, bmp: new Uint8Array() }];
}

async function readContentInfo(
  reader: DerReader,
  password: Password,
  budget: WorkBudget,
): Promise<{ readonly safeContents: Uint8Array; readonly encrypted: boolean }> {
  const type = reader.objectIdentifier('contentType');
  const content = reader.context(0, 'content');
  reader.end();
  if (type === OID.data) return { safeContents: content.octetString('data'), encrypted: false };
  if (type !== KEY_FILE_OID.encryptedData)
    throw new CoreError('UNSUPPORTED_ALGORITHM', `a PKCS #12 file encrypted by ${type} is not supported`);
  const encryptedData = content.sequence('EncryptedData');
  encryptedData.smallInteger('version');
  const info = encryptedData.sequence('EncryptedContentInfo');
  info.objectIdentifier('contentType');
  const algorithm = readAlgorithmIdentifier(info, 'contentEncryptionAlgorithm');
  const encrypted = info.octetString('encryptedContent', 0x80);
  info.end();
  return { safeContents: await decryptWithPassword(algorithm, encrypted, password, budget), encrypted: true };
}
