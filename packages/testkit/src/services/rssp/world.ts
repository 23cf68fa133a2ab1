/**
 * The PKI of the service: certificates of its credentials by two CAs, each of them with a policy that says what they are.
 *
 * @module
 */
import { addDays } from '../../clock.ts';
import type { Entity, EntityDefinition } from '../../pki/define.ts';
import type { TestKey } from '../../pki/key.ts';
import { SAMPLE_ALIAS, SAMPLE_ORGANIZATION, SAMPLE_POLICIES } from '../../pki/sample-organization.ts';
import type { World } from '../../pki/worlds/world.ts';
import { algorithmsOf, RSASSA_PSS } from './algorithms.ts';
import { SECOND_UNIT } from './japan/state.ts';
import { openTestKey } from './keys/pki-key.ts';
import type { RsspKey } from './keys/rssp-key.ts';
import type { CredentialDefinition, RsspCredential } from './model.ts';

/** Policy in the certificates of every credential: a test, never to be relied upon. */
const RSSP_TEST_POLICY = '2.999.7.1';

/** Second CA; the first is the `issuing-ca` of the world. */
export const AUTHORITY_B = 'rssp-ca-b';

/** Name of the entity of a credential in the PKI. */
function entityNameOf(credentialId: string): string {
  return `rssp-${credentialId}`;
}

/** What the PKI has to have besides the good world's entities for these credentials. */
export function rsspEntities(
  now: Date,
  credentials: readonly CredentialDefinition[],
): readonly EntityDefinition[] {
  const authority: EntityDefinition = {
    name: AUTHORITY_B,
    issuer: 'root',
    subject: [
      { C: 'JP' },
      { O: '例示第二認証株式会社' },
      { organizationIdentifier: 'NTRJP-1999000111222' },
      { CN: 'eSeal Test Issuing CA B' },
    ],
    profile: { kind: 'ca', pathLength: 0, policies: [{ oid: '2.5.29.32.0' }] },
    notBefore: addDays(now, -365),
    notAfter: addDays(now, 9 * 365),
  };
  return [
    authority,
    secondTimestampUnit(now),
    ...credentials.map((credential) => sealEntity(now, credential)),
  ];
}

/** A unit of another CA than that of the world's `tsa`. */
function secondTimestampUnit(now: Date): EntityDefinition {
  return {
    name: SECOND_UNIT,
    issuer: AUTHORITY_B,
    subject: [{ C: 'JP' }, { O: '例示第二認証株式会社' }, { CN: 'eSeal Test TSU 2' }],
    profile: { kind: 'timestamping' },
    notBefore: addDays(now, -30),
    notAfter: addDays(now, 8 * 365),
  };
}

function sealEntity(now: Date, definition: CredentialDefinition): EntityDefinition {
  const { id, authority = 'a', certificateStatus, key } = definition;
  return {
    name: entityNameOf(id),
    issuer: authority === 'a' ? 'issuing-ca' : AUTHORITY_B,
    ...SEAL,
    notBefore: addDays(now, -30),
    notAfter: addDays(now, certificateStatus === 'expired' ? -1 : 700),
    ...(key === undefined ? {} : { key: isRsspKey(key) ? certifiedOnly(key) : key }),
  };
}

function isRsspKey(key: NonNullable<CredentialDefinition['key']>): key is RsspKey {
  return typeof key !== 'string' && key.kind === 'rssp-key';
}

/** A key of a device where the PKI wants one of its own: it is certified and signs nothing. */
function certifiedOnly({ publicKey, kind }: RsspKey): TestKey {
  const refuse = (): never => {
    throw new TypeError('a key of a device does not leave it');
  };
  return {
    kind,
    algorithms: ['ecdsa-sha256'],
    publicKey,
    get pkcs8() {
      return refuse();
    },
    get privateKey() {
      return refuse();
    },
    sign: async () => refuse(),
  };
}

/** A credential with its key and its certificates out of the PKI. */
export async function openCredential(
  definition: CredentialDefinition,
  world: World,
): Promise<RsspCredential> {
  const entity = world.entity(entityNameOf(definition.id));
  const key = await keyOf(definition, entity.key);
  return {
    id: definition.id,
    user: definition.user,
    authorization: definition.authorization,
    key,
    algorithms: definition.algorithms ?? usualAlgorithms(key, entity.key.kind),
    certificates: entity.chain,
    root: world.root.certificate,
    scal: definition.scal ?? 1,
    multisign: definition.multisign ?? 100,
    keyStatus: definition.keyStatus ?? 'enabled',
    certificateStatus: definition.certificateStatus ?? 'valid',
    signatureQualifier: definition.signatureQualifier,
    description: definition.description ?? `Test credential ${definition.id}: not for production`,
  };
}

/** Another certificate for the key of a credential, by the CA that issued the one it had first. */
export function certifyKey(
  world: World,
  { id, key }: Pick<RsspCredential, 'id' | 'key'>,
  period: { readonly notBefore: Date; readonly notAfter: Date },
): Promise<Entity['chain']> {
  const name = entityNameOf(id);
  const issuer = world.entity(name).issuer?.name ?? 'issuing-ca';
  return world.pki.certify({ name, issuer, ...SEAL, ...period }, key.publicKey);
}

const SEAL: Pick<EntityDefinition, 'profile' | 'subject'> = {
  subject: SAMPLE_ORGANIZATION,
  profile: {
    kind: 'seal',
    policies: [...SAMPLE_POLICIES, { oid: RSSP_TEST_POLICY }],
    alias: SAMPLE_ALIAS,
  },
};

function keyOf({ key }: CredentialDefinition, made: TestKey): Promise<RsspKey> {
  return key !== undefined && isRsspKey(key) ? Promise.resolve(key) : openTestKey(made);
}

function usualAlgorithms(key: RsspKey, kind: string): readonly string[] {
  return kind.startsWith('rsa-pss') ? [RSASSA_PSS] : algorithmsOf(key);
}
