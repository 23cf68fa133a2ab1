/**
 * `eseal inspect`: what is in a file, without a verdict.
 *
 * @module
 */
import { isEsealError, readAll, toHex } from '@eseal/core';
import type { ParsedContainer, ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import {
  type Certificate,
  formatName,
  keyUsage,
  parseCertificate,
  parseCertificates,
} from '@eseal/core/x509';
import { parseContainer } from '@eseal/formats/detect';
import { Command } from 'commander';
import { CliError } from '../errors.ts';
import { openInput } from '../files.ts';
import type { CommandIo } from '../io.ts';

/** The command. */
export function inspectCommand(io: CommandIo): Command {
  return new Command('inspect')
    .description('say what is in a file: seals, timestamps, certificates; no verdict')
    .argument('<file>', 'sealed document, timestamp token or certificate')
    .option('--json', 'as JSON, errors too')
    .addHelpText('after', '\nExample:\n  eseal inspect sealed.pdf')
    .action(async (path: string, options: { json?: boolean }) => {
      const facts = await inspect(path);
      io.stdout(
        options.json === true ? `${JSON.stringify(facts, undefined, 2)}\n` : `${toLines(facts).join('\n')}\n`,
      );
    });
}

/** Facts as plain data, ready for JSON. */
type Facts = { readonly [name: string]: string | number | boolean | null | Facts | readonly Facts[] };

/** Largest file that is tried as a certificate. */
const MAX_CERTIFICATE_FILE = 1 << 20;

async function inspect(path: string): Promise<Facts> {
  await using document = await openInput(path);
  const certificates = document.size <= MAX_CERTIFICATE_FILE ? readCertificates(await readAll(document)) : [];
  if (certificates.length > 0)
    return { kind: 'certificates', certificates: certificates.map(certificateFacts) };
  const container = await parseContainer(document);
  if (container.format === 'unknown') {
    throw new CliError('INPUT_UNUSABLE', `${path} is nothing that this version can inspect`);
  }
  return containerFacts(container);
}

function readCertificates(file: Uint8Array): readonly Certificate[] {
  try {
    return parseCertificates(file);
  } catch (error) {
    // Not a certificate: perhaps a container.
    if (isEsealError(error)) return [];
    throw error;
  }
}

function containerFacts(container: ParsedContainer): Facts {
  return {
    kind: container.format,
    seals: container.signatures.map(sealFacts),
    timestamps: container.timestamps.map(timestampFacts),
    findings: container.findings.map((finding) => ({ ...finding })),
  };
}

function sealFacts(seal: ParsedSignature): Facts {
  const { pdf } = seal.scope;
  return {
    id: seal.id,
    format: seal.format,
    form: seal.form,
    counterSignatureOf: seal.counterSignatureOf,
    algorithm: seal.signature.algorithm ?? seal.signature.algorithmName,
    claimedTime: seal.claimedTime?.toISOString() ?? null,
    scope: seal.scope.description,
    ...(pdf && { field: pdf.fieldName ?? null, revision: pdf.revision, permission: pdf.permission }),
    certificates: seal.certificates.flatMap((der) => readCertificates(der).map(certificateFacts)),
    timestamps: seal.timestamps.map(timestampFacts),
    findings: seal.findings.map((finding) => ({ ...finding })),
  };
}

function timestampFacts(timestamp: ParsedTimestamp): Facts {
  const { id, type } = timestamp;
  try {
    const { tstInfo, signedData } = parseTimestampToken(timestamp.token);
    const certificates = signedData.certificates.map((der) => certificateFacts(parseCertificate(der)));
    return { id, type, time: tstInfo.genTime.toISOString(), policy: tstInfo.policy, certificates };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { id, type, unreadable: error.message };
  }
}

function certificateFacts(certificate: Certificate): Facts {
  return {
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    serialNumber: toHex(certificate.serialNumber),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    key: `${certificate.publicKey.type ?? certificate.publicKey.algorithm.oid} ${certificate.publicKey.size}`,
    keyUsage: keyUsage(certificate)?.join(', ') ?? null,
  };
}

/** Facts as indented lines; empty lists are left out. */
function toLines(facts: Facts, indent = ''): readonly string[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (Array.isArray(value))
      return value.flatMap((item: Facts) => [`${indent}${name}:`, ...toLines(item, `${indent}  `)]);
    if (typeof value === 'object' && value !== null)
      return [`${indent}${name}:`, ...toLines(value as Facts, `${indent}  `)];
    return value === null ? [] : [`${indent}${name}: ${value}`];
  });
}
