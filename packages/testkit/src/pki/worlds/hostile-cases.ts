/**
 * Certificates with exactly one thing wrong each, and what it is.
 *
 * @module
 */
import { addDays } from '../../clock.ts';
import type { EntityDefinition, Quirks } from '../define.ts';
import {
  authorityKeyIdentifier,
  certificateAuthority,
  extendedKeyUsage,
  keyUsage,
  nameConstraints,
  unknownExtension,
} from '../extensions.ts';
import type { KeyKind } from '../key.ts';
import { SAMPLE_AUTHORITY, SAMPLE_ORGANIZATION, SAMPLE_POLICIES } from '../sample-organization.ts';
import { signatureAlgorithmIdentifier } from '../signature-algorithms.ts';

/** A certificate that must not be accepted. */
export interface HostileCase {
  /** Name of the leaf in the hostile world. */
  readonly entity: string;
  /** What is wrong with it or above it. */
  readonly odd: string;
  /** The rule it breaks. */
  readonly citation: string;
}

/** A case with the certificates it needs, the leaf last. */
export interface HostileDefinition extends HostileCase {
  readonly entities: readonly EntityDefinition[];
}

const PURPOSE = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  any: '2.5.29.37.0',
} as const;

type Issue = (overrides?: Partial<EntityDefinition>) => EntityDefinition;

/** Every case, for the time the world is made for. */
export function hostileDefinitions(now: Date, key: KeyKind): readonly HostileDefinition[] {
  return [...oddLeaves(now), ...weakLeaf(now, key), ...oddAuthorities(now), ...oddServices(now)];
}

function leaf(now: Date, name: string): Issue {
  return (overrides = {}) => ({
    name,
    issuer: 'issuing-ca',
    subject: SAMPLE_ORGANIZATION,
    profile: { kind: 'seal', policies: SAMPLE_POLICIES },
    notBefore: addDays(now, -30),
    notAfter: addDays(now, 700),
    keyOf: 'seal',
    ...overrides,
  });
}

function oddLeaves(now: Date): readonly HostileDefinition[] {
  const odd = (entity: string, text: string, citation: string, overrides: Partial<EntityDefinition>) => ({
    entity,
    odd: text,
    citation,
    entities: [leaf(now, entity)(overrides)],
  });
  const quirk = (entity: string, text: string, citation: string, quirks: Quirks) =>
    odd(entity, text, citation, { quirks });
  const serverOnly = extendedKeyUsage([PURPOSE.serverAuth]);
  const elsewhere = authorityKeyIdentifier(new Uint8Array(20).fill(0x11));
  return [
    odd('expired', 'it ended a month ago', 'RFC 5280 §6.1.3 (a)(2)', {
      notBefore: addDays(now, -760),
      notAfter: addDays(now, -30),
    }),
    odd('not-yet-valid', 'it begins in a month', 'RFC 5280 §6.1.3 (a)(2)', { notBefore: addDays(now, 30) }),
    quirk('unknown-critical-extension', 'an extension nobody knows is critical', 'RFC 5280 §4.2', {
      extensions: [unknownExtension(true)],
    }),
    quirk('wrong-key-usage', 'its key is for encipherment only', 'RFC 5280 §4.2.1.3', {
      extensions: [keyUsage('keyEncipherment')],
    }),
    quirk('leaf-is-a-ca', 'it is a CA certificate', 'RFC 5280 §4.2.1.9', {
      extensions: [certificateAuthority(), keyUsage('digitalSignature', 'nonRepudiation', 'keyCertSign')],
    }),
    quirk('server-purpose-only', 'its key purpose is TLS servers', 'RFC 5280 §4.2.1.12', {
      extensions: [serverOnly],
    }),
    quirk('broken-signature', 'one bit of its signature is wrong', 'RFC 5280 §6.1.3 (a)(1)', {
      brokenSignature: true,
    }),
    quirk('signed-by-another-key', 'the root signed it, not its issuer', 'RFC 5280 §6.1.3 (a)(1)', {
      signedBy: 'root',
    }),
    quirk('two-algorithms', 'the algorithm inside differs from the one beside', 'RFC 5280 §4.1.1.2', {
      innerAlgorithm: signatureAlgorithmIdentifier('ecdsa-sha1'),
    }),
    quirk('wrong-issuer-name', "its issuer's name is somebody else's", 'RFC 5280 §6.1.3 (a)(4)', {
      issuerName: [...SAMPLE_AUTHORITY, { CN: 'Nobody' }],
    }),
    quirk('wrong-authority-key', 'its authorityKeyIdentifier is of another key', 'RFC 5280 §4.2.1.1', {
      extensions: [elsewhere],
    }),
  ];
}

