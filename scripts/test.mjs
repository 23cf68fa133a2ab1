/**
 * `npm test`: everything. Installs, builds with types, runs `pnpm check` and every test, in Node, in Chromium and with
 * outside judges; says at the end what did not run and how to get it. With `CI=true` nothing may be left out.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { installJudges } from './lib/debian.mjs';
import { buildNative, install, orStop, pnpm, root, run, runTypeScript } from './lib/steps.mjs';
import { countTests } from './lib/test-results.mjs';

const strict = process.env.CI === 'true' || process.env.CI === '1';
const results = resolve(root, '.vitest');
const files = {
  check: resolve(results, 'check.json'),
  tests: resolve(results, 'tests.json'),
  printed: resolve(results, 'printed.xml'),
};

// Compilers are among what is installed here, and the installation of packages compiles.
installJudges();
orStop('The installation', install());
buildNative();
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const build = pnpm(['--silent', 'build']);
const check = runTypeScript('scripts/check.ts', { ESEAL_CHECK_RESULT: files.check });
const tests = run(process.execPath, [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${files.tests}`,
  // What tests print is in this one, and nowhere else.
  '--reporter=junit',
  `--outputFile.junit=${files.printed}`,
]);

const checks = readJson(files.check) ?? { passed: 0, failed: check === 0 ? 0 : 1 };
const counted = countTests(readJson(files.tests), tests);
const missing = readLines('scripts/missing-judges.ts');
const leaked =
  build === 0 && existsSync(files.printed) ? readLines('scripts/find-secrets.ts', files.printed) : [];
const failures = [
  build === 0 ? 0 : 1,
  checks.failed,
  counted.failed,
  leaked.length,
  strict ? missing.length + counted.skipped.length : 0,
];

console.log('');
if (build !== 0) console.log('The build failed.');
report('Secrets that the tests printed', leaked);
report('Not on this machine', missing);
report('Tests that did not run', counted.skipped);
if (strict && missing.length + counted.skipped.length > 0)
  console.log('CI is set: what did not run counts as failed.');
const failed = failures.reduce((sum, one) => sum + one, 0);
console.log(`${checks.passed + counted.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * What a script prints.
 *
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {string[]}
 */
function readLines(script, ...args) {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { cwd: root });
  return JSON.parse(stdout.toString());
}

/**
 * @param {string} title
 * @param {readonly string[]} lines
 */
function report(title, lines) {
  if (lines.length === 0) return;
  console.log(`${title}:`);
  for (const line of lines) console.log(`  ${line}`);
}

/** @param {string} file */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
