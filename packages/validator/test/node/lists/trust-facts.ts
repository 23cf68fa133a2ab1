/**
 * Facts about which certificates a list trusts, and when.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { equalBytes, toHex } from '@eseal/core';
import { type Certificate, equalNames } from '@eseal/core/x509';
import type { TrustService } from '../../../src/lists/list.ts';
import { identifies, stateAt } from '../../../src/trust/service-at.ts';
import { certificatesOf, type ListFacts, type ReadCase, readCase, servicesOf } from './list-case.ts';
import { distinctCertificates } from './reading-facts.ts';

const STATUS = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus';

/** Statuses that count, by the names of the corpus; `undefined`: every one. */
const STATUSES: Readonly<Record<string, readonly string[] | undefined>> = {
  anyStatus: undefined,
  granted: [`${STATUS}/granted`],
  grantedOrRecognisedAtNationalLevel: [`${STATUS}/granted`, `${STATUS}/recognisedatnationallevel`],
};

function holders(list: ReadCase['list']): ReadonlyMap<string, readonly TrustService[]> {
  const found = new Map<string, TrustService[]>();
  for (const service of servicesOf(list))
    for (const { certificate } of service.identities) {
      const key = certificate === undefined ? '' : toHex(certificate.raw);
      if (key !== '') found.set(key, [...(found.get(key) ?? []), service]);
    }
  return found;
}

function trustedAt(expected: unknown, { list }: ReadCase): boolean {
  const { time, ...byStatus } = expected as Readonly<Record<string, unknown>>;
  return Object.entries(byStatus).every(([name, wanted]) => {
    const statuses = STATUSES[name];
    const meets = (status: string | undefined): boolean =>
      status !== undefined && (statuses?.includes(status) ?? true);
    const found = { trusted: 0, expired: 0, never: 0 };
    for (const services of holders(list).values()) {
      if (services.some((service) => meets(stateAt(service, new Date(String(time)))?.status)))
        found.trusted++;
      else if (services.some(({ states }) => states.some(({ status }) => meets(status)))) found.expired++;
      else found.never++;
    }
    return isDeepStrictEqual(found, wanted);
  });
}

function allCertificates(list: ReadCase['list']): readonly Certificate[] {
  const all = servicesOf(list).flatMap(({ identities }) =>
    identities.flatMap(({ certificate }) => certificate ?? []),
  );
  return [...new Map(all.map((certificate) => [toHex(certificate.raw), certificate])).values()];
}

/** Certificates and services of a list that have to do with a given certificate. */
function lookUp({ one, list }: ReadCase): unknown {
  const [wanted] = certificatesOf([one.config?.lookupCertificateDerBase64]);
  const all = allCertificates(list);
  const sameKey = all.filter((one) => wanted && equalBytes(one.publicKey.raw, wanted.publicKey.raw));
  return {
    services: servicesFor(list, wanted).length,
    samePublicKey: sameKey.length,
    sameSubject: all.filter(({ subject }) => wanted && equalNames(subject, wanted.subject)).length,
    sameEntityKey: sameKey.filter(({ subject }) => wanted && equalNames(subject, wanted.subject)).length,
  };
}

function servicesFor(list: ReadCase['list'], certificate: Certificate | undefined): readonly TrustService[] {
  return servicesOf(list).filter(({ identities }) =>
    identities.some((identity) => certificate !== undefined && identifies(identity, certificate)),
  );
}

function configured({ one }: ReadCase, name: string): Certificate | undefined {
  return certificatesOf([one.config?.[name]])[0];
}

function areEquivalent(found: ReadCase): boolean {
  const [a, b] = ['certificate1DerBase64', 'certificate2DerBase64'].map((name) => configured(found, name));
  if (a === undefined || b === undefined) return false;
  return equalNames(a.subject, b.subject) && equalBytes(a.publicKey.raw, b.publicKey.raw);
}

function statesAfterNotBefore(found: ReadCase): number {
  const certificate = configured(found, 'certificate1DerBase64');
  return servicesFor(found.list, certificate)
    .flatMap(({ states }) => states)
    .filter(({ until }) => certificate && (until === undefined || until > certificate.notBefore)).length;
}

/** Facts by the names of statements. */
export const TRUST_FACTS: ListFacts = {
  trustedAt,
  lookup: (expected, found) => isDeepStrictEqual(lookUp(found), expected),
  trustedCertificates: (expected, found) => {
    const pointed = Object.values(found.one.tlLocations ?? {});
    const all = [found, ...pointed.map((file) => readCase({ ...found.one, file }, found.read))];
    return all.reduce((sum, one) => sum + distinctCertificates(one), 0) === expected;
  },
  certificatesEquivalent: (expected, found) => areEquivalent(found) === expected,
  servicesForCertificate1: (expected, found) =>
    servicesFor(found.list, configured(found, 'certificate1DerBase64')).length === expected,
  servicesForCertificate2: (expected, found) =>
    servicesFor(found.list, configured(found, 'certificate2DerBase64')).length === expected,
  statusesAfterNotBefore: (expected, found) => statesAfterNotBefore(found) === expected,
  tspsForCertificate1: (expected, { list, ...found }) =>
    list?.providers.filter(
      (provider) =>
        servicesFor(
          { ...list, providers: [provider] },
          configured({ list, ...found }, 'certificate1DerBase64'),
        ).length > 0,
    ).length === expected,
};
