/**
 * The public XML Schema of TS 119 102-2, out of the libraries of EU DSS: in the cache that its judge builds, or in the
 * local Maven repository.
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
import type { Workbench } from '../lib/workbench.ts';

/** The schema and those it imports: the library and the name in it, and the name that imports use. */
const SCHEMAS = [
  { library: 'specs-validation-report', name: '1910202xmlSchema.xsd', imported: undefined },
  { library: 'specs-xmldsig', name: 'xmldsig-core-schema.xsd', imported: /[^"]*xmldsig-core-schema\.xsd/ },
  { library: 'specs-xades', name: 'XAdES.xsd', imported: /[^"]*XAdES\.xsd/ },
  { library: 'specs-trusted-list', name: 'ts_119612v020401_xsd.xsd', imported: /[^"]*ts_119612[^"]*/ },
  { library: 'specs-xmldsig', name: 'xml.xsd', imported: /[^"]*2001\/xml\.xsd/ },
] as const;

const CACHE = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const MAVEN = join(homedir(), '.m2/repository/eu/europa/ec/joinup/sd-dss');

/** Why reports cannot be held against the schema on this machine; `undefined` when they can. */
export function whySchemaMissing(): string | undefined {
  if (findJudge('xmllint') === undefined) return 'xmllint is missing: apt-get install libxml2-utils';
  const missing = SCHEMAS.find(({ library }) => findLibrary(library) === undefined);
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

/** Holds documents against the schema; what xmllint objects to, nothing when all are valid. */
export type CheckSchema = (documents: Readonly<Record<string, string>>) => Promise<string>;

/** Puts the schemas into a workbench, their imports turned to each other. */
export function openEtsiSchema(bench: Workbench): CheckSchema {
  const xmllint = requireJudge('xmllint');
  for (const { library, name } of SCHEMAS)
    bench.write(`schema/${name}`, localImports(readEntry(library, name)));
  const schema = join(bench.folder, 'schema', SCHEMAS[0].name);
  return async (documents) => {
    const paths = Object.entries(documents).map(([name, text]) => bench.write(`reports/${name}.xml`, text));
    const { errors } = await runProgram(xmllint, ['--nonet', '--noout', '--schema', schema, ...paths]);
    const verdicts = errors.split('\n').filter((line) => line !== '');
    const valid = verdicts.filter((line) => line.endsWith(' validates'));
    const objections = verdicts.filter((line) => !line.endsWith(' validates'));
    if (objections.length === 0 && valid.length !== paths.length) return `${valid.length} were judged`;
    return objections.join('\n');
  };
}

function readEntry(library: string, name: string): string {
  const path = findLibrary(library);
  const entry = path === undefined ? undefined : unzipSync(readFileSync(path))[`xsd/${name}`];
  if (entry === undefined) throw new Error(`${library} has no ${name}`);
  return strFromU8(entry);
}

function localImports(schema: string): string {
  return schema.replaceAll(/schemaLocation="([^"]*)"/g, (whole, location: string) => {
    const local = SCHEMAS.find(({ imported }) => imported?.test(location));
    return local === undefined ? whole : `schemaLocation="${local.name}"`;
  });
}
