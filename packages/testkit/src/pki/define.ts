/**
 * A PKI declared as data, and the keys and certificates made of it.
 *
 * @module
 */
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { issueCertificate } from './certificate.ts';
import { authorityKeyIdentifier, type ExtensionDefinition, subjectKeyIdentifier } from './extensions.ts';
import type { KeyKind, TestKey } from './key.ts';
import { keyIdentifier } from './key-identifier.ts';
import { fixedKeys, type KeySource } from './key-source.ts';
import { type DistinguishedName, encodeName } from './name.ts';
import { type Addresses, type Profile, profileExtensions } from './profiles.ts';

/** One certificate. */
export interface EntityDefinition {
  /** Its name within the PKI, also in the addresses of what it publishes. */
  readonly name: string;
  /** Name of the entity that issues it; without one it issues itself. It must come earlier in the list. */
  readonly issuer?: string;
  readonly subject: DistinguishedName;
  readonly profile: Profile;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Its key: a kind to make, or a key. Default `p256`. */
  readonly key?: KeyKind | TestKey;
  /** Name of an earlier entity whose key this one has too: renewed and cross certificates. */
  readonly keyOf?: string;
  /** Content octets of the serial number. Default 16 random ones. */
  readonly serialNumber?: Uint8Array;
  /** What its issuer signs it with. Default the usual algorithm of the issuer's key. */
  readonly signatureAlgorithm?: SignatureAlgorithm;
  readonly quirks?: Quirks;
}

/** What is odd about a certificate. */
export interface Quirks {
  /** Version 1 leaves out all extensions. */
  readonly version?: 1;
  /** Object identifiers of extensions left out. */
  readonly without?: readonly string[];
  /** Extensions added; one with an identifier that is there already takes its place. */
  readonly extensions?: readonly ExtensionDefinition[];
  /** Name of an entity whose key signs in place of the issuer's. */
  readonly signedBy?: string;
  /** Another issuer name than the issuer's. */
  readonly issuerName?: DistinguishedName;
  /** AlgorithmIdentifier inside the signed part, differing from the outer one. */
  readonly innerAlgorithm?: Uint8Array;
  /** One bit of the signature value is wrong. */
  readonly brokenSignature?: true;
}

/** A whole PKI. */
export interface PkiDefinition {
  /** In order of issuance. */
  readonly entities: readonly EntityDefinition[];
  /** Where its services answer; goes into the certificates. Default `http://eseal.test`. */
  readonly baseUrl?: string;
  /** Where keys come from. Default {@link fixedKeys}. */
  readonly keys?: KeySource;
}

