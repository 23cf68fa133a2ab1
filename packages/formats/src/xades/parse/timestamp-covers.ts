/**
 * What the timestamps of XML signatures cover: the signatures, timestamps and material that their imprints reach
 * (EN 319 132-1 §5.2.8, §5.3, §5.5, §A.1.5). Which elements these are is decided where the imprint is made.
 *
 * @module
 */
import type { CoveredObject, ParsedTimestamp } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import {
  type CoveredContents,
  contentsOfSignatures,
  countCoverage,
  joinContents,
  NO_CONTENTS,
  toCoveredObjects,
} from '../../cades/covered/covered-objects.ts';
import { type NamedMaterial, openNamedMaterial } from '../../cades/covered/named-material.ts';
import type { XmlElement } from '../../xml/tree.ts';
import type { FoundSignature } from './find-signatures.ts';
import {
  includedReferences,
  propertiesUnder,
  type TimestampedSignature,
  unsignedObjects,
} from './imprint.ts';
import { readKeyInfo } from './key-info.ts';
import { elementAt } from './located-references.ts';
import { readEmbeddedMaterial } from './material.ts';
import { readMaterialReferences } from './material-references.ts';
import type { ParsedXmlSignature } from './parse-signature.ts';
import type { ResolvedReference } from './resolve-references.ts';
import type { XmlTimestamp } from './timestamps.ts';

/** A signature where it stands. */
type PlacedSignature = ParsedXmlSignature & Pick<FoundSignature, 'element'>;

/** A signature whose timestamps are looked at, among the others of its document. */
interface CoveredSignature {
  readonly read: ParsedXmlSignature;
  readonly timestamped: TimestampedSignature;
  readonly within: SignaturesWithin;
  readonly material: NamedMaterial;
}

/** The signatures of a document, with what each of their timestamps covers. */
export async function withXmlCoverage<Read extends PlacedSignature>(
  signatures: readonly Read[],
): Promise<readonly Read[]> {
  const within = findWithin(signatures);
  const count = countCoverage();
  const covered: Read[] = [];
  for (const read of signatures) {
    const { parsed, stamps, timestamped } = read;
    const under = timestamped && { read, timestamped, within, material: openNamedMaterial(parsed) };
    const timestamps: ParsedTimestamp[] = [];
    for (const stamp of stamps) {
      const { timestamp } = stamp;
      const isKnown = under !== undefined && timestamp.input !== undefined;
      timestamps.push({ ...timestamp, covers: count.take(isKnown ? await coveredBy(stamp, under) : []) });
    }
    const findings = [...parsed.findings, ...count.findings];
    covered.push({ ...read, parsed: { ...parsed, timestamps, findings } });
  }
  return covered;
}

async function coveredBy(
  { property, timestamp: { type } }: XmlTimestamp,
  under: CoveredSignature,
): Promise<readonly CoveredObject[]> {
  const { read, timestamped } = under;
  const { elements, references } = timestamped;
  const value = toCoveredObjects({ ...NO_CONTENTS, signatures: [read.parsed.id] });
  const algorithm = read.parsed.signature.digestAlgorithm;
  const signed = async () => (algorithm === undefined ? [] : referenced(references, under, [algorithm]));
  const properties = () => unsigned(propertiesUnder(type, property, timestamped), under);
  switch (type) {
    case 'all-data-objects':
      return referenced(
        references.filter(({ kind }) => kind !== 'signed-properties'),
        under,
      );
    case 'individual-data-objects':
      return referenced(
        includedReferences(property, references).flatMap((one) => one ?? []),
        under,
      );
    case 'signature':
      return [...value, ...(await signed())];
    case 'sig-and-refs':
      return [...value, ...(await signed()), ...(await properties())];
    case 'refs-only':
      return properties();
    case 'archive':
      return [
        ...value,
        ...(await referenced(references, under)),
        ...toCoveredObjects(joinContents([readKeyInfo(elements.keyInfo)])),
        ...(await properties()),
        ...toCoveredObjects(joinContents(unsignedObjects(property, timestamped).map(under.within))),
      ];
    default:
      return [];
  }
}

