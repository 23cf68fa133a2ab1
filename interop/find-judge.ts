/**
 * Where the outside programs and data are that judge what we make: on the PATH, or beside the checkout.
 *
 * @module
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import catalogue from './judges.json' with { type: 'json' };

/** A program, or the corpus, that shares no code with us. */
export type Judge =
  | 'openssl'
  | 'pdfsig'
  | 'qpdf'
  | 'xmlsec1'
  | 'xmllint'
  | 'slapd'
  | 'ldapadd'
  | 'redis-server'
  | 'softhsm2'
  | 'opensc'
  | 'p11-kit'
  | 'compiler'
  | 'make'
  | 'pkcs11js'
  | 'pdftoppm'
  | 'dss'
  | 'pyhanko'
  | 'python3'
  | 'corpus'
  | 'chromium';

interface JudgeEntry {
  /** Environment variable that names the program and goes first. */
  readonly variable?: string;
  /** Names to look for on the PATH, or whole paths. */
  readonly commands?: readonly string[];
  /** Place relative to the root of the repository. */
  readonly path?: string;
  /** Commands without which the judge cannot run, and the Debian packages that bring them. */
  readonly needs?: Readonly<Record<string, string>>;
  /** What a person does to get it. */
  readonly get: string;
  /** Debian package that brings the command. */
  readonly debian?: string;
}

const ROOT = resolve(import.meta.dirname, '..');
const JUDGES: Readonly<Record<Judge, JudgeEntry>> = catalogue;

/** Every judge there is, in the order of the catalogue. */
export const judges: readonly Judge[] = [
  'openssl',
  'pdfsig',
  'pdftoppm',
  'qpdf',
  'xmlsec1',
  'xmllint',
  'slapd',
  'ldapadd',
  'redis-server',
  'softhsm2',
  'opensc',
  'p11-kit',
  'compiler',
  'make',
  'pkcs11js',
  'chromium',
  'dss',
  'pyhanko',
  'python3',
  'corpus',
];

/** The path of a judge on this machine, or `undefined` when it, or something it needs, is not here. */
export function findJudge(judge: Judge): string | undefined {
  const entry = JUDGES[judge];
  if (Object.keys(entry.needs ?? {}).some((command) => findCommand(command) === undefined)) return undefined;
  const named = entry.variable === undefined ? undefined : process.env[entry.variable];
  if (named) return existsSync(named) ? named : undefined;
  if (entry.path !== undefined) {
    const path = resolve(ROOT, entry.path);
    return existsSync(path) ? path : undefined;
  }
  for (const command of entry.commands ?? []) {
    const path = findCommand(command);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** Whether a judge cannot be asked on this machine. */
export function judgeMissing(judge: Judge): boolean {
  return findJudge(judge) === undefined;
}

/** How a person gets a judge that is missing. */
export function howToGet(judge: Judge): string {
  return JUDGES[judge].get;
}

function findCommand(command: string): string | undefined {
  if (isAbsolute(command)) return isExecutable(command) ? command : undefined;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
