/**
 * `eseal certificate`: judges certificates by themselves.
 *
 * @module
 */
import { type Certificate, parseCertificates } from '@eseal/core/x509';
import {
  certificateToJson,
  certificateToText,
  checkEsealCertificate,
  type ProfileResult,
  validateCertificate,
} from '@eseal/validator';
import { Command, Option } from 'commander';
import { applyConfig } from '../config.ts';
import { CliError, EXIT } from '../errors.ts';
import { worstExitCode } from '../exit-code.ts';
import { readSmallFile } from '../files.ts';
import type { CommandIo } from '../io.ts';
import { parseTime } from '../parse-time.ts';
import { addTrustOptions, judgementOptions, type TrustOptions } from '../trust-options.ts';

type SetExitCode = (code: number) => void;

/** The command with its two below it. */
export function certificateCommand(io: CommandIo, setExitCode: SetExitCode): Command {
  return new Command('certificate')
    .description('judge a certificate by itself')
    .addCommand(checkCommand(io, setExitCode))
    .addCommand(verifyCommand(io, setExitCode));
}

const report = (): Option =>
  new Option('--report <form>', 'form of the report').choices(['text', 'json']).default('text');
const language = (): Option =>
  new Option('--lang <language>', 'of the text').choices(['ja', 'en']).default('en');

/** Options of `eseal certificate check`. */
interface CheckOptions {
  readonly level: '1' | '2';
  readonly issuer?: string;
  readonly at?: string;
  readonly commonPolicy?: string;
  readonly report: 'text' | 'json';
  readonly lang: 'ja' | 'en';
}

function checkCommand(io: CommandIo, setExitCode: SetExitCode): Command {
  return new Command('check')
    .description('hold a certificate against the profile of the MIC guidelines (Fig. 14), row by row')
    .argument('<certificate>', 'PEM or DER')
    .addOption(new Option('--level <level>', 'assurance level').choices(['1', '2']).default('2'))
    .option('--issuer <file>', "the issuer's certificate, for the rows that need it")
    .option('--common-policy <oid>', "the scheme's common policy, once it is published")
    .option('--at <iso>', 'time to judge for, default now')
    .addOption(report())
    .addOption(language())
    .option('--config <file>', 'JSON file with these options')
    .option('--json', 'errors as JSON')
    .addHelpText('after', '\nExample:\n  eseal certificate check seal.pem --issuer ca.pem --lang ja')
    .action(async (path: string, _options, self: Command) => {
      await applyConfig(self);
      const options = self.opts<CheckOptions>();
      const result = checkEsealCertificate(await readCertificate(path), {
        assuranceLevel: options.level === '1' ? 1 : 2,
        ...(options.issuer !== undefined && { issuer: await readCertificate(options.issuer) }),
        ...(options.commonPolicy !== undefined && { commonPolicyOid: options.commonPolicy }),
        ...(options.at !== undefined && { at: parseTime(options.at) }),
      });
      io.stdout(
        options.report === 'json'
          ? `${JSON.stringify(result, undefined, 2)}\n`
          : profileText(result, options.lang),
      );
      setExitCode(result.conforms ? EXIT.done : EXIT.failed);
    });
}

function profileText(result: ProfileResult, lang: 'ja' | 'en'): string {
  const rows = result.rows.map(
    (row) => `${row.id}  ${row.status.padEnd(11)}  ${row.field}: ${row.message[lang]}`,
  );
  const verdict = {
    ja: result.conforms ? '適合' : '不適合',
    en: result.conforms ? 'conforms' : 'does not conform',
  };
  return `${[...rows, '', verdict[lang]].join('\n')}\n`;
}

/** Options of `eseal certificate verify`. */
interface VerifyOptions extends TrustOptions {
  readonly initialPolicy?: readonly string[];
  readonly explicitPolicy?: boolean;
  readonly inhibitMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
  readonly report: 'text' | 'json';
  readonly lang: 'ja' | 'en';
}

/** Inputs of RFC 5280 §6.1.1 whose processing does not exist yet: refused rather than ignored. */
const POLICY_INPUTS = ['initialPolicy', 'explicitPolicy', 'inhibitMapping', 'inhibitAnyPolicy'] as const;

function verifyCommand(io: CommandIo, setExitCode: SetExitCode): Command {
  const command = new Command('verify')
    .description('validate the path of a certificate')
    .argument('<certificate>', 'PEM or DER')
    .option('--initial-policy <oid...>', 'not part of this version')
    .option('--explicit-policy', 'not part of this version')
    .option('--inhibit-mapping', 'not part of this version')
    .option('--inhibit-any-policy', 'not part of this version')
    .addOption(report())
    .addOption(language())
    .option('--config <file>', 'JSON file with these options')
    .option('--json', 'errors as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  eseal certificate verify seal.pem --trust root.pem --certificates ca.pem --revocation none',
    );
  return addTrustOptions(command).action(async (path: string, _options, self: Command) => {
    await applyConfig(self);
    const options = self.opts<VerifyOptions>();
    if (POLICY_INPUTS.some((name) => options[name] !== undefined)) {
      throw new CliError('NOT_AVAILABLE', 'policy inputs are not part of this version');
    }
    const result = await validateCertificate(
      await readCertificate(path),
      await judgementOptions(options, io),
    );
    const asJson = options.report === 'json';
    io.stdout(
      asJson
        ? `${JSON.stringify(certificateToJson(result), undefined, 2)}\n`
        : `${certificateToText(result, { language: options.lang })}\n`,
    );
    setExitCode(worstExitCode([result.conclusion.indication]));
  });
}

async function readCertificate(path: string): Promise<Certificate> {
  const [certificate] = parseCertificates(await readSmallFile(path));
  if (certificate === undefined) throw new CliError('INPUT_UNUSABLE', `${path} holds no certificate`);
  return certificate;
}
