/**
 * Directories of OpenLDAP: what authorities publish there is found by the names in certificates, and decides verdicts.
 *
 * @module
 */
import { parseCertificate } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import {
  addDays,
  BRIDGED_POLICIES,
  type BridgedWorld,
  createBridgedWorld,
  createWorld,
  crlDistributionPoints,
  type DistinguishedName,
  goodEntities,
  issueCrl,
  type World,
  type WorldOptions,
} from '@eseal/testkit';
import {
  collectCrossCertificates,
  createBridgeTrust,
  createOnlineRevocation,
  type TrustSource,
  type ValidateOptions,
  validate,
} from '@eseal/validator';
import { createLdapDirectory, type LdapDirectory, type LdapDirectoryOptions } from '@eseal/validator/ldap';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealedBy } from '../../packages/validator/test/sealed.ts';
import { suiteFor } from '../judges.ts';
import { type DirectoryServer, startSlapd } from '../lib/slapd.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';

const NOW = new Date(Math.floor(Date.now() / 1000) * 1000);
const nameOf = (certificate: Uint8Array) => parseCertificate(certificate).subject;

suiteFor(['slapd', 'ldapadd', 'openssl'], 'a directory of OpenLDAP', () => {
  let bench: Workbench;
  let server: DirectoryServer;
  let world: BridgedWorld;
  let directory: LdapDirectory;

  const open = (options: Partial<LdapDirectoryOptions> = {}): LdapDirectory =>
    createLdapDirectory({ url: `ldap://127.0.0.1:${server.port}`, ...options });

  beforeAll(async () => {
    bench = createWorkbench();
    server = await startSlapd(bench);
    world = await createBridgedWorld({ now: NOW });
    await server.add(await world.directory.entries());
    directory = open();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    bench[Symbol.dispose]();
  });

  /** A certificate whose subject is the name of an entry. */
  const authorityOf = async (subject: DistinguishedName): Promise<Uint8Array> => {
    const named = await createWorld(
      (now) => goodEntities(now).map((one) => (one.name === 'root' ? { ...one, subject } : one)),
      { now: NOW },
    );
    return named.root.certificate;
  };

  it('gives what an authority published, by its name', async () => {
    const { entries } = world.directory;
    for (const { attributes } of await entries()) {
      const [certificate] = attributes.cACertificate ?? [];
      if (certificate === undefined) continue;
      const found = await directory.lookUp(nameOf(certificate), 'crossCertificatePair');
      expect(found.map(String).sort()).toEqual((attributes.crossCertificatePair ?? []).map(String).sort());
      const lists = await directory.resolveDirectory(nameOf(certificate), 'certificateRevocationList');
      expect(lists).toHaveLength(attributes.certificateRevocationList?.length ?? 0);
    }
  });

  it('gives nothing for an entry or an attribute that is not there', async () => {
    const nobody = await authorityOf([{ C: 'JP' }, { O: 'Nobody' }]);
    expect(await directory.lookUp(nameOf(nobody), 'cACertificate')).toEqual([]);
    expect(await directory.lookUp(nameOf(world.root.certificate), 'deltaRevocationList')).toEqual([]);
  });

  it.each<readonly [string, DistinguishedName]>([
    ['in Japanese', [{ C: 'JP' }, { O: '株式会社「例」・東京' }]],
    ['with what means something in names', [{ C: 'JP' }, { O: 'A, B + C = "D"; <E> \\ #F' }]],
    ['with several values in one part', [{ C: 'JP' }, { O: 'Several', OU: 'Values' }]],
    [
      'with an organizationIdentifier',
      [{ C: 'JP' }, { O: 'Organization' }, { O: 'X', organizationIdentifier: 'NTRJP-5999000111222' }],
    ],
    ['that begin with a number sign', [{ C: 'JP' }, { O: '#1 in the list' }, { OU: 'x' }]],
  ])('finds names %s', async (_, subject) => {
    const certificate = await authorityOf(subject);
    await server.add([{ name: subject, attributes: { cACertificate: [certificate] } }]);
    expect(await directory.lookUp(nameOf(certificate), 'cACertificate')).toEqual([certificate]);
  });

  it('is asked for no more than the entry of the name, whatever the name is made of', async () => {
    for (const O of ['*', 'x)(objectClass=*', 'Example Ministry A,C=JP??sub?(objectClass=*)', '\u0000']) {
      const certificate = await authorityOf([{ C: 'JP' }, { O }]);
      expect(await directory.lookUp(nameOf(certificate), 'cACertificate')).toEqual([]);
    }
  });

  it('may hold the names of certificates below a name of its own', async () => {
    const certificate = await authorityOf([{ OU: 'Mirrored' }]);
    const name: DistinguishedName = [{ C: 'JP' }, { O: 'Mirror' }, { OU: 'Mirrored' }];
    await server.add([{ name, attributes: { cACertificate: [certificate] } }]);
    const mirror = open({ baseDn: 'O=Mirror,C=JP' });
    expect(await mirror.lookUp(nameOf(certificate), 'cACertificate')).toEqual([certificate]);
    expect(await directory.lookUp(nameOf(certificate), 'cACertificate').catch(() => 'refused')).not.toEqual([
      certificate,
    ]);
  });

  it('is not followed to another directory', async () => {
    const elsewhere = await authorityOf([{ C: 'FR' }, { O: 'Ailleurs' }]);
    await expect(directory.lookUp(nameOf(elsewhere), 'cACertificate')).rejects.toMatchObject({
      code: 'TRANSPORT_REFUSED',
      message: expect.stringContaining('another directory'),
    });
  });

  it('gives no answer that is longer than allowed', async () => {
    const small = open({ maxBytes: 300 });
    await expect(
      small.lookUp(nameOf(world.root.certificate), 'certificateRevocationList'),
    ).rejects.toMatchObject({
      code: 'TRANSPORT_REFUSED',
      facts: { maxBytes: 300 },
    });
  });

  it('is asked over ldaps, by a certificate that an accepted authority vouches for', async () => {
    const url = `ldaps://127.0.0.1:${server.securePort}`;
    const name = nameOf(world.root.certificate);
    const secure = open({ url, certificateAuthorities: [server.authority] });
    expect(await secure.lookUp(name, 'cACertificate')).toEqual([world.root.certificate]);
    await expect(open({ url }).lookUp(name, 'cACertificate')).rejects.toMatchObject({
      code: 'TRANSPORT_FAILED',
      message: expect.stringContaining('SELF_SIGNED'),
    });
  });

  it('shows closed entries to those who say who they are, and never repeats their password', async () => {
    const subject: DistinguishedName = [{ C: 'JP' }, { OU: 'Closed' }, { OU: 'Inside' }];
    const certificate = await authorityOf(subject);
    await server.add([{ name: subject, attributes: { cACertificate: [certificate] } }]);
    const bind = (password: string) => ({ name: server.reader.name, password: () => password });
    const url = `ldaps://127.0.0.1:${server.securePort}`;
    const as = (password: string) =>
      open({ url, certificateAuthorities: [server.authority], bind: bind(password) });
    const name = nameOf(certificate);
    expect(await directory.lookUp(name, 'cACertificate')).toEqual([]);
    expect(await as(server.reader.password).lookUp(name, 'cACertificate')).toEqual([certificate]);
    const wrong = 'not-the-password';
    const error = await as(wrong)
      .lookUp(name, 'cACertificate')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'TRANSPORT_FAILED',
      message: expect.stringContaining('result code 49'),
    });
    expect(inspectAll(error)).not.toContain(wrong);
  });

  it('is asked at addresses that certificates name, as far as those may be called', async () => {
    const entry = encodeURIComponent('OU=Ministry A Root CA,O=Example Ministry A,C=JP');
    const at = (host: string) => `ldap://${host}/${entry}?certificateRevocationList;binary`;
    const lists = await directory.fetchOther(at(`127.0.0.1:${server.port}`));
    expect(lists).toHaveLength(1);
    expect(await directory.fetchOther(`ldap:///${entry}?certificateRevocationList`)).toEqual(lists);
    expect(await directory.fetchOther(`ldap:///${entry}`)).toHaveLength(2);
    const other = createLdapDirectory({ url: 'ldaps://directory.example.jp' });
    await expect(other.fetchOther(at(`127.0.0.1:${server.port}`))).rejects.toMatchObject({
      code: 'TRANSPORT_REFUSED',
    });
    const allowed = createLdapDirectory({
      url: 'ldaps://directory.example.jp',
      allowHosts: [`127.0.0.1:${server.port}`],
    });
    expect(await allowed.fetchOther(at(`127.0.0.1:${server.port}`))).toEqual(lists);
  });

  it('tells how to get from the own authority to all others of a bridge', async () => {
    const { certificates, problems, leftOut, truncated } = await collectCrossCertificates(directory, [
      nameOf(world.root.certificate),
    ]);
    expect([problems, leftOut, truncated]).toEqual([[], 0, false]);
    const found = new Set(certificates.map(({ raw }) => String(raw)));
    const missing = world.crossCertificates.filter((one) => !found.has(String(one)));
    const links = ['d-new-with-old', 'd-old-with-new'].map((name) => String(world.entity(name).certificate));
    expect(missing.map(String).filter((one) => !links.includes(one))).toEqual([]);
  });

  const trustOf = (
    own: BridgedWorld,
    crossCertificates: Parameters<typeof createBridgeTrust>[0]['crossCertificates'],
  ): TrustSource =>
    createBridgeTrust({ anchors: own.anchors, crossCertificates, policies: [BRIDGED_POLICIES.a] });

  const verdictOf = async (own: World, options: ValidateOptions): Promise<string> => {
    const document = new TextEncoder().encode('各位');
    const sealed = await sealedBy(own, document, cades({ packaging: 'attached' }));
    const { conclusion } = await validate(sealed, { ...options, validationTime: NOW, now: NOW });
    return 'subIndication' in conclusion
      ? `${conclusion.indication} ${conclusion.subIndication}`
      : conclusion.indication;
  };

  it('B-12: decides on a seal whose lists are nowhere else', async () => {
    const { certificates } = await collectCrossCertificates(directory, [nameOf(world.root.certificate)]);
    const trust = trustOf(world, certificates);
    expect(await verdictOf(world, { trust })).toBe('INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE');
    const revocationProvider = createOnlineRevocation({ ...directory });
    expect(await verdictOf(world, { trust, revocationProvider })).toBe('TOTAL-PASSED');
  });

  const withRevocation = async (revocations: NonNullable<WorldOptions['revocations']>): Promise<string> => {
    using folder = createWorkbench();
    await using second = await startSlapd(folder);
    const revoked = await createBridgedWorld({ now: NOW, revocations });
    await second.add(await revoked.directory.entries());
    const own = createLdapDirectory({ url: `ldap://127.0.0.1:${second.port}` });
    const { certificates } = await collectCrossCertificates(own, [nameOf(revoked.root.certificate)]);
    const trust = trustOf(revoked, certificates);
    return await verdictOf(revoked, { trust, revocationProvider: createOnlineRevocation({ ...own }) });
  };

  it('B-12: lists a seal certificate that was revoked', async () => {
    const revocations = [{ entity: 'seal', at: addDays(NOW, -2) }];
    expect(await withRevocation(revocations)).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('B-03: lists a cross-certificate that was revoked, beside which another route holds', async () => {
    expect(await withRevocation([{ entity: 'bridge-to-b', at: addDays(NOW, -2) }])).toBe('TOTAL-PASSED');
    const both = ['bridge-to-b', 'c-to-b'].map((entity) => ({ entity, at: addDays(NOW, -2) }));
    expect(await withRevocation(both)).toBe('INDETERMINATE REVOKED_CA_NO_POE');
  });

  it('holds lists that certificates name by an ldap address', async () => {
    const name: DistinguishedName = [{ C: 'JP' }, { O: 'By Address' }];
    const address = `ldap://127.0.0.1:${server.port}/O=By%20Address,C=JP?certificateRevocationList;binary?base?objectClass=cRLDistributionPoint`;
    const addressed = await createWorld(
      (now) =>
        goodEntities(now).map((one) =>
          one.name === 'seal' || one.name === 'issuing-ca'
            ? {
                ...one,
                quirks: { without: ['1.3.6.1.5.5.7.1.1'], extensions: [crlDistributionPoints([address])] },
              }
            : one,
        ),
      { now: NOW },
    );
    const listOf = (entity: 'root' | 'issuing-ca') =>
      issueCrl({
        issuer: addressed.entity(entity),
        revocations: [],
        thisUpdate: NOW,
        nextUpdate: addDays(NOW, 7),
        number: 1,
      });
    const lists = [await listOf('root'), await listOf('issuing-ca')];
    await server.add([{ name, attributes: { certificateRevocationList: lists } }]);
    const { anchors: trust } = addressed;
    const revocationProvider = createOnlineRevocation({ ...directory });
    expect(await verdictOf(addressed, { trust, revocationProvider })).toBe('TOTAL-PASSED');
  });
});

/** An error with everything that it carries along. */
function inspectAll(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [JSON.stringify({ ...error }), error.message, error.stack, inspectAll(error.cause)].join(' ');
}
