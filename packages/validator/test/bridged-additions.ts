/** Certificates beside those of the bridged world, for cases of their own. */
import {
  addDays,
  BRIDGED_NAMES,
  BRIDGED_POLICIES,
  type BridgedTerms,
  bridgedTerms,
  type DistinguishedName,
  type EntityDefinition,
  type ExtensionDefinition,
} from '@eseal/testkit';
import { NOW } from './judging.ts';

/** The policies of the domains. */
export const P: typeof BRIDGED_POLICIES = BRIDGED_POLICIES;

/** Authority of domain B that issues the seals of additions. */
export const ISSUING_B: DistinguishedName = [{ C: 'JP' }, { O: '例示認証株式会社' }, { OU: '発行認証局' }];

/** A seal certificate of B's issuing authority. */
export function sealOf(
  changes: Partial<EntityDefinition> = {},
  terms: Partial<BridgedTerms> = {},
): EntityDefinition {
  return addition({
    name: 'other-seal',
    issuer: 'issuing-ca',
    subject: [{ C: 'JP' }, { O: '株式会社サンプル' }, { CN: '別の印' }],
    profile: { kind: 'seal', policies: [] },
    quirks: bridgedTerms(ISSUING_B, { policies: [P.b], ...terms }),
    ...changes,
  });
}

/** A second authority of B's root with a seal of its own below. */
export function authorityOf(
  terms: Partial<BridgedTerms> = {},
  changes: Partial<EntityDefinition> = {},
): readonly EntityDefinition[] {
  const subject: DistinguishedName = [{ C: 'JP' }, { O: '例示認証株式会社' }, { OU: '第二認証局' }];
  return [
    addition({
      name: 'second-ca',
      issuer: 'b-root',
      subject,
      profile: { kind: 'ca' },
      quirks: bridgedTerms(BRIDGED_NAMES.b, { policies: [P.b], ...terms }),
      ...changes,
    }),
    sealOf({ issuer: 'second-ca', quirks: bridgedTerms(subject, { policies: [P.b] }) }),
  ];
}

/** A certificate with an extension in place of the one it had. */
export function withExtension(entity: EntityDefinition, extension: ExtensionDefinition): EntityDefinition {
  const others = (entity.quirks?.extensions ?? []).filter(({ oid }) => oid !== extension.oid);
  return { ...entity, quirks: { ...entity.quirks, extensions: [...others, extension] } };
}

/** A certificate in addition to the world's own: valid as long as those are. */
export function addition(definition: Omit<EntityDefinition, 'notBefore' | 'notAfter'>): EntityDefinition {
  return {
    ...definition,
    notBefore: addDays(NOW, -30),
    notAfter: addDays(NOW, 300),
  };
}
