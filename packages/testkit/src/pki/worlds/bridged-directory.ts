/**
 * What authorities publish in a directory (RFC 4523): lists, certificates, and pairs of cross-certificates.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { basicConstraints, encodeCrossCertificatePair, parseCertificate } from '@eseal/core/x509';
import { issueCrl } from '../../services/crl.ts';
import type { Revocation } from '../../services/revocation.ts';
import { issuingDistributionPoint } from '../crl-extensions.ts';
import type { Entity, EntityDefinition } from '../define.ts';
import { type DistinguishedName, encodeName } from '../name.ts';
import type { World } from './world.ts';
import type { WorldRevocation } from './world-services.ts';

/** Attributes of an authority's entry. */
export type DirectoryAttribute =
  | 'certificateRevocationList'
  | 'authorityRevocationList'
  | 'deltaRevocationList'
  | 'cACertificate'
  | 'crossCertificatePair';

/** An entry: several authorities of one name share it. */
export interface DirectoryEntry {
  readonly name: DistinguishedName;
  readonly attributes: Readonly<Partial<Record<DirectoryAttribute, readonly Uint8Array[]>>>;
}

/** A directory without a server. */
export interface WorldDirectory {
  /** Everything in it, as of now. */
  entries(): Promise<readonly DirectoryEntry[]>;
  /**
   * Values in the entry of a name; none for a name or an attribute that is not there.
   *
   * @param name - with the DER of the Name as `raw`
   */
  lookUp(name: { readonly raw: Uint8Array }, attribute: DirectoryAttribute): Promise<readonly Uint8Array[]>;
}

/** What a directory tells of. */
export interface DirectoryContent extends Pick<World, 'pki' | 'clock'> {
  /** The definitions of the PKI's entities, for their names. */
  readonly definitions: readonly EntityDefinition[];
  /** Those between domains. */
  readonly crossCertificates: readonly Entity[];
  readonly revocations: readonly WorldRevocation[];
}

/** The directory of all authorities of a world. */
export function createWorldDirectory(content: DirectoryContent): WorldDirectory {
  const { definitions, pki } = content;
  const isIssuer = (name: string): boolean => pki.entities.some(({ issuer }) => issuer?.name === name);
  const names = new Map(
    definitions
      .filter(({ name }) => isIssuer(name))
      .map(({ subject }) => [encodeName(subject).join(), subject] as const),
  );
  return {
    entries: () =>
      Promise.all(
        [...names.values()].map(async (name) => ({ name, attributes: await attributesOf(name, content) })),
      ),
    lookUp: async ({ raw }, attribute) => {
      const name = names.get(raw.join());
      return name === undefined ? [] : ((await attributesOf(name, content))[attribute] ?? []);
    },
  };
}

async function attributesOf(
  name: DistinguishedName,
  content: DirectoryContent,
): Promise<DirectoryEntry['attributes']> {
  const { pki } = content;
  const subject = encodeName(name);
  const issuers = pki.entities.filter(
    (entity) => equalBytes(entity.subject, subject) && pki.entities.some(({ issuer }) => issuer === entity),
  );
  const lists = (only: 'ca' | 'user') =>
    Promise.all(issuers.map((issuer) => listOf(issuer, { only, directory: name }, content)));
  return {
    certificateRevocationList: await lists('user'),
    authorityRevocationList: await lists('ca'),
    cACertificate: issuers.map(({ certificate }) => certificate),
    crossCertificatePair: pairsOf(subject, content.crossCertificates),
  };
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The list of an authority about authorities, or about all others. */
async function listOf(
  issuer: Entity,
  scope: { readonly only: 'ca' | 'user'; readonly directory: DistinguishedName },
  { pki, clock, revocations }: DirectoryContent,
): Promise<Uint8Array> {
  const now = clock.now();
  const revoked = revocations.flatMap(({ entity, ...rest }): readonly Revocation[] => {
    const { issuer: by, serialNumber, certificate } = pki.entity(entity);
    const listed = by === issuer && rest.at <= now && isAuthority(certificate) === (scope.only === 'ca');
    return listed ? [{ serialNumber, ...rest }] : [];
  });
  return issueCrl({
    issuer,
    revocations: revoked,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + WEEK),
    number: Math.floor(now.getTime() / 1000),
    extensions: [issuingDistributionPoint(scope)],
  });
}

function isAuthority(certificate: Uint8Array): boolean {
  return basicConstraints(parseCertificate(certificate))?.cA === true;
}

/** What others certified of an authority, each with what it certified of them in return. */
function pairsOf(subject: Uint8Array, cross: readonly Entity[]): readonly Uint8Array[] {
  const isOf = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
    one !== undefined && other !== undefined && equalBytes(one, other);
  const to = cross.filter((one) => isOf(one.subject, subject));
  const by = cross.filter(({ issuer }) => isOf(issuer?.subject, subject));
  const both = to.map((one) => ({ one, other: by.find((two) => isOf(two.subject, one.issuer?.subject)) }));
  const alone = by.filter((two) => !both.some(({ other }) => other === two));
  return [...both, ...alone.map((other) => ({ one: undefined, other }))].map(({ one, other }) =>
    encodeCrossCertificatePair({
      ...(one && { issuedToThisCa: parseCertificate(one.certificate) }),
      ...(other && { issuedByThisCa: parseCertificate(other.certificate) }),
    }),
  );
}
