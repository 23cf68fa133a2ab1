/**
 * What `npm start` and `npm test` share: plain Node, so that it runs before anything is installed.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const PNPM = ['-y', 'pnpm@10.34.9'];

/**
 * Runs a program with our own output and environment.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {number} its exit status
 */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

/**
 * Runs pnpm of the pinned version, wherever it comes from.
 *
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 */
export function pnpm(args, env = {}) {
  return run('npx', [...PNPM, ...args], env);
}

/** Installs what the lockfile names. */
export function install() {
  return pnpm([
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--reporter=append-only',
    '--config.confirm-modules-purge=false',
  ]);
}

/**
 * Compiles the binding to PKCS #11 modules where an earlier installation could not. It is optional: without it the tests
 * of tokens do not run.
 */
export function buildNative() {
  const built = resolve(root, 'node_modules/pkcs11js/build/Release/pkcs11.node');
  if (!existsSync(built)) pnpm(['rebuild', 'pkcs11js']);
}

/**
 * Runs a TypeScript file with the installed tsx.
 *
 * @param {string} file
 * @param {Readonly<Record<string, string>>} [env]
 */
export function runTypeScript(file, env = {}) {
  return run(process.execPath, ['--import', 'tsx', file], env);
}

/**
 * Ends the process when a step failed.
 *
 * @param {string} step
 * @param {number} status
 */
export function orStop(step, status) {
  if (status === 0) return;
  console.error(`${step} failed.`);
  process.exit(status);
}
