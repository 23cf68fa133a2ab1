/**
 * Suites that ask one judge after the other.
 *
 * @module
 */
import { afterAll } from 'vitest';
import type { Judge } from '../find-judge.ts';
import { suiteFor } from '../judges.ts';
import { startDss } from './dss.ts';
import { createEseal } from './eseal.ts';
import { createOpenssl } from './openssl.ts';
import { createPdfsig } from './pdfsig.ts';
import { createPkijs } from './pkijs.ts';
import { startPyHanko } from './pyhanko.ts';
import { createQpdf } from './qpdf.ts';
import type { SealedFileKind, SealJudge } from './verdict.ts';
import { createXadesjs } from './xadesjs.ts';
import { createXmlsec1 } from './xmlsec1.ts';

interface JudgeRow {
  /** What must be on the machine. */
  readonly needs: readonly Judge[];
  /** What it can read. */
  readonly kinds: readonly SealedFileKind[];
  readonly start: () => SealJudge;
}

const ALL_KINDS = ['cms', 'pdf', 'xml', 'detached-xml', 'asic-cades', 'asic-xades'] as const;

const ROWS = {
  openssl: { needs: ['openssl'], kinds: ['cms', 'pdf', 'asic-cades'], start: createOpenssl },
  pdfsig: { needs: ['pdfsig'], kinds: ['pdf'], start: createPdfsig },
  qpdf: { needs: ['qpdf'], kinds: ['pdf'], start: createQpdf },
  pkijs: { needs: [], kinds: ['cms', 'pdf'], start: createPkijs },
  xmlsec1: { needs: ['xmlsec1'], kinds: ['xml', 'detached-xml', 'asic-xades'], start: createXmlsec1 },
  xadesjs: { needs: [], kinds: ['xml'], start: createXadesjs },
  DSS: { needs: ['dss'], kinds: ALL_KINDS, start: startDss },
  pyHanko: { needs: ['pyhanko'], kinds: ['cms', 'pdf'], start: startPyHanko },
  '@eseal': { needs: [], kinds: ALL_KINDS, start: createEseal },
} as const satisfies Record<string, JudgeRow>;

/** Name of a judge as it stands in test names and tables. */
export type JudgeName = keyof typeof ROWS;

/** Judges that share no code with us, in the order of the tables; our own stands after them. */
export const judgeNames: readonly JudgeName[] = [
  'openssl',
  'pdfsig',
  'qpdf',
  'pkijs',
  'xmlsec1',
  'xadesjs',
  'DSS',
  'pyHanko',
  '@eseal',
];

/** Whether a judge can read a kind of file. */
export function canRead(name: JudgeName, kind: SealedFileKind): boolean {
  const { kinds }: JudgeRow = ROWS[name];
  return kinds.includes(kind);
}

/** The version of every judge on this machine. */
export function judgeVersions(): Promise<readonly { readonly name: string; readonly version: string }[]> {
  return Promise.all(
    judgeNames.map(async (name) => {
      const row: JudgeRow = ROWS[name];
      const judge = row.start();
      const version = await judge.version();
      await judge[Symbol.asyncDispose]?.();
      return { name, version };
    }),
  );
}

/**
 * A suite for each judge, which runs while the suite does.
 *
 * @param title - what they are asked about; the judge's name stands before it
 * @param needs - what else must be on the machine
 * @param define - defines the tests
 */
export function forEachJudge(
  names: readonly JudgeName[],
  title: string,
  define: (judge: SealJudge, name: JudgeName) => void,
  needs: readonly Judge[] = [],
): void {
  for (const name of names) {
    const row: JudgeRow = ROWS[name];
    suiteFor([...row.needs, ...needs], `${name} ${title}`, () => {
      const judge = row.start();
      afterAll(() => judge[Symbol.asyncDispose]?.());
      define(judge, name);
    });
  }
}
