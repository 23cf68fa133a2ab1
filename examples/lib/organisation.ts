/**
 * What every example needs of an organisation and its surroundings: the test services on loopback, and a Signer over the
 * PKCS #12 file that the test CA delivered. In earnest the file comes from your CA and the address from your
 * time-stamping authority; no host needs to be allowed then.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MaterialSource, Signer } from '@eseal/core';
import { createGuardedTransport } from '@eseal/core/http';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { parseCertificationRequest, verifyCertificationRequest } from '@eseal/core/x509';
import { createPkcs12Signer } from '@eseal/signer-webcrypto';
import {
  addDays,
  type CertifiedEntity,
  SAMPLE_ORGANIZATION,
  SAMPLE_POLICIES,
  type World,
} from '@eseal/testkit';
import { type ServedTestkit, serveTestkit, type TestkitServices } from '@eseal/testkit/server';
import { createMaterialSource } from '@eseal/validator';
import type { Certify } from './enrol-key.ts';
import { readAnchors } from './validate-file.ts';

/** A provider that holds a key of the organisation: its service, and what is known of it to those who use it. */
export interface Provider {
  /** Address of version 2 of the CSC API. */
  readonly url: string;
  readonly clientId: string;
  /** Of the application, for the first step. */
  readonly clientSecret: () => Promise<string>;
  readonly credentialId: string;
  /** Of the person who gives leave, for the second step. */
  readonly pin: () => Promise<string>;
}

/** An organisation that can seal. */
export interface Organisation extends AsyncDisposable {
  readonly signer: Signer;
  readonly timestamps: TimestampSource;
  /** Finds what proves seals and timestamps: certificates, OCSP responses and CRLs. */
  readonly material: MaterialSource;
  /** Address of the time-stamping authority. */
  readonly tsa: string;
  /** Certificates that recipients trust, in files. */
  readonly anchors: readonly string[];
  readonly provider: Provider;
  /** The organisation's CA: certifies the key of a request (PKCS #10) that the key signed. */
  readonly certify: Certify;
}

/** Starts the test services with their files in a directory, and opens the seal's key. */
export async function openOrganisation(directory: string): Promise<Organisation> {
  const testkit: ServedTestkit = await serveTestkit({ directory: join(directory, 'testkit') });
  const { p12, pin, tsa, anchors } = testkit.services;
  const signer = await createPkcs12Signer({ pkcs12: await readFile(p12), password: async () => pin });
  const timestamps = createTimestampClient({ url: tsa });
  const material = createMaterialSource({
    trust: await readAnchors(anchors),
    // Addresses in certificates are called only where they are public, or named as here.
    transport: createGuardedTransport({ allowHosts: ['127.0.0.1'] }),
  });
  const provider = providerOf(testkit.services);
  const certify = certifier(testkit.world);
  return {
    ...{ signer, timestamps, material, tsa, anchors, provider, certify },
    [Symbol.asyncDispose]: () => testkit.close(),
  };
}

/** The provider of the test services; `eseal serve-testkit` writes the same for the command. */
function providerOf({ rsspV2, rsspTestSecrets }: TestkitServices): Provider {
  const secret = async (name: string): Promise<string> => {
    const value = rsspTestSecrets[name];
    if (value === undefined) throw new Error(`the test services have no ${name}`);
    return value;
  };
  return {
    url: rsspV2,
    clientId: 'sealing-app',
    clientSecret: () => secret('ESEAL_CSC_CLIENT_SECRET'),
    credentialId: 'seal-pin',
    pin: () => secret('ESEAL_CSC_PIN'),
  };
}

/** The CA of the test services. */
function certifier({ pki }: World): Certify {
  return async (der) => {
    const request = parseCertificationRequest(der);
    if (!(await verifyCertificationRequest(request))) throw new Error('the request is not by the key in it');
    const notBefore = addDays(new Date(), -1);
    const definition: CertifiedEntity = {
      name: 'enrolled',
      issuer: 'issuing-ca',
      subject: SAMPLE_ORGANIZATION,
      profile: { kind: 'seal', policies: SAMPLE_POLICIES },
      notBefore,
      notAfter: addDays(notBefore, 365),
    };
    return pki.certify(definition, request.publicKey.raw);
  };
}
