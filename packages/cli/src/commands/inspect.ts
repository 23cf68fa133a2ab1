/**
 * `eseal inspect`: what is in a file, without a verdict.
 *
 * @module
 */
import { readAll, readable } from '@eseal/core';
import { displayText } from '@eseal/core/identity';
import { parseCrl, parseOcspResponse } from '@eseal/core/revocation';
import { parseTimestampResponse } from '@eseal/core/timestamp';
import { type Certificate, parseCertificates } from '@eseal/core/x509';
import { parseContainer } from '@eseal/formats/detect';
import { Command } from 'commander';
import { pemOrDer } from '../certificate-files.ts';
import { type CommonOptions, reportForm, reportOption } from '../common-options.ts';
import { openWithPassword, type PasswordOptions } from '../document-password.ts';
import { CliError } from '../errors.ts';
import { openInput } from '../files.ts';
import { certificateFacts, containerFacts, type Facts, responseFacts } from '../inspect-facts.ts';
import { crlFacts, ocspFacts } from '../inspect-revocation.ts';
import type { CommandIo } from '../io.ts';

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
      'sealed document, timestamp, certificate, CRL, or answer of an OCSP responder or a TSA',
    )
    .option('--password-env <name>', 'environment variable with the password of an encrypted document')
    .addOption(reportOption())
    .addHelpText('after', '\nExample:\n  eseal inspect sealed.pdf')
    .action(async (path: string, options: InspectOptions) => {
      const open = await openWithPassword(options, io);
      const facts = await open(path, (password) => inspect(path, password));
      const asJson = reportForm(options) === 'json';
      io.stdout(`${asJson ? JSON.stringify(facts, undefined, 2) : toLines(facts).join('\n')}\n`);
    });
}

/** Largest file that is tried as a certificate, a CRL or the answer of an authority: lists of a large CA have 20 MB. */
const MAX_DATA = 64 << 20;

async function inspect(path: string, password: string | undefined): Promise<Facts> {
  await using document = await openInput(path);
  const container = await parseContainer(document, password === undefined ? {} : { password });
  if (container.format !== 'unknown') return containerFacts(container);
  const facts = document.size <= MAX_DATA ? inspectData(await readAll(document)) : undefined;
  if (facts !== undefined) return facts;
  throw new CliError('INPUT_UNUSABLE', `${path} is nothing that this version can inspect`);
}

/** Facts of certificates, CRLs and answers of authorities; `undefined` when the file is none of them. */
function inspectData(file: Uint8Array): Facts | undefined {
  const certificates = readable(() => parseCertificates(file)) ?? [];
  if (certificates.length > 0) return certificatesFacts(certificates);
  const [data = file] = pemOrDer(file);
  const crl = readable(() => parseCrl(data));
  if (crl !== undefined) return crlFacts(crl);
  const ocsp = readable(() => parseOcspResponse(file));
  if (ocsp !== undefined) return ocspFacts(ocsp);
  const response = readable(() => parseTimestampResponse(file));
  return response && responseFacts(response);
}

function certificatesFacts(certificates: readonly Certificate[]): Facts {
  return { kind: 'certificates', certificates: certificates.map(certificateFacts) };
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
