/**
 * What seals are held against: a policy by its name or from a file, and documents of the policies that seals name.
 *
 * @module
 */
import { basename } from 'node:path';
import {
  type PolicyPreset,
  parsePolicy,
  type SignaturePolicyDocument,
  type ValidationPolicy,
} from '@eseal/validator';
import type { Command } from 'commander';
import { CliError } from './errors.ts';
import { readSmallFile } from './files.ts';

/** Options about policies. */
export interface PolicyOptions {
  /** `strict`, `compat`, or the path of a file. */
  readonly policy: string;
  readonly signaturePolicy?: readonly string[];
}

/** Adds the options to a command. */
export function addPolicyOptions(command: Command): Command {
  return command
    .option('--policy <policy>', 'constraints: strict, compat, or a JSON file (docs/policies.md)', 'strict')
    .option('--signature-policy <file...>', 'documents of policies that seals name, known by their digest');
}

/** The policy that an option names. */
export async function readPolicy(choice: string): Promise<PolicyPreset | ValidationPolicy> {
  if (choice === 'strict' || choice === 'compat') return choice;
  const bytes = await readSmallFile(choice);
  const text = decodeText(bytes);
  if (text === undefined) throw new CliError('INPUT_UNUSABLE', `${basename(choice)} is no text`);
  return parsePolicy(text);
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The documents of signature policies. */
export async function readSignaturePolicies(
  files: readonly string[],
): Promise<readonly SignaturePolicyDocument[]> {
  const documents: SignaturePolicyDocument[] = [];
  for (const file of files) documents.push({ document: await readSmallFile(file) });
  return documents;
}