/**
 * What references are of: their octets where the imprint is over these, else through the digest in each of them.
 *
 * @param signature - the digest of a signature value by which the references are reached
 */
async function referenced(
  references: readonly ResolvedReference[],
  under: CoveredSignature,
  signature?: readonly DigestAlgorithm[],
): Promise<readonly CoveredObject[]> {
  const found: CoveredObject[] = [];
  for (const one of references) {
    const { digestAlgorithm } = one.reference;
    if (signature !== undefined && digestAlgorithm === undefined) continue;
    const through = signature && digestAlgorithm ? [...signature, digestAlgorithm] : [];
    found.push(...toCoveredObjects(contentsOfReference(one, under), through));
    if (one.kind === 'signed-properties') found.push(...(await signingCertificates(under, through)));
  }
  return found;
}

/** What stands in the element that a reference covers whole. */
function contentsOfReference(
  one: ResolvedReference,
  { read: { parsed, stamps }, timestamped, within }: CoveredSignature,
): CoveredContents {
  const element = elementAt(one);
  if (element === undefined || one.nodes?.filters.length !== 0) return NO_CONTENTS;
  switch (one.kind) {
    case 'signed-properties': {
      const { signedDataObjectProperties } = timestamped.properties;
      const own = stamps.filter(({ property }) => signedDataObjectProperties.includes(property));
      return { ...NO_CONTENTS, timestamps: own.map(({ timestamp }) => timestamp.id) };
    }
    case 'key-info':
      return joinContents([readKeyInfo(timestamped.elements.keyInfo)]);
    case 'countersigned-signature':
      return { ...NO_CONTENTS, signatures: parsed.counterSignatureOf ? [parsed.counterSignatureOf] : [] };
    default:
      return within(element);
  }
}

/** The certificates that the signed properties name. */
function signingCertificates(
  { material, read: { parsed } }: CoveredSignature,
  through: readonly DigestAlgorithm[],
): Promise<readonly CoveredObject[]> {
  const { references } = parsed.signingCertificateReferences;
  return material.find(
    references.map(
      ({ digestAlgorithm, digest }) => ({ kind: 'certificate', digestAlgorithm, digest }) as const,
    ),
    through,
  );
}

/** What stands in unsigned properties, and what they name in turn. */
async function unsigned(
  properties: readonly (XmlElement | undefined)[],
  { material, read: { stamps }, within }: CoveredSignature,
): Promise<readonly CoveredObject[]> {
  const found = properties.filter((one) => one !== undefined);
  const among = new Set(found);
  const own = stamps.filter(({ property }) => among.has(property));
  const contents = joinContents([
    { timestamps: own.map(({ timestamp }) => timestamp.id) },
    readEmbeddedMaterial({ certificates: [], crls: [], hint: undefined }, found),
    ...found.map(within),
  ]);
  return [...toCoveredObjects(contents), ...(await material.find(found.flatMap(readMaterialReferences)))];
}

/** All that was read of the signatures that stand in an element. */
type SignaturesWithin = (element: XmlElement) => CoveredContents;

/** Deepest place of a signature below an element that is looked for. */
const MAX_DEPTH = 64;

function findWithin(signatures: readonly PlacedSignature[]): SignaturesWithin {
  const inside = new Map<XmlElement, PlacedSignature[]>();
  for (const one of signatures) {
    let at: XmlElement | undefined = one.element;
    for (let depth = 0; at !== undefined && depth < MAX_DEPTH; depth++, at = at.parent)
      if (inside.get(at)?.push(one) === undefined) inside.set(at, [one]);
  }
  return (element) => contentsOfSignatures((inside.get(element) ?? []).map(({ parsed }) => parsed));
}
