/**
 * The packed tarballs as a user gets them: publint and attw find nothing, every entry point loads as ESM and as
 * CommonJS, and what is neutral bundles for browsers without a Node module.
 *
 * @module
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { type Check, runWhenMain } from './lib/check.ts';
import { runTool } from './lib/run.ts';
import { listEntryPoints, listPackages } from './lib/workspace.ts';
import { consumeAll } from './packaging/consume.ts';
import { installAll, type PackedPackage, packAll } from './packaging/pack.ts';

/** The check as `pnpm check` runs it. */
export const checkPackaging: Check = {
  name: 'packaging',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'eseal-packaging-'));
    try {
      const packed = await packAll(listPackages(), folder);
      const project = join(folder, 'project');
      await installAll(packed, project);
      const lints = await Promise.all(packed.map(lint));
      const types = await Promise.all(packed.map(checkTypes));
      return [...lints.flat(), ...types.flat(), ...(await consumeAll(packed, project))];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function lint({ package: one, tarball }: PackedPackage): Promise<readonly string[]> {
  const bytes = await readFile(tarball);
  const content = new Uint8Array(bytes).buffer;
  const { messages, pkg } = await publint({ pack: { tarball: content }, strict: true });
  return messages.map((message) => `${one.name}, publint: ${formatMessage(message, pkg) ?? message.code}`);
}

/**
 * attw with the profile of Node 16 and newer: resolution by the old `main` field alone cannot see subpaths, as in
 * every package that is made of them.
 */
async function checkTypes({ package: one, tarball }: PackedPackage): Promise<readonly string[]> {
  if (listEntryPoints(one).length === 0) return [];
  const { status, output } = await runTool('attw', [
    tarball,
    '--profile',
    'node16',
    '--no-emoji',
    '--format',
    'ascii',
  ]);
  return status === 0 ? [] : [`${one.name}, attw:\n${output}`];
}

await runWhenMain(import.meta.url, checkPackaging);
