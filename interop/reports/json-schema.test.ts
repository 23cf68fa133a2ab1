/** Reports as JSON against the schema that the validator ships, by the jsonschema library of Python. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { toJson } from '@eseal/validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJudge } from '../find-judge.ts';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge } from '../judges.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';
import { reportSpecimens, sealSpecimens } from './specimens.ts';

const SCHEMA = resolve(import.meta.dirname, '../../packages/validator/schema/report.schema.json');

/** Says what is wrong with each of an array of reports; objects of the schema with names may have no others. */
const JUDGE = `
import json, sys, jsonschema
def close(node):
    if isinstance(node, dict):
        if 'properties' in node and node.get('type') == 'object': node.setdefault('additionalProperties', False)
        for value in node.values(): close(value)
    if isinstance(node, list):
        for value in node: close(value)
schema = json.load(open(sys.argv[1]))
close(schema)
jsonschema.Draft202012Validator.check_schema(schema)
judge = jsonschema.Draft202012Validator(schema)
for report in json.load(open(sys.argv[2])):
    for error in judge.iter_errors(report): print(report['document']['name'], error.json_path, error.message[:200])
`;

function whyMissing(): string | undefined {
  const python = findJudge('python3');
  if (python === undefined) return 'python3 is missing';
  try {
    execFileSync(python, ['-c', 'import jsonschema'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'the Python library jsonschema is missing: pip install jsonschema';
  }
}

const missing = whyMissing();
const schemaIt = missing === undefined ? it : it.skip;

describe(`a report as JSON${missing === undefined ? '' : ` (schema not checked: ${missing})`}`, () => {
  let bench: Workbench;
  let reports: readonly unknown[];
  beforeAll(async () => {
    if (missing !== undefined) console.warn(missing);
    bench = createWorkbench();
    const all = await reportSpecimens(await sealSpecimens());
    reports = [...all].map(([name, report]) => ({
      ...toJson(report),
      document: { ...report.document, name },
    }));
  });
  afterAll(() => bench[Symbol.dispose]());

  const judge = async (values: readonly unknown[]): Promise<string> => {
    const path = bench.write('reports.json', JSON.stringify(values));
    const { output, errors } = await runProgram(requireJudge('python3'), [
      '-W',
      'ignore',
      '-c',
      JUDGE,
      SCHEMA,
      path,
    ]);
    return `${output}${errors}`.trim();
  };

  schemaIt('follows the schema of the package, and has no names that it does not describe', async () => {
    expect(reports.length).toBeGreaterThan(50);
    expect(await judge(reports)).toBe('');
  });

  schemaIt('is objected to when a name is missing, and when a verdict contradicts its reason', async () => {
    const [first] = reports;
    const text = JSON.stringify(first);
    const broken = [
      text.replace('"proofOfExistence"', '"proof"'),
      text.replace('"indication":"INDETERMINATE"', '"indication":"TOTAL-PASSED"'),
    ];
    for (const one of broken) {
      expect(one).not.toBe(text);
      expect(await judge([JSON.parse(one)])).not.toBe('');
    }
  });

  it('has a schema that is readable JSON with a title', () => {
    expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toMatchObject({
      type: 'object',
      title: expect.stringContaining('eseal verify'),
    });
  });
});
