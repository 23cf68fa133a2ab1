/**
 * The stored state of an interrupted seal: a DER structure under a MAC.
 *
 *     SealState ::= SEQUENCE { payload OCTET STRING, mac OCTET STRING }
 *     Payload   ::= SEQUENCE { version INTEGER (1), algorithm UTF8String, dataToBeSigned OCTET STRING,
 *                              parameters SEQUENCE OF OCTET STRING, format OCTET STRING }
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { TAG } from '../asn1/tags.ts';
import { encode, integer, octetString, sequence, utf8String } from '../asn1/writer.ts';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../crypto/algorithms.ts';
import { hmacSha256 } from '../crypto/private-key.ts';
import { CoreError, DecodeError } from '../errors.ts';

/** What is stored of a seal between its halves. */
export interface SealState {
  readonly algorithm: SignatureAlgorithm;
  readonly dataToBeSigned: Uint8Array;
  /** Digests of the parameters that must not differ. */
  readonly parameters: readonly Uint8Array[];
  /** The format's own state. */
  readonly format: Uint8Array;
}

const MIN_KEY_LENGTH = 32;

/** Encodes a state under a MAC. */
export async function sealState(state: SealState, key: Uint8Array): Promise<Uint8Array> {
  const payload = encode(
    sequence([
      integer(1),
      utf8String(state.algorithm),
      octetString(state.dataToBeSigned),
      sequence(state.parameters.map((digest) => octetString(digest))),
      octetString(state.format),
    ]),
  );
  return encode(sequence([octetString(payload), octetString(await authenticate(payload, key))]));
}

/**
 * Reads a state after checking its MAC.
 *
 * @throws CoreError `STATE_INVALID`
 */
export async function openState(bytes: Uint8Array, key: Uint8Array): Promise<SealState> {
  try {
    const outer = DerReader.over(bytes, 'SealState');
    const reader = outer.sequence('SealState');
    outer.end();
    const payload = reader.octetString('payload');
    const mac = reader.octetString('mac');
    reader.end();
    if (!equalSecrets(mac, await authenticate(payload, key))) throw invalid();
    return readPayload(DerReader.over(payload, 'Payload').sequence('Payload'));
  } catch (cause) {
    if (cause instanceof DecodeError) throw invalid(cause);
    throw cause;
  }
}

function readPayload(reader: DerReader): SealState {
  const version = reader.smallInteger('version');
  const name = new TextDecoder().decode(reader.content(TAG.utf8String, 'algorithm'));
  const algorithm = SIGNATURE_ALGORITHMS.find((row) => row.name === name)?.name;
  if (version !== 1 || algorithm === undefined) throw invalid();
  const dataToBeSigned = reader.octetString('dataToBeSigned');
  const list = reader.sequence('parameters');
  const parameters: Uint8Array[] = [];
  while (!list.atEnd) parameters.push(list.octetString('digest'));
  const format = reader.octetString('format');
  reader.end();
  return { algorithm, dataToBeSigned, parameters, format };
}

async function authenticate(payload: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  if (key.length < MIN_KEY_LENGTH) {
    throw new CoreError('INVALID_ARGUMENT', `stateKey must have at least ${MIN_KEY_LENGTH} bytes`);
  }
  return hmacSha256(key, payload);
}

/** Comparison whose time does not depend on where the bytes differ. */
function equalSecrets(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= (a[i] ?? 0) ^ (b[i] as number);
  return difference === 0;
}

function invalid(cause?: unknown): CoreError {
  return new CoreError('STATE_INVALID', 'the stored state was altered or is not of this key', { cause });
}