/** A certificate with its key. */
export interface Entity {
  readonly name: string;
  /** DER of the certificate. */
  readonly certificate: Uint8Array;
  readonly serialNumber: Uint8Array;
  /** DER of the subject's Name. */
  readonly subject: Uint8Array;
  readonly key: TestKey;
  /** The key in WebCrypto, bound to the first of `key.algorithms` and extractable. */
  readonly privateKey: CryptoKey;
  /** The key as PKCS #8. */
  readonly pkcs8: Uint8Array;
  /** Who issued it; a root issued itself. */
  readonly issuer: Entity | undefined;
  /** This certificate, then its issuers without the root. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
}

/** Keys and certificates of a {@link PkiDefinition}. */
export interface Pki {
  readonly baseUrl: string;
  readonly entities: readonly Entity[];
  /** The entity of that name; an unknown one is a TypeError. */
  entity(name: string): Entity;
  /**
   * Certifies a key whose private half stays with its owner, as a CA does.
   *
   * @param publicKey - DER of the SubjectPublicKeyInfo
   * @returns the certificate, then its issuers without the root
   */
  certify(definition: CertifiedEntity, publicKey: Uint8Array): Promise<Entity['chain']>;
}

/** What a certificate says, without its key. */
export type CertifiedEntity = Omit<EntityDefinition, 'key' | 'keyOf'>;

/** Where an entity's CRL, OCSP answers and certificate are found. */
export function addressesOf(baseUrl: string, name: string): Addresses {
  return {
    crl: `${baseUrl}/crl/${name}.crl`,
    ocsp: `${baseUrl}/ocsp`,
    caIssuers: `${baseUrl}/certificates/${name}.cer`,
  };
}

/**
 * Makes keys and certificates.
 *
 * @example
 * ```ts
 * import { createPki } from '@eseal/testkit';
 *
 * const from = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };
 * const pki = await createPki({
 *   entities: [{ name: 'root', subject: [{ CN: 'Root' }], profile: { kind: 'ca' }, ...from }],
 * });
 * console.log(pki.entity('root').certificate.length);
 * ```
 */
export async function createPki(definition: PkiDefinition): Promise<Pki> {
  const baseUrl = definition.baseUrl ?? 'http://eseal.test';
  const keys = definition.keys ?? fixedKeys();
  const made = new Map<string, Entity>();
  const entity = (name: string): Entity => {
    const found = made.get(name);
    if (found === undefined) throw new TypeError(`the PKI has no entity "${name}" (or not yet)`);
    return found;
  };
  for (const wanted of definition.entities) {
    if (made.has(wanted.name)) throw new TypeError(`the PKI has two entities "${wanted.name}"`);
    const key = await keyOf(wanted, entity, keys);
    made.set(wanted.name, await issue(wanted, key, { baseUrl, entity }));
  }
  return {
    baseUrl,
    entities: [...made.values()],
    entity,
    certify: async (wanted, publicKey) => (await certify(wanted, publicKey, { baseUrl, entity })).chain,
  };
}

async function keyOf(
  wanted: EntityDefinition,
  entity: (name: string) => Entity,
  keys: KeySource,
): Promise<TestKey> {
  if (wanted.keyOf !== undefined) return entity(wanted.keyOf).key;
  const { key = 'p256' } = wanted;
  return typeof key === 'string' ? keys(key) : key;
}

type Issuers = Pick<Pki, 'baseUrl' | 'entity'>;

async function issue(wanted: EntityDefinition, key: TestKey, pki: Issuers): Promise<Entity> {
  return {
    ...(await certify(wanted, key.publicKey, pki, key)),
    name: wanted.name,
    key,
    get privateKey() {
      return key.privateKey;
    },
    get pkcs8() {
      return key.pkcs8;
    },
  };
}

/** @param own - the key of the entity itself, which signs where it is its own issuer */
async function certify(
  wanted: CertifiedEntity,
  publicKey: Uint8Array,
  pki: Issuers,
  own?: TestKey,
): Promise<Pick<Entity, 'certificate' | 'serialNumber' | 'subject' | 'issuer' | 'chain'>> {
  const { quirks = {} } = wanted;
  const issuer = wanted.issuer === undefined ? undefined : pki.entity(wanted.issuer);
  const subject = encodeName(wanted.subject);
  const serialNumber = wanted.serialNumber ?? randomSerialNumber();
  const signer = quirks.signedBy === undefined ? (issuer?.key ?? own) : pki.entity(quirks.signedBy).key;
  if (signer === undefined) throw new TypeError(`"${wanted.name}" needs an issuer: its key is elsewhere`);
  const certificate = await issueCertificate({
    version: quirks.version ?? 3,
    serialNumber,
    issuer: quirks.issuerName === undefined ? (issuer?.subject ?? subject) : encodeName(quirks.issuerName),
    subject,
    notBefore: wanted.notBefore,
    notAfter: wanted.notAfter,
    publicKey,
    extensions: await extensionsOf(wanted, publicKey, issuer, pki.baseUrl),
    signer,
    ...(wanted.signatureAlgorithm === undefined ? {} : { signatureAlgorithm: wanted.signatureAlgorithm }),
    ...(quirks.innerAlgorithm === undefined ? {} : { innerAlgorithm: quirks.innerAlgorithm }),
    brokenSignature: quirks.brokenSignature ?? false,
  });
  const chain = [certificate, ...(issuer?.issuer === undefined ? [] : issuer.chain)] as const;
  return { certificate, serialNumber, subject, issuer, chain };
}

async function extensionsOf(
  wanted: CertifiedEntity,
  publicKey: Uint8Array,
  issuer: Entity | undefined,
  baseUrl: string,
): Promise<readonly ExtensionDefinition[]> {
  const { without = [], extensions = [] } = wanted.quirks ?? {};
  const usual = [
    ...(issuer === undefined ? [] : [authorityKeyIdentifier(await keyIdentifier(issuer.key.publicKey))]),
    subjectKeyIdentifier(await keyIdentifier(publicKey)),
    ...profileExtensions(wanted.profile, issuer && addressesOf(baseUrl, issuer.name)),
  ];
  const replaced = new Set([...without, ...extensions.map(({ oid }) => oid)]);
  return [...usual.filter(({ oid }) => !replaced.has(oid)), ...extensions];
}

function randomSerialNumber(): Uint8Array {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
