/**
 * `eseal certificate`: judges certificates by themselves.
 *
 * @module
 */

import { isObjectIdentifier, OID } from '@eseal/core/asn1';
import { type Certificate, certificateEncodings, parseCertificates } from '@eseal/core/x509';
import {
  certificateToJson,
  certificateToText,
  checkEsealCertificate,
  type PathPolicyInputs,
  type ProfileResult,
  type ReportLanguage,
  validateCertificate,
} from '@eseal/validator';
import { Command } from 'commander';
import { type CommonOptions, choice, languageOption, reportForm, reportOption } from '../common-options.ts';
import { CliError } from '../errors.ts';
import { EXIT, worstExitCode } from '../exit-code.ts';
import { readSmallFile } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { jsonLines } from '../json-text.ts';
import { parseTime } from '../parse-time.ts';
import { addTrustOptions, judgementOptions, type TrustOptions } from '../trust-options.ts';

type SetExitCode = (code: number) => void;

/** The command with its two below it. */
export function certificateCommand(io: CommandIo, setExitCode: SetExitCode): Command {
  return new Command('certificate')
    .description('judge a certificate by itself')
    .addHelpText('after', '\nExample:\n  eseal certificate check seal.pem')
    .addCommand(checkCommand(io, setExitCode))
    .addCommand(verifyCommand(io, setExitCode));
}

interface ReportOptions extends CommonOptions {
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** Options of `eseal certificate check`. */
interface CheckOptions extends ReportOptions {
  readonly level: '1' | '2';
  readonly issuer?: string;
  readonly at?: string;
  readonly commonPolicy?: string;
}

function checkCommand(io: CommandIo, setExitCode: SetExitCode): Command {
  return new Command('check')
    .description('hold a certificate against the profile of the MIC guidelines (Fig. 14), row by row')
    .argument('<certificate>', 'PEM or DER')
    .addOption(choice('--level <level>', 'assurance level', ['1', '2']).default('2'))
    .option('--issuer <file>', "the issuer's certificate, for the rows that need it")
    .option('--common-policy <oid>', "the scheme's common policy, once it is published")
    .option('--at <iso>', 'time to judge for, default now')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  eseal certificate check seal.pem --issuer ca.pem --lang ja')
    .action(async (path: string, options: CheckOptions) => {
      const result = checkEsealCertificate(await readCertificate(path), {
        assuranceLevel: options.level === '1' ? 1 : 2,
        ...(options.issuer !== undefined && { issuer: await readCertificate(options.issuer) }),
        ...(options.commonPolicy !== undefined && { commonPolicyOid: options.commonPolicy }),
        ...(options.at !== undefined && { at: parseTime(options.at) }),
      });
      const asJson = reportForm(options) === 'json';
      io.stdout(`${asJson ? jsonLines(result) : profileText(result, options.lang)}\n`);
      setExitCode(result.conforms ? EXIT.done : EXIT.failed);
    });
}

const VERDICTS = {
  conforms: { ja: '適合', en: 'conforms' },
  fails: { ja: '不適合', en: 'does not conform' },
} as const;

function profileText(result: ProfileResult, lang: ReportLanguage): string {
  const rows = result.rows.map(
    (row) => `${row.id}  ${row.status.padEnd(11)}  ${row.field}: ${row.message[lang]}`,
  );
  return [...rows, '', VERDICTS[result.conforms ? 'conforms' : 'fails'][lang]].join('\n');
}

/** Options of `eseal certificate verify`: the inputs of RFC 5280 §6.1.1 among them. */
interface VerifyOptions extends TrustOptions, ReportOptions {
  readonly initialPolicy?: readonly string[];
  readonly explicitPolicy?: boolean;
  readonly inhibitMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
  readonly purpose?: readonly string[];
}

function verifyCommand(io: CommandIo, setExitCode: SetExitCode): Command {
  const command = new Command('verify')
    .description('validate the path of a certificate')
    .argument('<certificate>', 'PEM or DER');
  return addTrustOptions(command)
    .option('--initial-policy <oid...>', 'certificate policies that are accepted, default any')
    .option('--explicit-policy', 'the path has to be valid for an accepted policy')
    .option('--inhibit-mapping', 'authorities may not map policies')
    .option('--inhibit-any-policy', 'anyPolicy stands for no other policy')
    .option('--purpose <oid...>', 'key purposes that the certificate has to allow')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExample:\n  eseal certificate verify seal.pem --trust root.pem --certificates ca.pem --revocation none',
    )
    .action(async (path: string, options: VerifyOptions) => {
      const report = await validateCertificate(await readEncoding(path), {
        ...(await judgementOptions(options, io)),
        pathPolicies: pathPolicies(options),
        purposes: (options.purpose ?? []).map(assertObjectIdentifier),
      });
      const language = options.lang;
      io.stdout(
        reportForm(options) === 'json'
          ? `${jsonLines(certificateToJson(report, { language }))}\n`
          : `${certificateToText(report, { language })}\n`,
      );
      setExitCode(worstExitCode([report.conclusion.indication]));
    });
}

/** RFC 5280 §6.1.1 (c), (e) to (g). */
function pathPolicies(options: VerifyOptions): Partial<PathPolicyInputs> {
  const { initialPolicy, explicitPolicy = false, inhibitMapping = false, inhibitAnyPolicy = false } = options;
  const accepted = initialPolicy?.map((oid) => (oid === 'any' ? OID.anyPolicy : assertObjectIdentifier(oid)));
  return {
    ...(accepted !== undefined && { initialPolicies: new Set(accepted) }),
    explicitPolicy,
    inhibitMapping,
    inhibitAnyPolicy,
  };
}

function assertObjectIdentifier(text: string): string {
  if (!isObjectIdentifier(text)) throw new CliError('USAGE', `${text} is no object identifier`);
  return text;
}

/** The bytes of the first certificate of a file: whether they are one, the report tells. */
async function readEncoding(path: string): Promise<Uint8Array> {
  const [first] = certificateEncodings(await readSmallFile(path));
  if (first === undefined) throw new CliError('INPUT_UNUSABLE', `${path} holds no certificate`);
  return first;
}

/** The first certificate of a file. */
async function readCertificate(path: string): Promise<Certificate> {
  const [certificate] = parseCertificates(await readSmallFile(path));
  if (certificate === undefined) throw new CliError('INPUT_UNUSABLE', `${path} holds no certificate`);
  return certificate;
}
