/**
 * The native binding to PKCS #11 modules: what is used of the class `PKCS11` of pkcs11js, which is imported when a module is
 * opened and not before.
 *
 * @module
 */
import { Pkcs11Error } from './errors.ts';

/** A slot, session or object. */
export type Handle = Buffer;

/** An attribute of an object: a value to be set or found, or left out to be read. */
export interface Attribute {
  readonly type: number;
  readonly value?: number | boolean | string | Buffer;
}

/** A mechanism with its parameters. */
export interface Mechanism {
  readonly mechanism: number;
  readonly parameter?: Buffer | PssParameters;
}

/** Parameters of RSASSA-PSS (PKCS #11 v3.1 §6.1.8). */
export interface PssParameters {
  readonly type: number;
  readonly hashAlg: number;
  readonly mgf: number;
  readonly saltLen: number;
}

/** What a module says about a token (§3.2). */
export interface TokenInfo {
  readonly label: string;
  readonly serialNumber: string;
  readonly manufacturerID: string;
  readonly model: string;
  readonly flags: number;
  readonly sessionCount: number;
}

/** What of the class `PKCS11` of pkcs11js is used; the functions are those of PKCS #11 v3.1 §5. */
export interface Pkcs11Binding {
  load(path: string): void;
  close(): void;
  C_Initialize(options: { readonly flags: number }): void;
  C_Finalize(): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): TokenInfo;
  C_GetMechanismList(slot: Handle): number[];
  C_GetMechanismInfo(
    slot: Handle,
    mechanism: number,
  ): { readonly minKeySize: number; readonly maxKeySize: number; readonly flags: number };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_CloseSession(session: Handle): void;
  C_GetSessionInfo(session: Handle): { readonly state: number };
  C_Login(session: Handle, userType: number, pin: string): void;
  C_Logout(session: Handle): void;
  C_FindObjectsInit(session: Handle, template: Attribute[]): void;
  C_FindObjects(session: Handle, maxObjectCount: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(
    session: Handle,
    object: Handle,
    template: Attribute[],
  ): readonly { readonly type: number; readonly value: Buffer }[];
  C_CreateObject(session: Handle, template: Attribute[]): Handle;
  C_DestroyObject(session: Handle, object: Handle): void;
  C_GenerateKeyPairAsync(
    session: Handle,
    mechanism: Mechanism,
    publicTemplate: Attribute[],
    privateTemplate: Attribute[],
  ): Promise<{ readonly publicKey: Handle; readonly privateKey: Handle }>;
  C_SignInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Sign(session: Handle, data: Buffer, output: Buffer): Buffer;
  C_SignAsync(session: Handle, data: Buffer, output: Buffer): Promise<Buffer>;
}

/** Where the class comes from. */
export type ImportBinding = () => Promise<{ readonly PKCS11: new () => Pkcs11Binding }>;

/**
 * A binding that has no module loaded yet.
 *
 * @throws Pkcs11Error `PKCS11_BINDING_MISSING` when pkcs11js is not installed, or was not built
 */
export async function createBinding(
  importBinding: ImportBinding = () => import('pkcs11js'),
): Promise<Pkcs11Binding> {
  try {
    const { PKCS11 } = await importBinding();
    return new PKCS11();
  } catch (cause) {
    throw new Pkcs11Error(
      'PKCS11_BINDING_MISSING',
      'pkcs11js cannot be loaded: install it beside @eseal/signer-pkcs11 (npm install pkcs11js); its installation needs a C++ ' +
        'compiler, make and python3, and leave to run its build script',
      { cause },
    );
  }
}
