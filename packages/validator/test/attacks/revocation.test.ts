/** Revocation data that says "good" about something else, or by somebody who may not: no seal passes by it. */
import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import {
  addDays,
  certificateId,
  deltaCrlIndicator,
  type Entity,
  type EntityDefinition,
  extendedKeyUsage,
  goodEntities,
  issuingDistributionPoint,
  keyUsage,
  unknownExtension,
  type World,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import type { RevocationEvidence } from '../../src/revocation/provider.ts';
import { validate } from '../../src/validate.ts';
import { crlOf, responseOf } from '../asking-status.ts';
import { goodWorld, NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';

const CONTENT = utf8('見積書');

const YEARS = { notBefore: addDays(NOW, -300), notAfter: addDays(NOW, 3000) };

/** Whether a seal passes by one piece of evidence about it, and what is good about its issuer. */
async function passesBy(world: World, evidence: RevocationEvidence): Promise<boolean> {
  const issuers = await crlOf(world, { issuer: world.root });
  const { encoded } = evidence;
  const report = await validate(await sealedBy(world, CONTENT, cades({ packaging: 'attached' })), {
    trust: world.anchors,
    validationTime: NOW,
    certificates: world.pki.entities.map(({ certificate }) => certificate),
    revocationData: {
      crls: [issuers.encoded, ...(evidence.kind === 'crl' ? [encoded] : [])],
      ocspResponses: evidence.kind === 'ocsp' ? [encoded] : [],
    },
  });
  expect(['TOTAL-PASSED', 'INDETERMINATE']).toContain(report.conclusion.indication);
  return report.conclusion.indication === 'TOTAL-PASSED';
}

function entity(name: string, definition: Partial<EntityDefinition>): EntityDefinition {
  return {
    name,
    issuer: 'issuing-ca',
    subject: [{ CN: name }],
    profile: { kind: 'ocsp-responder' },
    ...YEARS,
    ...definition,
  };
}

/** A CA of the name of the seal's issuer with a key of its own. */
function twinOfIssuer(): EntityDefinition {
  const issuer = goodEntities(NOW).find(({ name }) => name === 'issuing-ca');
  if (issuer === undefined) throw new Error('the good world has no issuing CA');
  return { ...issuer, name: 'twin-ca', key: 'p384' };
}

describe('a seal', () => {
  it('passes by a response or a list about its certificate by who may', async () => {
    const world = await goodWorld();
    expect(await passesBy(world, await responseOf(world))).toBe(true);
    expect(await passesBy(world, await crlOf(world))).toBe(true);
  });

  it('K6: does not pass by a response about another certificate of its issuer', async () => {
    const world = await goodWorld();
    const certificate = await certificateId(world.tsa);
    expect(await passesBy(world, await responseOf(world, { certificate }))).toBe(false);
  });

  it('K6: does not pass by a response about the same number of a CA of the same name', async () => {
    const world = await goodWorld({ entities: [twinOfIssuer()] });
    const twin = world.entity('twin-ca');
    expect(twin.subject).toEqual(world.issuingCa.subject);
    const about = async (issuer: Entity) => {
      const certificate = await certificateId({ ...world.seal, issuer });
      return passesBy(world, await responseOf(world, { certificate }));
    };
    expect(await about(world.issuingCa)).toBe(true);
    expect(await about(twin)).toBe(false);
    expect(await about({ ...world.issuingCa, subject: world.tsa.subject })).toBe(false);
  });

  it.each([
    [
      'a certificate of its issuer for another purpose',
      entity('other', { profile: { kind: 'timestamping' } }),
    ],
    [
      'a responder for any purpose',
      entity('other', { quirks: { extensions: [extendedKeyUsage(['2.5.29.37.0'])] } }),
    ],
    ['a responder that another CA delegated', entity('other', { issuer: 'root' })],
    ['a responder that has expired', entity('other', { notAfter: addDays(NOW, -2) })],
    [
      'a responder whose certificate is not signed by the issuer',
      entity('other', { quirks: { signedBy: 'seal' } }),
    ],
  ] as const)('K7: does not pass by a response of %s', async (_, definition) => {
    const world = await goodWorld({ entities: [definition] });
    expect(await passesBy(world, await responseOf(world, {}, { responder: world.entity('other') }))).toBe(
      false,
    );
  });

  it.each([
    ['of CA certificates only', { only: 'ca' }],
    ['of attribute certificates only', { only: 'attribute' }],
    ['of some reasons only', { reasons: ['keyCompromise'] }],
    ['of another distribution point', { urls: ['http://elsewhere.test/other.crl'] }],
  ] as const)('K11: does not pass by a list %s', async (_, scope) => {
    const world = await goodWorld();
    const extensions = [issuingDistributionPoint(scope)];
    expect(await passesBy(world, await crlOf(world, { extensions }))).toBe(false);
  });

  it('K10: does not pass by a list about its issuer whose signer that issuer made', async () => {
    const world = await goodWorld({
      entities: [
        entity('root-twin', {
          subject: goodEntities(NOW)[0]?.subject ?? [],
          profile: { kind: 'bare' },
          quirks: { extensions: [keyUsage('cRLSign')] },
        }),
      ],
    });
    const twin = world.entity('root-twin');
    expect(twin.subject).toEqual(world.root.subject);
    const own = await crlOf(world);
    const report = async (signer: Entity) =>
      validate(await sealedBy(world, CONTENT, cades({ packaging: 'attached' })), {
        trust: world.anchors,
        validationTime: NOW,
        certificates: world.pki.entities.map(({ certificate }) => certificate),
        revocationData: { crls: [own.encoded, (await crlOf(world, { issuer: signer })).encoded] },
      });
    expect((await report(world.root)).conclusion.indication).toBe('TOTAL-PASSED');
    expect((await report(twin)).conclusion.indication).toBe('INDETERMINATE');
  });

  it('K11: does not pass by changes to a list without it, nor by a list with something critical in it', async () => {
    const world = await goodWorld();
    for (const extension of [deltaCrlIndicator(9), unknownExtension(true)])
      expect(await passesBy(world, await crlOf(world, { extensions: [extension] }))).toBe(false);
  });
});
