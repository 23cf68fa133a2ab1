/**
 * A directory server of OpenLDAP on loopback, with its data in a folder of the suite. The service that Debian sets up is
 * neither used nor touched.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { DirectoryEntry, DistinguishedName } from '@eseal/testkit';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge } from '../judges.ts';
import type { Workbench } from './workbench.ts';

/** A running server. */
export interface DirectoryServer extends AsyncDisposable {
  readonly port: number;
  readonly securePort: number;
  /** The certificate of `ldaps:`, which is its own authority, in PEM. */
  readonly authority: string;
  /** Who may read entries below `OU=Closed,C=JP`. */
  readonly reader: { readonly name: string; readonly password: string };
  /** Adds entries by ldapadd, with every entry above them. */
  add(entries: readonly DirectoryEntry[]): Promise<void>;
}

const ADMINISTRATOR = { name: 'cn=admin,C=JP', password: 'administrator-of-a-test' };
const HOST = '127.0.0.1';

/** Starts a server whose names end with C=JP. */
export async function startSlapd(bench: Workbench): Promise<DirectoryServer> {
  const [port, securePort] = [await freePort(), await freePort()];
  const { key, certificate } = await makeCertificate(bench);
  const configuration = bench.write('slapd/slapd.conf', configurationOf(bench, key, certificate.file));
  mkdirSync(join(bench.folder, 'slapd/data'));
  const server = spawn(
    requireJudge('slapd'),
    ['-d', '0', '-f', configuration, '-h', `ldap://${HOST}:${port}/ ldaps://${HOST}:${securePort}/`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await Promise.race([
    untilListening(port),
    ended.then(() => Promise.reject(new Error('slapd did not start'))),
  ]);
  const known = new Set<string>();
  return {
    port,
    securePort,
    authority: certificate.pem,
    reader: ADMINISTRATOR,
    add: async (entries) => {
      const file = bench.write('slapd/entries.ldif', ldifOf(entries, known));
      const { name, password } = ADMINISTRATOR;
      const args = ['-x', '-H', `ldap://${HOST}:${port}`, '-D', name, '-w', password, '-f', file];
      const { status, errors } = await runProgram(requireJudge('ldapadd'), args);
      if (status !== 0) throw new Error(`ldapadd failed: ${errors}`);
    },
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await ended;
    },
  };
}

function configurationOf({ folder }: Workbench, key: string, certificate: string): string {
  return [
    'include /etc/ldap/schema/core.schema',
    "attributetype ( 2.5.4.97 NAME 'organizationIdentifier' SUP name )",
    "objectclass ( 2.999.9.1 NAME 'freelyNamed' SUP top AUXILIARY MAY ( o $ ou $ cn $ organizationIdentifier ) )",
    `pidfile ${join(folder, 'slapd/slapd.pid')}`,
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    `TLSCertificateFile ${certificate}`,
    `TLSCertificateKeyFile ${key}`,
    'sockbuf_max_incoming_auth 67108864',
    'referral ldap://127.0.0.1:1/',
    'access to dn.subtree="OU=Closed,C=JP" by users read by * none',
    'access to * by * read',
    'database mdb',
    'maxsize 134217728',
    'suffix "C=JP"',
    `rootdn "${ADMINISTRATOR.name}"`,
    `rootpw ${ADMINISTRATOR.password}`,
    `directory ${join(folder, 'slapd/data')}`,
    '',
  ].join('\n');
}

async function makeCertificate(bench: Workbench) {
  const key = join(bench.folder, 'slapd-key.pem');
  const file = join(bench.folder, 'slapd-certificate.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', `subjectAltName=IP:${HOST},DNS:localhost`];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', file];
  const { status, errors } = await runProgram(requireJudge('openssl'), ['req', '-x509', ...made, ...subject]);
  if (status !== 0) throw new Error(`openssl failed: ${errors}`);
  const { output: pem } = await runProgram(requireJudge('openssl'), ['x509', '-in', file]);
  return { key, certificate: { file, pem } };
}

/** Object classes of entries by the type of the last part of their names (RFC 4519 §3). */
const CLASSES: Readonly<Record<string, string>> = {
  C: 'country',
  O: 'organization',
  OU: 'organizationalUnit',
  CN: 'applicationProcess',
};

/** Entries as LDIF (RFC 2849), those above first. */
function ldifOf(entries: readonly DirectoryEntry[], known: Set<string>): string {
  const records: string[] = [];
  const addRecord = (name: DistinguishedName, attributes: readonly string[]): void => {
    const text = nameText(name);
    if (known.has(text)) return;
    known.add(text);
    const last = Object.entries(name[name.length - 1] ?? {});
    const [[type] = ['']] = last;
    const structure = [
      `objectClass: ${CLASSES[type] ?? 'organization'}`,
      'objectClass: pkiCA',
      'objectClass: deltaCRL',
      'objectClass: freelyNamed',
    ];
    const naming = last.map(([one, value]) => line(one, new TextEncoder().encode(String(value))));
    records.push(
      [line('dn', new TextEncoder().encode(text)), ...structure, ...naming, ...attributes].join('\n'),
    );
  };
  for (const { name, attributes } of entries) {
    for (let length = 1; length < name.length; length++) {
      const above = name.slice(0, length);
      if (!entries.some((entry) => nameText(entry.name) === nameText(above))) addRecord(above, []);
    }
    const values = Object.entries(attributes).flatMap(([attribute, list = []]) =>
      list.map((value) => line(`${attribute};binary`, value)),
    );
    addRecord(name, values);
  }
  return `${records.join('\n\n')}\n`;
}

const line = (attribute: string, value: Uint8Array): string =>
  `${attribute}:: ${Buffer.from(value).toString('base64')}`;

/** The name as a person would write it; what the client under test makes of it is its own affair. */
function nameText(name: DistinguishedName): string {
  return name
    .map((part) =>
      Object.entries(part)
        .map(([type, value]) => `${type}=${String(value).replace(/^[# ]|[",+;<>\\]/g, '\\$&')}`)
        .join('+'),
    )
    .reverse()
    .join(',');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Resolves once somebody listens. */
async function untilListening(port: number): Promise<void> {
  const tryOnce = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(port, HOST, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  while (!(await tryOnce())) await new Promise((resolve) => setTimeout(resolve, 20));
}
