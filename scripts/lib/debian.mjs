/**
 * Installs on Debian, as root, what the outside judges of the tests need and this machine lacks.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root, run } from './steps.mjs';

const FONT = { file: '/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf', package: 'fonts-ipafont-gothic' };

/** Installs the missing packages; elsewhere, and without root, does nothing. */
export function installJudges() {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0 || !has('apt-get')) return;
  const packages = missingPackages();
  if (packages.length === 0) return;
  console.log(`Installing ${packages.join(', ')}`);
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], environment);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], environment);
}

/** @returns {string[]} Debian packages, each once */
function missingPackages() {
  /** @type {Record<string, { commands?: string[], debian?: string, path?: string, needs?: Record<string, string> }>} */
  const judges = JSON.parse(readFileSync(resolve(root, 'interop/judges.json'), 'utf8'));
  const packages = new Set(existsSync(FONT.file) ? [] : [FONT.package]);
  for (const { commands, debian, path, needs = {} } of Object.values(judges)) {
    if (debian && !commands?.some(has)) packages.add(debian);
    if (!path || !existsSync(resolve(root, path))) continue;
    for (const [command, brings] of Object.entries(needs)) if (!has(command)) packages.add(brings);
    if ('python3' in needs && !succeeds('python3', ['-c', 'import ensurepip, venv']))
      packages.add('python3-venv');
  }
  return [...packages];
}

/** @param {string} command */
function has(command) {
  return succeeds('sh', ['-c', 'command -v "$1"', 'sh', command]);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
