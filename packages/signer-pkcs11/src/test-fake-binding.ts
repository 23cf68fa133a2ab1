/** A token in memory behind the functions of the binding: it does what tokens in software do not, such as being pulled out. */
import {
  constants,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  sign,
} from 'node:crypto';
import type { Attribute, Handle, Mechanism, Pkcs11Binding, TokenInfo } from './binding.ts';
import { CKA, CKF, CKK, CKM, CKO } from './cryptoki.ts';

/** The calls that can be made to fail. */
export type FakeCall = Exclude<keyof Pkcs11Binding, 'load' | 'close'>;

/** An object on the token. */
export interface FakeObject {
  readonly attributes: ReadonlyMap<number, number | boolean | Buffer>;
  readonly key?: KeyObject;
}

/** What a fake token is like. */
export interface FakeOptions {
  readonly objects?: readonly FakeObject[];
  /** Default those that hash, for RSA and P-256. */
  readonly mechanisms?: readonly number[];
  readonly pin?: string;
  /** Flags beside those of a usual token. */
  readonly flags?: number;
  /** Most sessions at a time. Default any number. */
  readonly maxSessions?: number;
  /** Whether somebody else in the process initialised the library. */
  readonly initialized?: boolean;
}

const USUAL = CKF.LOGIN_REQUIRED | CKF.USER_PIN_INITIALIZED | CKF.TOKEN_INITIALIZED;

/** The error of the binding for a return value. */
export function ckrError(returnValue: number): Error {
  return Object.assign(new Error(`CKR:${returnValue}`), { name: 'Pkcs11Error', code: returnValue });
}

function handle(number: number): Handle {
  const buffer = Buffer.alloc(8);
  buffer.writeUInt32LE(number);
  return buffer;
}

const numberOf = (given: Handle): number => given.readUInt32LE();

/** What is under way in a session. */
interface FakeSession {
  found: number[];
  signing?: { readonly mechanism: Mechanism; readonly key: KeyObject; wantsPin: boolean };
}

/** Makes a fake. */
export function createFakeBinding(options: FakeOptions = {}): FakeBinding {
  return new FakeBinding(options);
}

/** A fake binding, what it was asked, and how it is disturbed. */
export class FakeBinding implements Pkcs11Binding {
  /** Names of the calls so far. */
  readonly calls: string[] = [];
  /** Most sessions that were open at a time. */
  mostSessions = 0;
  readonly #options: FakeOptions;
  readonly #faults = new Map<string, number[]>();
  readonly #sessions = new Map<number, FakeSession>();
  #objects: readonly FakeObject[];
  #initialized: boolean;
  #present = true;
  #slot = 1;
  #loggedIn = false;
  #nextSession = 1;
  #wrongPins = 0;

  constructor(options: FakeOptions) {
    this.#options = options;
    this.#objects = options.objects ?? [];
    this.#initialized = options.initialized ?? false;
  }

  get openSessions(): number {
    return this.#sessions.size;
  }

  /** The next call of this name fails with this return value. */
  failNext(call: FakeCall, returnValue: number): void {
    this.#faults.set(call, [...(this.#faults.get(call) ?? []), returnValue]);
  }

  /** The token is pulled out, and put back into another slot at once if it is to stay; sessions and login are gone. */
  pullOut(stay = false): void {
    this.#forget();
    this.#present = stay;
    this.#slot++;
  }

  putBack(): void {
    this.#present = true;
  }

  /** Other objects take the place of those there were. */
  replaceObjects(objects: readonly FakeObject[]): void {
    this.#objects = objects;
  }

  load(path: string): void {
    if (path === '/none.so') throw new Error('/none.so: cannot open shared object file');
  }

  close(): void {
    this.calls.push('close');
  }

