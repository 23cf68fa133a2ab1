/**
 * Public XML Schemas of ETSI, out of the libraries of EU DSS: in the cache that its judge builds, or in the local Maven
 * repository.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { findJudge } from '../find-judge.ts';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge } from '../judges.ts';
import type { Workbench } from './workbench.ts';

/** A schema: the library it is in, its name there, and the name by which others import it. */
export interface SchemaFile {
  readonly library: string;
  readonly name: string;
  readonly imported: RegExp | undefined;
}

const CACHE = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const MAVEN = join(homedir(), '.m2/repository/eu/europa/ec/joinup/sd-dss');

/** Why documents cannot be held against schemas on this machine; `undefined` when they can. */
export function whySchemasMissing(schemas: readonly SchemaFile[]): string | undefined {
  if (findJudge('xmllint') === undefined) return 'xmllint is missing: apt-get install libxml2-utils';
  const missing = schemas.find(({ library }) => findLibrary(library) === undefined);
  if (missing === undefined) return undefined;
  return `${missing.library} of EU DSS is missing: run the DSS judge once, it builds into ${CACHE}`;
}

function findLibrary(library: string): string | undefined {
  const builds = entriesOf(join(CACHE, 'eseal-tools'), /^dss-/);
  const versions = entriesOf(join(MAVEN, library), /^6\./);
  const file = new RegExp(`^${library}-\\d[\\w.]*\\.jar$`);
  return [...builds, ...versions].flatMap((folder) => entriesOf(folder, file))[0];
}

/** What a folder holds under names of this form; nothing for a folder that is not there. */
function entriesOf(folder: string, name: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((one) => name.test(one))
    .map((one) => join(folder, one));
}

/** Holds documents against a schema; what xmllint objects to, nothing when all are valid. */
export type CheckSchema = (documents: Readonly<Record<string, string | Uint8Array>>) => Promise<string>;

/**
 * Puts schemas into a workbench, their imports turned to each other.
 *
 * @param start - the schema that documents are held against: the name of one of them, or one that imports them
 */
export function openSchemas(
  bench: Workbench,
  schemas: readonly SchemaFile[],
  start: string | { readonly name: string; readonly text: string },
): CheckSchema {
  const xmllint = requireJudge('xmllint');
  for (const { library, name } of schemas)
    bench.write(`schema/${name}`, localImports(readEntry(library, name), schemas));
  if (typeof start === 'object') bench.write(`schema/${start.name}`, start.text);
  const schema = join(bench.folder, 'schema', typeof start === 'object' ? start.name : start);
  return async (documents) => {
    const paths = Object.entries(documents).map(([name, text]) => bench.write(`checked/${name}.xml`, text));
    const { errors } = await runProgram(xmllint, ['--nonet', '--noout', '--schema', schema, ...paths]);
    const verdicts = errors.split('\n').filter((line) => line !== '');
    const valid = verdicts.filter((line) => line.endsWith(' validates'));
    const objections = verdicts.filter((line) => !line.endsWith(' validates'));
    if (objections.length === 0 && valid.length !== paths.length) return `${valid.length} were judged`;
    return objections.join('\n');
  };
}

/** @param name - a path below the folder of schemas; its last part is enough */
function readEntry(library: string, name: string): string {
  const path = findLibrary(library);
  const entries = path === undefined ? {} : unzipSync(readFileSync(path));
  const found = Object.keys(entries).find((one) => one.startsWith('xsd/') && one.endsWith(`/${name}`));
  const entry = found === undefined ? undefined : entries[found];
  if (entry === undefined) throw new Error(`${library} has no ${name}`);
  return strFromU8(entry);
}

function localImports(schema: string, schemas: readonly SchemaFile[]): string {
  return schema.replaceAll(/schemaLocation="([^"]*)"/g, (whole, location: string) => {
    const local = schemas.find(({ imported }) => imported?.test(location));
    return local === undefined ? whole : `schemaLocation="${local.name}"`;
  });
}
