/**
 * Seals with a key that a registration authority enrolled at a provider, stamped by an authority that the caller chose there.
 *
 * @module
 */
import { encodeSealSubject } from '@eseal/core/identity';
import { askForFactors, clientCredentials, createCscClient, createCscSigner } from '@eseal/signer-csc';
import {
  createCscTimestampSource,
  createKeyManagement,
  type ManagedKey,
  managementLogin,
} from '@eseal/signer-csc/japan';
import { addDays, createRssp, ENROLLED_PIN, type Rssp, SAMPLE_CLIENTS, systemClock } from '@eseal/testkit';
import { type AlgorithmCase, algorithmNamed } from '../lib/algorithms.ts';
import { type SealingWorld, sealingWorldOf } from '../lib/sealing-world.ts';
import type { Workbench } from '../lib/workbench.ts';

/** One is enough: what differs is who made the key, its certificate and the timestamps. */
export const enrolledAlgorithms: readonly AlgorithmCase[] = [algorithmNamed('P-256')];

const AUTHORITY = 'registration-authority';

const SUBJECT = encodeSealSubject({
  organizationName: '株式会社サンプル',
  organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
});

/** A provider with an enrolled key, the Signer over it, and timestamps of its second authority. */
export async function openEnrolledWorld(algorithm: AlgorithmCase, bench: Workbench): Promise<SealingWorld> {
  const rssp = await createRssp({ now: systemClock, credentials: [] });
  const { credentialId } = await enrol(rssp);
  const client = createCscClient({
    baseUrl: rssp.urls.v2,
    authentication: clientCredentials({
      clientId: 'sealing-app',
      clientSecret: () => secretOf('sealing-app'),
    }),
    transport: rssp.transport,
  });
  const signer = await createCscSigner({
    client,
    credentialId,
    authorizer: askForFactors(() => ENROLLED_PIN),
  });
  const world = sealingWorldOf(rssp.world, signer, bench, `enrolled-${algorithm.name}`);
  return { ...world, timestamps: createCscTimestampSource({ client, timestampId: 'tsa-b' }) };
}

/** From the generation of the key to its certificate. */
async function enrol(rssp: Rssp): Promise<ManagedKey> {
  const client = createCscClient({
    baseUrl: rssp.urls.v2,
    authentication: managementLogin({ user: AUTHORITY, password: () => secretOf(AUTHORITY) }),
    transport: rssp.transport,
  });
  const keys = createKeyManagement(client);
  const key = await keys.generateKey({
    requestId: globalThis.crypto.randomUUID(),
    userId: 'keiri',
    kind: { type: 'ec', curve: 'P-256' },
  });
  await keys.linkEid(key.credentialId, [{ type: 'oidc', issuer: 'https://idp.example', subject: 'keiri' }]);
  await keys.requestCertification({ key, subject: SUBJECT });
  const now = rssp.clock.now();
  const chain = await rssp.world.pki.certify(
    {
      name: 'enrolled',
      issuer: 'issuing-ca',
      subject: [{ C: 'JP' }, { O: '株式会社サンプル' }, { CN: '株式会社サンプル' }],
      profile: { kind: 'seal', policies: [{ oid: '2.999.7.1' }] },
      notBefore: addDays(now, -1),
      notAfter: addDays(now, 365),
    },
    key.publicKey,
  );
  await keys.linkCertificate(key, chain);
  return key;
}

function secretOf(id: string): string {
  const secret = SAMPLE_CLIENTS.find((client) => client.id === id)?.testSecret;
  if (secret === undefined) throw new TypeError(`the provider knows no application ${id}`);
  return secret;
}
