/**
 * The test services on loopback, for programs that are to be tried from outside.
 *
 * @module
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../clock.ts';
import { createListWorld, type ListWorld } from '../lists/list-world.ts';
import { JAPANESE_TEST_RULES, type JapaneseListTerms } from '../lists/schemes.ts';
import { toPem } from '../pem.ts';
import { createPfx } from '../pfx.ts';
import type { KeyKind } from '../pki/key.ts';
import { freshKeys } from '../pki/key-source.ts';
import type { World } from '../pki/worlds/world.ts';
import type { WorldFaults } from '../pki/worlds/world-services.ts';
import type { Handler } from '../services/handler.ts';
import { createRouter } from '../services/router.ts';
import { createRssp, type Rssp } from '../services/rssp/rssp.ts';
import { SAMPLE_CREDENTIALS } from '../services/rssp/samples.ts';
import { rsspEntities } from '../services/rssp/world.ts';
import { listen } from './http-server.ts';
import { type RsspFiles, writeRsspFiles } from './rssp-files.ts';

/** Options of {@link serveTestkit}. */
export interface ServeTestkitOptions {
  /** Where files are written; made when it is not there. */
  readonly directory: string;
  /** Default 0: any that is free. */
  readonly port?: number;
  /** Kind of the seal's key. Default `rsa-3072`. */
  readonly key?: KeyKind;
  /** In whose terms the list of Japan is. Default `etsi`: it is understood without a scheme of its own. */
  readonly terms?: JapaneseListTerms;
  /** Default none. */
  readonly faults?: WorldFaults;
}

/** Content of `services.json`: addresses, and files with their absolute paths. */
export interface TestkitServices extends RsspFiles {
  readonly tsa: string;
  readonly ocsp: string;
  readonly crl: string;
  /** The list of Japan. */
  readonly trustedList: string;
  /** The list of lists of a Europe that points to it. */
  readonly listOfLists: string;
  readonly anchors: readonly string[];
  /** Certificates that may sign the lists. */
  readonly listSigners: readonly string[];
  /** The notice that the list of lists is traced to by its pivot, and the certificates that it names. */
  readonly listJournal: string;
  readonly journalSigners: readonly string[];
  /** The scheme of the list of Japan; `null` where it is in the terms of ETSI. */
  readonly listScheme: string | null;
  readonly p12: string;
  readonly key: string;
  readonly certificates: string;
  /** Opens `p12`. It protects nothing. */
  readonly pin: string;
}

/** Services that run until they are disposed of. */
export interface ServedTestkit extends AsyncDisposable {
  readonly services: TestkitServices;
  readonly world: World;
  readonly lists: ListWorld;
  /** The provider of remote keys. */
  readonly rssp: Rssp;
  close(): Promise<void>;
}

const SERVICES = 'services.json';
const PIN = 'testkit-1234';

/**
 * Starts the services of the world of lists, and writes its anchors, key and certificates, and last of all `services.json`: once it is
 * there, everything answers. Keys are new each time, since a directory may be trusted longer than a test runs.
 *
 * @example
 * ```ts
 * import { serveTestkit } from '@eseal/testkit/server';
 *
 * const testkit = await serveTestkit({ directory: '/tmp/eseal-testkit' });
 * console.log(testkit.services.tsa);
 * await testkit.close();
 * ```
 */
export async function serveTestkit(options: ServeTestkitOptions): Promise<ServedTestkit> {
  const { terms = 'etsi' } = options;
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true });
  await rm(join(directory, SERVICES), { force: true });
  const made: { lists?: ListWorld; rssp?: Rssp } = {};
  const server = await listen(async (baseUrl) => {
    made.lists = await createListWorld({
      terms,
      baseUrl,
      now: systemClock,
      keys: freshKeys(),
      keyOf: { seal: options.key ?? 'rsa-3072' },
      entities: rsspEntities(systemClock.now(), SAMPLE_CREDENTIALS),
      ...(options.faults === undefined ? {} : { faults: options.faults }),
    });
    made.rssp = await createRssp({ baseUrl, world: made.lists.japan });
    return joined(baseUrl, made.rssp.handler, made.lists.handler);
  }, options.port ?? 0);
  const { lists, rssp } = made;
  if (lists === undefined || rssp === undefined) throw new TypeError('the world was not made');
  try {
    const services = await writeFiles({ lists, rssp, directory, terms });
    return {
      services,
      lists,
      rssp,
      world: lists.japan,
      close: server.close,
      [Symbol.asyncDispose]: server.close,
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The provider of remote keys at its paths, and the world at all others. */
function joined(baseUrl: string, rssp: Handler, world: Handler): Handler {
  const paths = ['/csc/', '/oauth2/', '/.well-known/'];
  const routes = paths.map((path) => ({ path, handler: rssp }));
  return createRouter(baseUrl, [...routes, { path: '/', handler: world }]);
}

interface Served {
  readonly lists: ListWorld;
  readonly rssp: Rssp;
  readonly directory: string;
  readonly terms: JapaneseListTerms;
}

async function writeFiles({ lists, rssp, directory, terms }: Served): Promise<TestkitServices> {
  const { announced, japan: world, journal, urls } = lists;
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  const { pkcs8 } = world.seal;
  const services: TestkitServices = {
    tsa: world.urls.tsa,
    ocsp: world.urls.ocsp,
    crl: world.urls.crl,
    trustedList: urls.japan,
    listOfLists: urls.listOfLists,
    anchors: [await write('root.pem', toPem('CERTIFICATE', ...world.anchors))],
    listSigners: [
      await write('list-signer.pem', toPem('CERTIFICATE', ...announced.japan)),
      await write('list-of-lists-signer.pem', toPem('CERTIFICATE', ...announced.listOfLists)),
    ],
    listJournal: journal.uri,
    journalSigners: [await write('journal-signer.pem', toPem('CERTIFICATE', ...journal.signers))],
    listScheme: terms === 'etsi' ? null : await write('list-scheme.json', schemeFile(lists.scheme)),
    p12: await write(
      'seal.p12',
      await createPfx({ pkcs8, certificates: world.chain, friendlyName: 'seal' }, PIN),
    ),
    key: await write('seal.key.pem', toPem('PRIVATE KEY', pkcs8)),
    certificates: await write('seal.chain.pem', toPem('CERTIFICATE', ...world.chain)),
    pin: PIN,
    ...(await writeRsspFiles(rssp, write)),
  };
  const unfinished = await write(`${SERVICES}.part`, `${JSON.stringify(services, undefined, 2)}\n`);
  await rename(unfinished, join(directory, SERVICES));
  return services;
}

/** A scheme with what is known of the one of Japan, as `eseal --list-scheme` reads it. */
function schemeFile(scheme: ListWorld['scheme']): string {
  const { commonPolicyOids, schemeStart } = JAPANESE_TEST_RULES;
  const japan = { commonPolicyOids, schemeStart: schemeStart?.toISOString().replace('.000Z', 'Z') };
  return `${JSON.stringify({ ...scheme, japan }, undefined, 2)}\n`;
}