/** Signed over SHA-1, where the issuer's kind of key can. */
function weakLeaf(now: Date, key: KeyKind): readonly HostileDefinition[] {
  if (key === 'ed25519') return [];
  const rsa = key.startsWith('rsa-pss') ? 'rsa-pss-sha1' : 'rsa-sha1';
  const signatureAlgorithm = key.startsWith('rsa') ? rsa : 'ecdsa-sha1';
  const entity = 'weak-digest';
  const entities = [leaf(now, entity)({ signatureAlgorithm })];
  return [{ entity, odd: 'it is signed over SHA-1', citation: 'CRYPTREC LS-0001', entities }];
}

function oddAuthorities(now: Date): readonly HostileDefinition[] {
  const under = (name: string, text: string, citation: string, overrides: Partial<EntityDefinition>) => {
    const authority: EntityDefinition = {
      name: `${name}-ca`,
      issuer: 'root',
      subject: [...SAMPLE_AUTHORITY, { CN: `eSeal Test ${name}` }],
      profile: { kind: 'ca' },
      notBefore: addDays(now, -365),
      notAfter: addDays(now, 3650),
      ...overrides,
    };
    const below = leaf(now, name)({ issuer: authority.name });
    return { entity: name, odd: text, citation, entities: [authority, below] };
  };
  const quirk = (name: string, text: string, citation: string, quirks: Quirks) =>
    under(name, text, citation, { quirks });
  const elsewhere = nameConstraints({ permitted: [[{ C: 'JP' }, { O: '別の会社' }]] });
  return [
    quirk(
      'issuer-without-basic-constraints',
      'its issuer does not say that it is a CA',
      'RFC 5280 §6.1.4 (k)',
      {
        without: ['2.5.29.19'],
      },
    ),
    quirk('issuer-without-cert-sign', "its issuer's key may not sign certificates", 'RFC 5280 §6.1.4 (n)', {
      extensions: [keyUsage('digitalSignature', 'cRLSign')],
    }),
    quirk(
      'issuer-with-unknown-critical-extension',
      'its issuer has a critical extension',
      'RFC 5280 §6.1.4 (o)',
      {
        extensions: [unknownExtension(true)],
      },
    ),
    quirk('outside-name-constraints', 'its issuer may only name another company', 'RFC 5280 §6.1.3 (b)', {
      extensions: [elsewhere],
    }),
    under('issuer-expired', 'its issuer ended a month ago', 'RFC 5280 §6.1.3 (a)(2)', {
      notAfter: addDays(now, -30),
    }),
    under('path-too-long', 'it is below a CA that may have no CA below it', 'RFC 5280 §6.1.4 (l)', {
      issuer: 'issuing-ca',
    }),
    issuedByLeaf(now),
    impostor(now),
  ];
}

function issuedByLeaf(now: Date): HostileDefinition {
  const entity = 'issued-by-a-leaf';
  const { keyOf: _, ...below } = leaf(
    now,
    entity,
  )({ issuer: 'seal', subject: [{ C: 'JP' }, { O: '別の会社' }] });
  return { entity, odd: 'a seal certificate issued it', citation: 'RFC 5280 §6.1.4 (k)', entities: [below] };
}

function impostor(now: Date): HostileDefinition {
  const root: EntityDefinition = {
    name: 'impostor-root',
    subject: [...SAMPLE_AUTHORITY, { CN: 'eSeal Test Root CA' }],
    profile: { kind: 'ca' },
    notBefore: addDays(now, -365),
    notAfter: addDays(now, 3650),
  };
  const below = leaf(now, 'under-an-impostor')({ issuer: 'impostor-root' });
  return {
    entity: 'under-an-impostor',
    odd: "its root has the true root's name and another key",
    citation: 'RFC 5280 §6.1.1 (d)',
    entities: [root, below],
  };
}

function oddServices(now: Date): readonly HostileDefinition[] {
  const unit = (entity: string, text: string, quirks: Quirks) => ({
    entity,
    odd: text,
    citation: 'RFC 3161 §2.3',
    entities: [leaf(now, entity)({ profile: { kind: 'timestamping' }, keyOf: 'tsa', quirks })],
  });
  const responder = (entity: string, text: string, overrides: Partial<EntityDefinition>) => ({
    entity,
    odd: text,
    citation: 'RFC 6960 §4.2.2.2',
    entities: [leaf(now, entity)({ profile: { kind: 'ocsp-responder' }, keyOf: 'ocsp', ...overrides })],
  });
  const { timeStamping, serverAuth, any } = PURPOSE;
  return [
    unit('tsa-purpose-not-critical', 'its sole purpose is not critical', {
      extensions: [extendedKeyUsage([timeStamping])],
    }),
    unit('tsa-two-purposes', 'it has a second purpose', {
      extensions: [extendedKeyUsage([timeStamping, serverAuth], true)],
    }),
    unit('tsa-any-purpose', 'it has any purpose', { extensions: [extendedKeyUsage([any], true)] }),
    unit('tsa-without-purpose', 'it has no purpose', { without: ['2.5.29.37'] }),
    responder('responder-without-purpose', 'it may not sign OCSP answers', {
      quirks: { without: ['2.5.29.37'] },
    }),
    responder('responder-of-another-ca', 'another CA delegated to it', { issuer: 'root' }),
  ];
}
