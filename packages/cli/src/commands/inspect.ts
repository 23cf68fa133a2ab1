/**
 * `eseal inspect`: what is in a file, without a verdict.
 *
 * @module
 */

import { readAll } from '@eseal/core';
import { displayText } from '@eseal/core/identity';
import type { FileDocument } from '@eseal/core/node';
import { parseContainer } from '@eseal/formats/detect';
import { Command } from 'commander';
import { type CommonOptions, reportForm, reportOption } from '../common-options.ts';
import { openWithPassword, type PasswordOptions } from '../document-password.ts';
import { CliError } from '../errors.ts';
import { openInput } from '../files.ts';
import { inspectData } from '../inspect-data.ts';
import { containerFacts, type Facts } from '../inspect-facts.ts';
import { xmlFacts } from '../inspect-xml.ts';
import type { CommandIo } from '../io.ts';
import { jsonLines } from '../json-text.ts';

/** Options of `eseal inspect`. */
interface InspectOptions extends PasswordOptions, CommonOptions {
  readonly report?: 'text' | 'json';
}

/** The command. */
export function inspectCommand(io: CommandIo): Command {
  return new Command('inspect')
    .description('say what is in a file: seals, timestamps, certificates; no verdict')
    .argument(
      '<file>',
      'sealed document; timestamp, or request or answer of a TSA; certificates, PKCS #7, PKCS #12, PEM; CRL; OCSP response; trusted list',
    )
    .option('--password-env <name>', 'environment variable with the password of an encrypted document')
    .addOption(reportOption())
    .addHelpText('after', '\nExample:\n  eseal inspect sealed.pdf')
    .action(async (path: string, options: InspectOptions) => {
      const open = await openWithPassword(options, io);
      const facts = await open(path, (password) => inspect(path, password));
      const asJson = reportForm(options) === 'json';
      io.stdout(`${asJson ? jsonLines(facts) : toLines(facts).join('\n')}\n`);
    });
}

/** Largest file that is tried as a certificate, a CRL or the answer of an authority: lists of a large CA have 20 MB. */
const MAX_DATA = 64 << 20;

async function inspect(path: string, password: string | undefined): Promise<Facts> {
  await using document = await openInput(path);
  const [first] = document.size === 0 ? [] : await document.read(0, 1);
  // A SEQUENCE or PEM: what is no seal is said more about than a container could.
  const isData = first === 0x30 || first === 0x2d;
  const early = isData ? await inspectSmall(document) : undefined;
  if (early !== undefined) return early;
  const container = await parseContainer(document, password === undefined ? {} : { password });
  if (container.format === 'xades') return { ...(await xmlFacts(document)), ...containerFacts(container) };
  if (container.format !== 'unknown') return containerFacts(container);
  const late = isData ? undefined : await inspectSmall(document);
  if (late !== undefined) return late;
  throw new CliError('INPUT_UNUSABLE', `${path} is nothing that this version can inspect`);
}

async function inspectSmall(document: FileDocument): Promise<Facts | undefined> {
  return document.size <= MAX_DATA ? inspectData(await readAll(document)) : undefined;
}

/** Longest text that is shown whole: a distinguished name of several parts. */
const LONGEST = 500;

/** Facts as indented lines; what is absent is left out. */
function toLines(facts: Facts, indent = ''): readonly string[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (isList(value)) {
      const one = name.replace(/s$/, '');
      return value.flatMap((item) => [`${indent}${one}:`, ...toLines(item, `${indent}  `)]);
    }
    if (typeof value === 'object' && value !== null)
      return [`${indent}${name}:`, ...toLines(value, `${indent}  `)];
    return value === null ? [] : [`${indent}${name}: ${displayText(String(value), LONGEST)}`];
  });
}

function isList(value: Facts[string]): value is readonly Facts[] {
  return Array.isArray(value);
}
