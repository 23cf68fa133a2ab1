/**
 * SoftHSM, a PKCS #11 token in software, with tokens in a directory of its own.
 *
 * SoftHSM reads where its tokens are (`SOFTHSM2_CONF`) when its library is initialised, which happens once in a process until
 * it is shut down. So it is opened before whatever uses it, and disposed of after that; one is open at a time in a process.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless, type SuiteFramework } from './needed-programs.ts';

/** A token to be made. */
export interface SoftHsmTokenOptions {
  readonly label: string;
  /** Default `1234-test`. */
  readonly pin?: string;
}

/** A token that was made. */
export interface SoftHsmToken {
  readonly label: string;
  readonly serial: string;
  /** PIN of the user. It protects nothing. */
  readonly pin: string;
  /** PIN of the security officer. */
  readonly soPin: string;
}

/** Options of {@link openSoftHsm}. */
export interface SoftHsmOptions {
  /** Default one token, `eseal test`. Two may have the same label. */
  readonly tokens?: readonly SoftHsmTokenOptions[];
}

/** SoftHSM with tokens of its own. */
export interface SoftHsm extends Disposable {
  /** Path of its library. */
  readonly module: string;
  /** In the order asked for. */
  readonly tokens: readonly SoftHsmToken[];
  /** The first of them. */
  readonly token: SoftHsmToken;
  /** What another process needs in its environment to use the same tokens. */
  readonly environment: { readonly SOFTHSM2_CONF: string };
  /** The directory, for further files. */
  readonly directory: string;
}

/** Where distributions put the library; `SOFTHSM2_MODULE` goes first. */
const PLACES: readonly string[] = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

const DEFAULT_PIN = '1234-test';
const SO_PIN = 'officer-test';

/** Path of SoftHSM's library, or `undefined` where it is not installed. */
export function findSoftHsm(): string | undefined {
  const named = process.env.SOFTHSM2_MODULE;
  if (named) return existsSync(named) ? named : undefined;
  return PLACES.find((path) => existsSync(path));
}

/** Why there is no SoftHSM on this machine, and how to get it; `undefined` where there is. */
export function softHsmMissing(): string | undefined {
  if (findSoftHsm() === undefined)
    return 'SoftHSM is missing: apt-get install softhsm2, or point SOFTHSM2_MODULE at libsofthsm2.so';
  const { error } = spawnSync('softhsm2-util', ['--version']);
  return error === undefined ? undefined : 'softhsm2-util is missing: apt-get install softhsm2';
}

/** A `describe` that needs SoftHSM: skipped aloud where it is missing, failed under `CI=true`. */
export function describeWithSoftHsm(name: string, framework: SuiteFramework, define: () => void): void {
  describeUnless(softHsmMissing(), name, framework, define);
}

/**
 * Makes a directory with tokens, and tells this process and those it starts where it is.
 *
 * @throws Error where SoftHSM is missing: see `softHsmMissing`
 * @example
 * ```ts
 * import { openPkcs11Signer } from '@eseal/signer-pkcs11';
 * import { openSoftHsm } from '@eseal/testkit/server';
 *
 * using hsm = openSoftHsm({ tokens: [{ label: 'seals' }] });
 * const { module, token } = hsm;
 * await using signer = await openPkcs11Signer({ module, token, pin: () => token.pin });
 * console.log(signer.algorithms);
 * ```
 */
export function openSoftHsm(options: SoftHsmOptions = {}): SoftHsm {
  const module = findSoftHsm();
  const missing = softHsmMissing();
  if (module === undefined || missing !== undefined) throw new Error(missing);
  const directory = mkdtempSync(join(tmpdir(), 'eseal-softhsm-'));
  const environment = { SOFTHSM2_CONF: join(directory, 'softhsm2.conf') };
  mkdirSync(join(directory, 'tokens'));
  writeFileSync(
    environment.SOFTHSM2_CONF,
    `directories.tokendir = ${join(directory, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  const wanted = options.tokens ?? [{ label: 'eseal test' }];
  const tokens = wanted.map((token) => initToken(token, environment));
  const [token] = tokens;
  if (token === undefined) throw new TypeError('no token is asked for');
  const before = process.env.SOFTHSM2_CONF;
  process.env.SOFTHSM2_CONF = environment.SOFTHSM2_CONF;
  return {
    module,
    tokens,
    token,
    environment,
    directory,
    [Symbol.dispose]() {
      if (before === undefined) delete process.env.SOFTHSM2_CONF;
      else process.env.SOFTHSM2_CONF = before;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** SoftHSM's own tool makes tokens without touching the library in this process. It tells the number of the new slot only. */
function initToken(
  { label, pin = DEFAULT_PIN }: SoftHsmTokenOptions,
  environment: SoftHsm['environment'],
): SoftHsmToken {
  const known = new Set(serialNumbers(environment));
  run(['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', SO_PIN], environment);
  const serial = serialNumbers(environment).find((number) => !known.has(number));
  if (serial === undefined) throw new Error('softhsm2-util made no token');
  return { label, serial, pin, soPin: SO_PIN };
}

/** Serial numbers of the tokens; the free slot has none. */
function serialNumbers(environment: SoftHsm['environment']): readonly string[] {
  const shown = run(['--show-slots'], environment);
  return [...shown.matchAll(/Serial number:[ \t]*(\S+)/g)].map(([, serial = '']) => serial);
}

function run(args: readonly string[], environment: SoftHsm['environment']): string {
  const { status, stdout, stderr } = spawnSync('softhsm2-util', args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`softhsm2-util failed: ${stderr}`);
  return stdout;
}