  C_Initialize(): void {
    this.#enter('C_Initialize');
    if (this.#initialized) throw ckrError(0x191);
    this.#initialized = true;
  }

  C_Finalize(): void {
    this.#enter('C_Finalize');
    this.#forget();
    this.#initialized = false;
  }

  C_GetSlotList(): Handle[] {
    this.#enter('C_GetSlotList');
    return this.#present ? [handle(this.#slot)] : [];
  }

  C_GetTokenInfo(): TokenInfo {
    this.#enter('C_GetTokenInfo');
    const low = [0, CKF.USER_PIN_COUNT_LOW, CKF.USER_PIN_FINAL_TRY][this.#wrongPins] ?? CKF.USER_PIN_LOCKED;
    return {
      label: 'fake'.padEnd(32),
      serialNumber: '0001'.padEnd(16),
      manufacturerID: '',
      model: '',
      flags: USUAL | (this.#options.flags ?? 0) | low,
      sessionCount: this.#sessions.size,
    };
  }

  C_GetMechanismList(): number[] {
    this.#enter('C_GetMechanismList');
    return [...(this.#options.mechanisms ?? [CKM.SHA256_RSA_PKCS, CKM.SHA384_RSA_PKCS, CKM.ECDSA_SHA256])];
  }

  C_GetMechanismInfo(): ReturnType<Pkcs11Binding['C_GetMechanismInfo']> {
    this.#enter('C_GetMechanismInfo');
    return { minKeySize: 0, maxKeySize: 0, flags: CKF.SIGN };
  }

  C_OpenSession(): Handle {
    this.#enter('C_OpenSession');
    if (!this.#present) throw ckrError(0xe0);
    if (this.#sessions.size >= (this.#options.maxSessions ?? Number.POSITIVE_INFINITY)) throw ckrError(0xb1);
    const number = this.#nextSession++;
    this.#sessions.set(number, { found: [] });
    this.mostSessions = Math.max(this.mostSessions, this.#sessions.size);
    return handle(number);
  }

  C_CloseSession(session: Handle): void {
    this.#enter('C_CloseSession');
    this.#sessions.delete(numberOf(session));
    if (this.#sessions.size === 0) this.#loggedIn = false;
  }

  C_GetSessionInfo(session: Handle): { readonly state: number } {
    this.#enter('C_GetSessionInfo');
    this.#sessionOf(session);
    return { state: this.#loggedIn ? 1 : 0 };
  }

  C_Login(session: Handle, userType: number, given: string): void {
    this.#enter('C_Login');
    const current = this.#sessionOf(session);
    if (userType === 1 && this.#loggedIn) throw ckrError(0x100);
    if (given !== (this.#options.pin ?? 'fake-pin')) {
      this.#wrongPins++;
      throw ckrError(this.#wrongPins > 2 ? 0xa4 : 0xa0);
    }
    this.#wrongPins = 0;
    if (userType === 1) this.#loggedIn = true;
    else if (current.signing !== undefined) current.signing.wantsPin = false;
  }

  C_Logout(): void {
    this.#enter('C_Logout');
    this.#loggedIn = false;
  }

  C_FindObjectsInit(session: Handle, template: Attribute[]): void {
    this.#enter('C_FindObjectsInit');
    const visible = (object: FakeObject): boolean =>
      this.#loggedIn || object.attributes.get(CKA.CLASS) !== CKO.PRIVATE_KEY;
    this.#sessionOf(session).found = this.#objects.flatMap((object, at) =>
      visible(object) && template.every((wanted) => has(object, wanted)) ? [at + 100 * this.#slot] : [],
    );
  }

  C_FindObjects(session: Handle, count: number): Handle[] {
    this.#enter('C_FindObjects');
    return this.#sessionOf(session).found.splice(0, count).map(handle);
  }

  C_FindObjectsFinal(): void {
    this.#enter('C_FindObjectsFinal');
  }

  C_GetAttributeValue(
    session: Handle,
    object: Handle,
    template: Attribute[],
  ): { type: number; value: Buffer }[] {
    this.#enter('C_GetAttributeValue');
    this.#sessionOf(session);
    return template.map(({ type }) => {
      const value = this.#objectOf(object).attributes.get(type);
      if (value === undefined) throw ckrError(0x12);
      return { type, value: bytesOf(value) };
    });
  }

  C_CreateObject(session: Handle, template: Attribute[]): Handle {
    this.#enter('C_CreateObject');
    this.#sessionOf(session);
    const attributes = new Map<number, number | boolean | Buffer>(
      template.map(({ type, value = 0 }) => [type, typeof value === 'string' ? Buffer.from(value) : value]),
    );
    this.#objects = [...this.#objects, { attributes }];
    return handle(this.#objects.length - 1 + 100 * this.#slot);
  }

  C_DestroyObject(_: Handle, object: Handle): void {
    this.#enter('C_DestroyObject');
    const gone = this.#objectOf(object);
    this.#objects = this.#objects.filter((one) => one !== gone);
  }

  C_GenerateKeyPairAsync(): ReturnType<Pkcs11Binding['C_GenerateKeyPairAsync']> {
    this.#enter('C_GenerateKeyPairAsync');
    return Promise.reject(ckrError(0x70));
  }

  C_SignInit(session: Handle, mechanism: Mechanism, key: Handle): void {
    this.#enter('C_SignInit');
    const current = this.#sessionOf(session);
    if (!this.#loggedIn) throw ckrError(0x101);
    const object = this.#objectOf(key);
    if (object.key === undefined) throw ckrError(0x60);
    const wantsPin = object.attributes.get(CKA.ALWAYS_AUTHENTICATE) === true;
    current.signing = { mechanism, key: object.key, wantsPin };
  }

  C_Sign(session: Handle, data: Buffer, output: Buffer): Buffer {
    this.#enter('C_Sign');
    return this.#signNow(session, data, output);
  }

  async C_SignAsync(session: Handle, data: Buffer, output: Buffer): Promise<Buffer> {
    this.#enter('C_SignAsync');
    await new Promise((resolve) => setImmediate(resolve));
    return this.#signNow(session, data, output);
  }

  #enter(call: FakeCall): void {
    this.calls.push(call);
    const fault = this.#faults.get(call)?.shift();
    if (fault !== undefined) throw ckrError(fault);
    if (!this.#initialized && call !== 'C_Initialize') throw ckrError(0x190);
  }

  #sessionOf(given: Handle): FakeSession {
    if (!this.#present) throw ckrError(0x32);
    const session = this.#sessions.get(numberOf(given));
    if (session === undefined) throw ckrError(0xb3);
    return session;
  }

  #objectOf(given: Handle): FakeObject {
    const object = this.#objects[numberOf(given) - 100 * this.#slot];
    if (object === undefined) throw ckrError(0x82);
    return object;
  }

  #signNow(session: Handle, data: Buffer, output: Buffer): Buffer {
    const current = this.#sessionOf(session);
    const { signing } = current;
    delete current.signing;
    if (signing === undefined) throw ckrError(0x91);
    if (signing.wantsPin) throw ckrError(0x101);
    const value = signWith(signing.mechanism.mechanism, signing.key, data);
    value.copy(output);
    return output.subarray(0, value.length);
  }

  #forget(): void {
    this.#sessions.clear();
    this.#loggedIn = false;
  }
}

function has({ attributes }: FakeObject, { type, value }: Attribute): boolean {
  const own = attributes.get(type);
  return own instanceof Buffer && value instanceof Buffer ? own.equals(value) : own === value;
}

function bytesOf(value: number | boolean | Buffer): Buffer {
  if (typeof value === 'object') return Buffer.from(value);
  return typeof value === 'boolean' ? Buffer.of(value ? 1 : 0) : handle(value);
}

function signWith(mechanism: number, key: KeyObject, data: Buffer): Buffer {
  switch (mechanism) {
    case CKM.RSA_PKCS:
      return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, data);
    case CKM.SHA256_RSA_PKCS:
      return sign('sha256', data, key);
    case CKM.SHA384_RSA_PKCS:
      return sign('sha384', data, key);
    case CKM.ECDSA_SHA256:
      return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
    default:
      throw ckrError(0x70);
  }
}

/** A private key, told as a token tells it. */
export function fakeKey(
  pkcs8: Uint8Array,
  more: readonly (readonly [number, number | boolean | Buffer])[] = [],
): FakeObject {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  const rsa = [
    [CKA.KEY_TYPE, CKK.RSA],
    [CKA.MODULUS, Buffer.from(n, 'base64url')],
    [CKA.PUBLIC_EXPONENT, Buffer.from(e, 'base64url')],
  ] as const;
  const ec = [
    [CKA.KEY_TYPE, CKK.EC],
    [CKA.EC_PARAMS, Buffer.from('06082a8648ce3d030107', 'hex')],
  ] as const;
  const attributes = new Map<number, number | boolean | Buffer>([
    [CKA.CLASS, CKO.PRIVATE_KEY],
    [CKA.LABEL, Buffer.from('seal')],
    [CKA.ID, Buffer.of(1)],
    [CKA.SIGN, true],
    ...(key.asymmetricKeyType === 'rsa' ? rsa : ec),
    ...more,
  ]);
  return { attributes, key };
}

/** A certificate on the fake. */
export function fakeCertificate(der: Uint8Array): FakeObject {
  const attributes = new Map<number, number | boolean | Buffer>([
    [CKA.CLASS, CKO.CERTIFICATE],
    [CKA.CERTIFICATE_TYPE, 0],
    [CKA.VALUE, Buffer.from(der)],
  ]);
  return { attributes };
}

/** An RSA key too short for seals. */
export function shortRsaKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}
