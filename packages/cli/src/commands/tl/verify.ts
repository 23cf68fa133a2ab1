/**
 * `eseal tl verify`: whether a trusted list was signed by who may sign it.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { displayText } from '@eseal/core/identity';
import { formatName } from '@eseal/core/x509';
import type { ReportLanguage } from '@eseal/validator';
import type { VerifiedList } from '@eseal/validator/trusted-lists';
import { Command } from 'commander';
import { readAnchors } from '../../certificate-files.ts';
import { type CommonOptions, languageOption, reportForm, reportOption } from '../../common-options.ts';
import { CliError } from '../../errors.ts';
import { worstExitCode } from '../../exit-code.ts';
import type { CommandIo } from '../../io.ts';
import { jsonLines } from '../../json-text.ts';
import { addNetworkOptions, type NetworkOptions } from '../../network-options.ts';
import { parseTime } from '../../parse-time.ts';
import { readList } from '../../read-list.ts';

/** Options of `eseal tl verify`. */
interface VerifyOptions extends NetworkOptions, CommonOptions {
  readonly listSigner?: readonly string[];
  readonly at?: string;
  readonly report?: 'text' | 'json';
  readonly lang: ReportLanguage;
}

/** The command. */
export function verifyCommand(io: CommandIo, setExitCode: (code: number) => void): Command {
  const command = new Command('verify')
    .description('verify the signature of a trusted list under the certificates that may sign it')
    .argument('<list>', 'file or address')
    .option('--list-signer <file...>', 'certificates that may sign it: PEM or DER, or directories; needed');
  return addNetworkOptions(command)
    .option('--at <iso>', 'time to verify for, default now')
    .addOption(reportOption())
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  eseal tl verify list.xml --list-signer operator.pem')
    .action(async (source: string, options: VerifyOptions) => {
      const signers = await readAnchors(options.listSigner ?? []);
      if (signers.length === 0) throw new CliError('USAGE', 'tl verify needs --list-signer');
      const file = await readList(source, options, io);
      const { verifyTrustedList } = await import('@eseal/validator/trusted-lists');
      const time = options.at === undefined ? {} : { time: parseTime(options.at) };
      const verified = await verifyTrustedList(file, signers, time);
      const asJson = reportForm(options) === 'json';
      io.stdout(
        `${asJson ? jsonLines(await toJson(verified, options.lang)) : toText(verified, options.lang)}\n`,
      );
      setExitCode(worstExitCode([verified.conclusion.indication]));
    });
}

async function toJson(
  { conclusion, findings, list, signer }: VerifiedList,
  lang: ReportLanguage,
): Promise<object> {
  const { summarizeList } = await import('@eseal/validator/trusted-lists');
  return {
    list: summarizeList(list),
    signature: {
      indication: conclusion.indication,
      subIndication: subIndicationOf(conclusion),
      signer: signer === undefined ? null : toHex(await digestBytes('SHA-256', signer.raw)),
    },
    findings: findings.map(({ citation, id, message, severity }) => ({
      id,
      severity,
      message: message[lang],
      citation,
    })),
  };
}

function subIndicationOf(conclusion: VerifiedList['conclusion']): string | null {
  return conclusion.indication === 'TOTAL-PASSED' ? null : conclusion.subIndication;
}

const WORDS = {
  list: { ja: 'トラステッドリスト', en: 'Trusted list' },
  number: { ja: '通し番号', en: 'number' },
  signature: { ja: '署名', en: 'signature' },
  signer: { ja: '署名者', en: 'signer' },
  structure: { ja: '構造の問題', en: 'problem of structure' },
} as const;

function toText({ conclusion, findings, list, signer }: VerifiedList, lang: ReportLanguage): string {
  const { scheme, structure } = list;
  const reason = subIndicationOf(conclusion);
  return [
    `${WORDS.list[lang]} ${displayText(scheme.territory ?? '?')}, ${WORDS.number[lang]} ${scheme.sequenceNumber ?? '?'}`,
    `  ${WORDS.signature[lang]}: ${conclusion.indication}${reason === null ? '' : ` (${reason})`}`,
    ...(signer === undefined ? [] : [`  ${WORDS.signer[lang]}: ${displayText(formatName(signer.subject))}`]),
    ...findings.map(({ message, severity }) => `  ${severity}: ${message[lang]}`),
    ...structure.messages.map((message) => `  ${WORDS.structure[lang]}: ${displayText(message)}`),
  ].join('\n');
}
