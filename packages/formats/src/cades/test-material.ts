/**
 * A source of material for tests of every format: what proves the chains of a world, issued directly and without judgement.
 *
 * @module
 */
import { equalBytes, type MaterialRequest, type MaterialSource, type MaterialSubject } from '@eseal/core';
import { addDays, certificateId, type Entity, issueCrl, issueOcspResponse, type World } from '@eseal/testkit';

/** A source with a log of what it was asked. */
export interface TestMaterialSource extends MaterialSource {
  readonly requests: readonly MaterialRequest[];
}

/**
 * Gives the certificates above each subject, an OCSP answer about each subject by its issuer, and a CRL of every authority
 * above that; what it gave once it gives again, byte for byte.
 *
 * @param worlds - where subjects are looked for
 */
export function createTestMaterialSource(...worlds: readonly World[]): TestMaterialSource {
  const requests: MaterialRequest[] = [];
  const known = new Map<string, Promise<Uint8Array>>();
  const once = (key: string, issue: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const issued = known.get(key) ?? issue();
    known.set(key, issued);
    return issued;
  };
  return {
    requests,
    async collect(request) {
      requests.push(request);
      const found = request.subjects.map((subject) => locate(worlds, subject));
      const { certificates, crls, ocspResponses } = request.present;
      return {
        certificates: missing(
          found.flatMap(({ issuers }) => issuers.map(({ certificate }) => certificate)),
          certificates,
        ),
        crls: missing(
          await Promise.all(
            found.flatMap(({ at, world, issuers }) =>
              issuers
                .slice(1)
                .map((issuer) => once(`crl ${at} ${issuer.name}`, () => issueList(world, issuer))),
            ),
          ),
          crls,
        ),
        ocspResponses: missing(
          await Promise.all(
            found.map(({ at, world, entity, issuers: [issuer = entity] }) =>
              once(`ocsp ${at} ${entity.name}`, () => issueAnswer(world, entity, issuer)),
            ),
          ),
          ocspResponses,
        ),
      };
    },
  };
}

/** An entity of a world with those above it. */
interface Located {
  readonly at: number;
  readonly world: World;
  readonly entity: Entity;
  readonly issuers: readonly Entity[];
}

function locate(worlds: readonly World[], { certificate, role }: MaterialSubject): Located {
  for (const [at, world] of worlds.entries()) {
    const entity = world.pki.entities.find((one) => equalBytes(one.certificate, certificate.raw));
    if (entity !== undefined) return { at, world, entity, issuers: issuersOf(entity) };
  }
  throw new Error(`no world has the certificate of this ${role}`);
}

function issuersOf({ issuer }: Entity): readonly Entity[] {
  return issuer === undefined ? [] : [issuer, ...issuersOf(issuer)];
}

function missing(found: readonly Uint8Array[], present: readonly Uint8Array[]): readonly Uint8Array[] {
  return found.filter(
    (one, at) => found.indexOf(one) === at && !present.some((other) => equalBytes(one, other)),
  );
}

function issueList({ clock }: World, issuer: Entity): Promise<Uint8Array> {
  const thisUpdate = clock.now();
  return issueCrl({ issuer, revocations: [], thisUpdate, nextUpdate: addDays(thisUpdate, 30), number: 1 });
}

async function issueAnswer({ clock }: World, entity: Entity, responder: Entity): Promise<Uint8Array> {
  const producedAt = clock.now();
  const answer = {
    certificate: await certificateId(entity),
    status: { kind: 'good' },
    thisUpdate: producedAt,
    nextUpdate: addDays(producedAt, 7),
  } as const;
  return issueOcspResponse({ responder, producedAt, answers: [answer], extensions: [], certificates: [] });
}
