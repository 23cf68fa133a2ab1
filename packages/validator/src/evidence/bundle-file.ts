/**
 * A bundle as one file: a line of JSON with all byte strings in base64, each with its digest, and a digest of the whole.
 * What was not written exactly like that is refused, so that one bundle has one form.
 *
 * @module
 */
import { equalBytes, fromBase64, isEsealError, toBase64, utf8 } from '@eseal/core';
import { ValidatorError } from '../errors.ts';
import { sha256Of } from '../util/sha256.ts';
import type { EvidenceBundle } from './bundle.ts';
import { bundleCodec } from './bundle-codec.ts';
import { type FileWriter, invalid, list, object, objectAt, text } from './codec.ts';

const FORMAT = 'eseal-evidence';
const VERSION = 1;

/** Largest file that is read: texts of more characters are more than platforms hold. */
const MAX_BYTES = 400 << 20;

/**
 * Writes a bundle. Equal bundles give equal bytes.
 *
 * @throws ValidatorError `POLICY_INVALID` for a policy that is none
 */
export async function writeBundle(bundle: EvidenceBundle): Promise<Uint8Array> {
  const files = createFileWriter();
  const evidence = bundleCodec.encode(bundle, files);
  const body = JSON.stringify({ evidence, files: await Promise.all(files.base64().map(describeFile)) });
  return utf8(await envelope(body));
}

/**
 * Reads a bundle. Its digests show damage; they do not show who made it.
 *
 * @throws ValidatorError `BUNDLE_INVALID` for anything but the unaltered bytes of `writeBundle`,
 * `BUNDLE_VERSION_UNKNOWN`, `BUNDLE_TOO_LARGE`
 */
export async function readBundle(bytes: Uint8Array): Promise<EvidenceBundle> {
  if (bytes.length > MAX_BYTES)
    throw new ValidatorError('BUNDLE_TOO_LARGE', `the bundle has more than ${MAX_BYTES} bytes`);
  const file = parse(bytes);
  if (file.format !== FORMAT) throw invalid('the file', 'a bundle of evidence');
  if (file.version !== VERSION)
    throw new ValidatorError('BUNDLE_VERSION_UNKNOWN', 'the bundle is of a version that is not known');
  const body = objectAt(file.body, 'body');
  const written = await Promise.all(DESCRIBED_FILES.decode(body.files, 'files', []).map(readFile));
  const bundle = decodeEvidence(body.evidence, written);
  if (!equalBytes(await writeBundle(bundle), bytes)) throw invalid('the file', 'as it was written');
  return bundle;
}

interface DescribedFile {
  readonly sha256: string;
  readonly base64: string;
}

const DESCRIBED_FILES = list(object<DescribedFile>({ sha256: text, base64: text }));

async function envelope(body: string): Promise<string> {
  const sha256 = await sha256Of(utf8(body));
  return `{"format":"${FORMAT}","version":${VERSION},"sha256":"${sha256}","body":${body}}\n`;
}

function parse(bytes: Uint8Array): ReturnType<typeof objectAt> {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return objectAt(json, 'the file');
  } catch (error) {
    if (isEsealError(error)) throw error;
    throw invalid('the file', 'JSON');
  }
}

async function describeFile(base64: string): Promise<DescribedFile> {
  return { sha256: await sha256Of(fromBase64(base64) ?? new Uint8Array()), base64 };
}

async function readFile({ base64, sha256 }: DescribedFile, index: number): Promise<Uint8Array> {
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw invalid(`files[${index}].base64`, 'base64');
  if ((await sha256Of(bytes)) !== sha256) throw invalid(`files[${index}]`, 'what its digest says');
  return bytes;
}

/** Names in it may be no names, and its policy none: that is damage as well. */
function decodeEvidence(json: unknown, files: readonly Uint8Array[]): EvidenceBundle {
  try {
    return bundleCodec.decode(json, 'evidence', files);
  } catch (cause) {
    if (!isEsealError(cause) || cause.code === 'BUNDLE_INVALID') throw cause;
    const message = `the bundle is damaged: ${cause.message}`;
    throw new ValidatorError('BUNDLE_INVALID', message, { cause });
  }
}

/** Byte strings in the order of their first use, each once. */
function createFileWriter(): FileWriter & { base64(): readonly string[] } {
  const positions = new Map<string, number>();
  const known = new Map<Uint8Array, number>();
  return {
    add: (bytes) => {
      const before = known.get(bytes);
      if (before !== undefined) return before;
      const base64 = toBase64(bytes);
      const position = positions.get(base64) ?? positions.size;
      positions.set(base64, position);
      known.set(bytes, position);
      return position;
    },
    base64: () => [...positions.keys()],
  };
}
