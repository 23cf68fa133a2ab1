/**
 * A PKCS #11 module (the vendor's shared library): loaded and initialised, perhaps by others in the process too.
 *
 * @see PKCS #11 v3.1 §5.4
 * @module
 */
import { createBinding, type Pkcs11Binding } from './binding.ts';
import { CKF } from './cryptoki.ts';
import { Pkcs11Error } from './errors.ts';
import { CKR } from './return-values.ts';
import { returnValueOf, tokenError } from './token-error.ts';

/** Options of {@link openPkcs11Module}. */
export interface Pkcs11ModuleOptions {
  /** An instance of the class `PKCS11` of pkcs11js, or one with the same functions. Default a new one. */
  readonly binding?: Pkcs11Binding;
}

/**
 * An open module, to be shared by several signers. A process has one instance of a library however often it is opened; it is
 * shut down when the handle that initialised it is disposed of, unless the tokens say that there are sessions left. Dispose of
 * the signers first.
 */
export interface Pkcs11Module extends Disposable {
  /** Path of the library. */
  readonly path: string;
  readonly binding: Pkcs11Binding;
  /** Initialises the library unless that was done. It may have been shut down by others since. */
  initialize(): void;
}

/**
 * Opens a module.
 *
 * @param path - the vendor's library, such as `/usr/lib/softhsm/libsofthsm2.so`
 * @throws Pkcs11Error `PKCS11_BINDING_MISSING`; `PKCS11_MODULE_UNUSABLE` when the file is not there or is no module;
 * CoreError `SIGNER_UNAVAILABLE` when it cannot be initialised
 * @example
 * ```ts
 * import { openPkcs11Module, openPkcs11Signer } from '@eseal/signer-pkcs11';
 *
 * export async function openBoth(pin: () => Promise<string>) {
 *   const module = await openPkcs11Module('/usr/lib/softhsm/libsofthsm2.so');
 *   const invoices = await openPkcs11Signer({ module, token: { label: 'seals' }, key: { label: 'invoices' }, pin });
 *   const contracts = await openPkcs11Signer({ module, token: { label: 'seals' }, key: { label: 'contracts' }, pin });
 *   return { module, invoices, contracts };
 * }
 * ```
 */
export function openPkcs11Module(path: string, options: Pkcs11ModuleOptions = {}): Promise<Pkcs11Module> {
  return openModule(path, options, (sessions) => sessions !== 'some');
}

/**
 * Opens a module for one signer. Others in the process may use the same library without our knowing, so it is shut down
 * only where the tokens say that nobody does; else it stays as it is until the process ends.
 */
export function openOwnModule(path: string, options: Pkcs11ModuleOptions = {}): Promise<Pkcs11Module> {
  return openModule(path, options, (sessions) => sessions === 'none');
}

async function openModule(
  path: string,
  options: Pkcs11ModuleOptions,
  mayShutDown: (sessions: SessionsLeft) => boolean,
): Promise<Pkcs11Module> {
  const binding = options.binding ?? (await createBinding());
  load(binding, path);
  // Whether this handle initialised the library, and so may shut it down.
  let initialized = false;
  const module: Pkcs11Module = {
    path,
    binding,
    initialize() {
      initialized = initializeOnce(binding) || initialized;
    },
    [Symbol.dispose]() {
      if (initialized && mayShutDown(sessionsLeft(binding))) attempt(() => binding.C_Finalize());
      initialized = false;
    },
  };
  module.initialize();
  return module;
}

function load(binding: Pkcs11Binding, path: string): void {
  try {
    binding.load(path);
  } catch (cause) {
    throw new Pkcs11Error('PKCS11_MODULE_UNUSABLE', `${path} cannot be loaded as a PKCS #11 module`, {
      cause,
      facts: { module: path },
    });
  }
}

/** @returns whether it was this call that initialised the library */
function initializeOnce(binding: Pkcs11Binding): boolean {
  try {
    // Calls come from threads of libuv's pool or of workers: the library locks by means of the system.
    binding.C_Initialize({ flags: CKF.OS_LOCKING_OK });
    return true;
  } catch (error) {
    if (returnValueOf(error) === CKR.CRYPTOKI_ALREADY_INITIALIZED) return false;
    throw tokenError(error, 'initialising the module');
  }
}

/** What the tokens say about sessions of this process; many do not count them (CK_UNAVAILABLE_INFORMATION). */
type SessionsLeft = 'none' | 'some' | 'unknown';

const UNAVAILABLE = 0xffffffff;

function sessionsLeft(binding: Pkcs11Binding): SessionsLeft {
  try {
    const counts = binding.C_GetSlotList(true).map((slot) => binding.C_GetTokenInfo(slot).sessionCount);
    if (counts.some((count) => count !== 0 && count !== UNAVAILABLE)) return 'some';
    return counts.includes(UNAVAILABLE) ? 'unknown' : 'none';
  } catch {
    return 'unknown';
  }
}

/** Does what may fail without consequences, when something is given up anyway. */
export function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // What is given up may be gone already.
  }
}
