/**
 * What holds what in a received container: under a signature's value, inside a token, in the whole document.
 *
 * @module
 */
import type { ParsedContainer, ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { type EmbeddedMaterial, readMaterial } from '@eseal/formats/cades';
import type { ReadTimestamp } from '../facts/timestamp-facts.ts';

/** Objects by the ids of what they belong to. Nothing in it is judged. */
export interface EvidenceGraph {
  /** The value of each signature. */
  readonly signatures: ReadonlyMap<string, Uint8Array>;
  /** Each token, then everything in it. */
  readonly timestamps: ReadonlyMap<string, readonly Uint8Array[]>;
  /** What stands in the container beside them. */
  readonly material: readonly Uint8Array[];
  /** As {@link unsoundTimestamps} says. */
  readonly unsound: ReadonlySet<string>;
}

/**
 * Ids of the timestamps of signatures whose values stand for nothing else: what is reached by digests in such a signature is
 * not proven.
 *
 * @param isBinding - whether the value of a signature stands for everything under it
 */
export function unsoundTimestamps(
  signatures: readonly ParsedSignature[],
  isBinding: (signature: ParsedSignature) => boolean,
): ReadonlySet<string> {
  const broken = signatures.filter((signature) => !isBinding(signature));
  return new Set(broken.flatMap(({ timestamps }) => timestamps.map(({ id }) => id)));
}

/** The graph of a container. */
export function evidenceGraph(
  { signatures, material }: ParsedContainer,
  tokens: ReadonlyMap<ParsedTimestamp, ReadTimestamp>,
  unsound: ReadonlySet<string>,
): EvidenceGraph {
  const holders = material === undefined ? signatures : [...signatures, material];
  return {
    signatures: new Map(signatures.map(({ id, signature }) => [id, signature.value])),
    timestamps: new Map([...tokens].map(([{ id }, token]) => [id, objectsOfToken(token)])),
    material: holders.flatMap(objectsOf),
    unsound,
  };
}

/** Every object of the document. */
export function wholeDocument({ signatures, timestamps, material }: EvidenceGraph): readonly Uint8Array[] {
  return [...signatures.values(), ...[...timestamps.values()].flat(), ...material];
}

/** What tokens carry to prove the certificates of their authorities. */
export function materialOfTokens(
  tokens: ReadonlyMap<ParsedTimestamp, ReadTimestamp>,
): readonly EmbeddedMaterial[] {
  return [...tokens.values()].flatMap((token) => materialOfToken(token) ?? []);
}

function materialOfToken(timestamp: ReadTimestamp): EmbeddedMaterial | undefined {
  if (timestamp.kind === 'unreadable') return undefined;
  const { signedData } = timestamp.token;
  const attributes = signedData.signerInfos.flatMap(({ unsignedAttributes }) => unsignedAttributes);
  return readMaterial(signedData, attributes);
}

function objectsOfToken(timestamp: ReadTimestamp): readonly Uint8Array[] {
  const material = materialOfToken(timestamp);
  return [timestamp.parsed.token, ...(material === undefined ? [] : objectsOf(material))];
}

function objectsOf({
  certificates,
  crls,
  ocspResponses,
}: Pick<EmbeddedMaterial, 'certificates' | 'crls' | 'ocspResponses'>): readonly Uint8Array[] {
  return [...certificates, ...crls, ...ocspResponses];
}
