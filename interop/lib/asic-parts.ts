/**
 * What is in an ASiC container, taken out by a ZIP library that shares no code with us.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { parseDocument, XMLDSIG } from './xml-signatures.ts';

/** Files of a container by name. */
export type AsicParts = Readonly<Record<string, Uint8Array>>;

/** A seal in a container and the files that it stands beside. */
export interface AsicSeal {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of CAdES: what it is the signature of, a manifest or the one document. */
  readonly covered?: Uint8Array;
}

/** The files of a container. */
export function readAsic(container: Uint8Array): AsicParts {
  return unzipSync(container);
}

/** A container of files: `mimetype` first and stored (EN 319 162-1 §A.1). */
export function writeAsic({ mimetype, ...others }: AsicParts): Uint8Array {
  if (mimetype === undefined) throw new TypeError('the container has no mimetype');
  const files: Zippable = { mimetype: [mimetype, { level: 0 }], ...others };
  return zipSync(files);
}

/** Every CAdES signature with what it covers (EN 319 162-1 §4.3.3, §4.4.4). */
export function cadesSealsIn(container: Uint8Array): readonly AsicSeal[] {
  const parts = readAsic(container);
  const manifests = manifestsIn(parts);
  const [, document] = documentsIn(parts)[0] ?? [];
  return seals(parts, /^META-INF\/.*signature.*\.p7s$/).map((seal) => {
    const [, manifest] =
      manifests.find(([, bytes]) => new TextDecoder().decode(bytes).includes(`"${seal.name}"`)) ?? [];
    const covered = manifest ?? document;
    return covered === undefined ? seal : { ...seal, covered };
  });
}

/** Whether every file has the digest that the manifests of a container say. */
export function manifestsHold(container: Uint8Array): boolean {
  const parts = readAsic(container);
  return manifestsIn(parts).every(([, manifest]) =>
    [...parseDocument(manifest).getElementsByTagNameNS(ASIC, 'DataObjectReference')].every((reference) => {
      const file = parts[decodeURIComponent(reference.getAttribute('URI') ?? '')];
      const [method] = reference.getElementsByTagNameNS(XMLDSIG, 'DigestMethod');
      const [value] = reference.getElementsByTagNameNS(XMLDSIG, 'DigestValue');
      const [, name = ''] = /#(sha(?:3-)?\d+)$/.exec(method?.getAttribute('Algorithm') ?? '') ?? [];
      return file !== undefined && createHash(name).update(file).digest('base64') === value?.textContent;
    }),
  );
}

/** Namespace of manifests (EN 319 162-1 §A.4). */
const ASIC = 'http://uri.etsi.org/02918/v1.2.1#';

function manifestsIn(parts: AsicParts): readonly (readonly [name: string, bytes: Uint8Array])[] {
  return Object.entries(parts).filter(([name]) => /^META-INF\/ASiCManifest.*\.xml$/.test(name));
}

/** Every file with XAdES signatures. */
export function xadesFilesIn(container: Uint8Array): readonly AsicSeal[] {
  return seals(readAsic(container), /^META-INF\/.*signatures.*\.xml$/);
}

/** The files that are sealed. */
export function documentsIn(parts: AsicParts): readonly (readonly [name: string, bytes: Uint8Array])[] {
  return Object.entries(parts).filter(
    ([name]) => name !== 'mimetype' && !name.startsWith('META-INF/') && !name.endsWith('/'),
  );
}

function seals(parts: AsicParts, pattern: RegExp): readonly AsicSeal[] {
  return Object.entries(parts)
    .filter(([name]) => pattern.test(name))
    .map(([name, bytes]) => ({ name, bytes }));
}
