/**
 * An enveloped XML signature by xmlsec1 (libxml2, OpenSSL): XML-DSig only. The program repeats the operation inside one
 * process; what it takes to start is measured with one repetition and taken off.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPem } from '../lib/key-files.mjs';

const REPETITIONS = 200;

const TEMPLATE = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<Reference URI=""><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>
<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo>
<SignatureValue/></Signature>`;

/** CPU milliseconds of one operation, or `null` where the program is not installed. */
export function cpuOfXmlsec1(document, world, repetitions = REPETITIONS) {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    const key = join(directory, 'key.pem');
    const template = join(directory, 'template.xml');
    writeFileSync(key, toPem('PRIVATE KEY', world.seal.pkcs8));
    const end = new TextDecoder().decode(document).lastIndexOf('</');
    const text = new TextDecoder().decode(document);
    writeFileSync(template, `${text.slice(0, end)}${TEMPLATE}${text.slice(end)}`);
    const args = ['--sign', '--privkey-pem', key, '--output', join(directory, 'out.xml')];
    const many = cpuOf([...args, '--repeat', String(repetitions + 1), template]);
    const one = cpuOf([...args, '--repeat', '1', template]);
    return many === undefined || one === undefined ? null : (many - one) / repetitions;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** CPU milliseconds of verifying a list under one of its signers, or `null` where the program is not installed. */
export function cpuOfXmlsec1Verifying({ bytes, signers }, repetitions = REPETITIONS) {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    const list = join(directory, 'list.xml');
    writeFileSync(list, bytes);
    const keys = signers.flatMap(({ raw }, index) => {
      const file = join(directory, `${index}.pem`);
      writeFileSync(file, toPem('CERTIFICATE', raw));
      return ['--trusted-pem', file];
    });
    // The signer's certificate is trusted itself, whatever its own dates and purposes say.
    const args = ['--verify', '--insecure', ...keys, ...ROOT_ID];
    const many = cpuOf([...args, '--repeat', String(repetitions + 1), list]);
    const one = cpuOf([...args, '--repeat', '1', list]);
    return many === undefined || one === undefined ? null : (many - one) / repetitions;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const ROOT_ID = [
  '--id-attr:Id',
  'http://uri.etsi.org/02231/v2#:TrustServiceStatusList',
  '--id-attr:Id',
  'http://uri.etsi.org/01903/v1.3.2#:SignedProperties',
];

/** CPU milliseconds (user and system) of a run, as the shell tells them; `undefined` when there is no such program. */
function cpuOf(args) {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', 'xmlsec1 "$@"; code=$?; times; exit $code', 'xmlsec1', ...args],
    {
      encoding: 'utf8',
    },
  );
  if (status === 127) return undefined;
  if (status !== 0) throw new Error(stderr);
  const ofChildren = stdout.trim().split('\n').at(-1);
  return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1000 * Number(seconds),
    0,
  );
}
