/** Reports of TS 119 102-2 against its public schema, and against those of EU DSS on the same files. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Conclusion, ValidationReport } from '@eseal/validator';
import { toEtsiReport } from '@eseal/validator/etsi-report';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge, suiteFor } from '../judges.ts';
import type { CheckSchema } from '../lib/dss-schemas.ts';
import { trustIn } from '../lib/sealing-world.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';
import { openEtsiSchema, whySchemaMissing } from './etsi-schema.ts';
import { reportSpecimens, type Specimens, sealSpecimens } from './specimens.ts';
import { FAILED, INDETERMINATE } from './sub-indications.ts';

const missing = whySchemaMissing();
const schemaIt = missing === undefined ? it : it.skip;

let bench: Workbench;
let specimens: Specimens;
let reports: ReadonlyMap<string, ValidationReport>;
beforeAll(async () => {
  bench = createWorkbench();
  specimens = await sealSpecimens();
  reports = await reportSpecimens(specimens);
});
afterAll(() => bench[Symbol.dispose]());

/** Reports by names that are good for files. */
function etsiReports(
  some: Iterable<readonly [string, ValidationReport | readonly ValidationReport[]]>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...some].map(([name, report]) => [name.replaceAll(' ', '-'), toEtsiReport(report)]),
  );
}

const CONCLUSIONS: readonly Conclusion[] = [
  { indication: 'TOTAL-PASSED' },
  { indication: 'INDETERMINATE', subIndication: null },
  ...FAILED.map((subIndication) => ({ indication: 'TOTAL-FAILED', subIndication }) as const),
  ...INDETERMINATE.map((subIndication) => ({ indication: 'INDETERMINATE', subIndication }) as const),
];

describe(`a report of TS 119 102-2${missing === undefined ? '' : ` (schema not checked: ${missing})`}`, () => {
  let check: CheckSchema;
  beforeAll(() => {
    if (missing === undefined) check = openEtsiSchema(bench);
    else console.warn(missing);
  });

  schemaIt('follows the schema for every format, level and verdict', async () => {
    const verdicts = new Set([...reports.values()].map(({ conclusion }) => conclusion.indication));
    expect([...verdicts].sort()).toEqual(['INDETERMINATE', 'TOTAL-FAILED', 'TOTAL-PASSED']);
    expect(await check(etsiReports(reports))).toBe('');
  });

  schemaIt('follows the schema with every sub-indication', async () => {
    const base = reports.get('pades-B-LTA trusted');
    if (base === undefined) throw new Error('the specimen is missing');
    const all = CONCLUSIONS.map((conclusion) => {
      const seals = base.seals.map((seal) => ({ ...seal, conclusion }));
      const name = 'subIndication' in conclusion ? `${conclusion.subIndication}` : 'passed';
      return [name, { ...base, conclusion, seals }] as const;
    });
    expect(await check(etsiReports(all))).toBe('');
  });

  schemaIt('follows the schema for several documents, with and without seals', async () => {
    expect(await check(etsiReports([['all', [...reports.values()]]]))).toBe('');
  });

  schemaIt('Z12: follows the schema whatever stands in names', async () => {
    const report = reports.get('pades-B-B trusted');
    const [seal] = report?.seals ?? [];
    if (report === undefined || seal?.signingCertificate == null) throw new Error('the specimen is missing');
    const subject = `<script>]]>&"\u0000\r\n\u202E\u200B\uFFFE\uD800${'あ'.repeat(100_000)}`;
    const hostile = { ...seal, signingCertificate: { ...seal.signingCertificate, subject } };
    const text = toEtsiReport({ ...report, seals: [hostile] });
    for (const part of ['<script', '\u0000', '\u202E', '\u200B', '\uFFFE', '\uD800'])
      expect(text).not.toContain(part);
    expect(text.length).toBeLessThan(100_000);
    expect(await check({ hostile: text })).toBe('');
  });

  schemaIt('is objected to when it is damaged', async () => {
    const report = reports.get('pades-B-B trusted');
    if (report === undefined) throw new Error('the specimen is missing');
    const damaged = toEtsiReport(report).replace(/<MainIndication>[^<]*<\/MainIndication>/, '');
    expect(await check({ damaged })).toContain('MainIndication');
  });

  it('refers to objects that are there, each by an id of its own', () => {
    for (const [name, report] of reports) {
      const text = toEtsiReport([report, report]);
      const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      const references = [...text.matchAll(/ VOReference="([^"]*)"/g)].flatMap(([, all = '']) =>
        all.split(' '),
      );
      expect(new Set(ids).size, name).toBe(ids.length);
      expect(references.filter((one) => !ids.includes(one))).toEqual([]);
    }
  });
});

suiteFor(['dss'], 'reports of TS 119 102-2 beside those of EU DSS', () => {
  it.each(['B-B', 'B-T', 'B-LTA'])('say the same of seals of %s', async (level) => {
    const names = Object.keys(EXTENSIONS).map((format) => `${format}-${level}`);
    const kind = level === 'B-LTA' ? 'trusted' : 'without revocation';
    const theirs = await dssReports(names, level);
    for (const [index, name] of names.entries()) {
      const report = reports.get(`${name} ${kind}`);
      if (report === undefined) throw new Error(`no specimen ${name}`);
      expect(signaturesIn(toEtsiReport(report)), name).toEqual(signaturesIn(theirs[index] ?? ''));
    }
  });
});

/** What DSS says of specimens, all in one run. */
async function dssReports(names: readonly string[], level: string): Promise<readonly string[]> {
  const trust = trustIn(specimens.world, bench, `dss-${level}`);
  const files = names.map((name) => {
    const bytes = specimens.documents.get(name);
    if (bytes === undefined) throw new Error(`no specimen ${name}`);
    return bench.write(`${name}.${EXTENSIONS[name.replace(`-${level}`, '')]}`, bytes);
  });
  const folder = join(bench.folder, `dss-reports-${level}`);
  const revocation = level === 'B-LTA' ? [] : ['--no-revocation-required'];
  const options = ['--trust', trust.path, ...revocation, '--etsi-report', folder];
  await runProgram(requireJudge('dss'), ['validate', ...options, ...files]);
  return files.map((file) => readFileSync(join(folder, `${basename(file)}.etsi.xml`), 'utf8'));
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  pades: 'pdf',
  cades: 'p7m',
  xades: 'xml',
  asic: 'asice',
};

/** Of each signature: its value, the digest of the data to be signed, the verdict in the terms of the standard. */
function signaturesIn(report: string): readonly (readonly string[])[] {
  const { documentElement } = new DOMParser().parseFromString(report, 'text/xml');
  if (documentElement === null) return [];
  return childrenNamed(documentElement, 'SignatureValidationReport').map((one) => {
    const [identifier] = childrenNamed(one, 'SignatureIdentifier');
    const [status] = childrenNamed(one, 'SignatureValidationStatus');
    return [
      ...textsOf(identifier, ['DigestValue', 'SignatureValue']),
      ...textsOf(status, ['MainIndication', 'SubIndication']),
    ];
  });
}

function textsOf(parent: Element | undefined, names: readonly string[]): readonly string[] {
  if (parent === undefined) return [];
  return names.flatMap((name) =>
    Array.from(parent.getElementsByTagNameNS('*', name)).map(
      ({ textContent }) => textContent?.replaceAll(/\s/g, '') ?? '',
    ),
  );
}

function childrenNamed(parent: Element, name: string): readonly Element[] {
  return Array.from(parent.getElementsByTagNameNS('*', name)).filter(
    ({ parentNode }) => parentNode === parent,
  );
}
