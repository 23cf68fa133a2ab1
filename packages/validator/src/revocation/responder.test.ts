import type { BasicOcspResponse } from '@eseal/core/revocation';
import { parseOcspResponse } from '@eseal/core/revocation';
import { addDays, flipBit, type OcspResponseTemplate, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { responseOf } from '../../test/asking-status.ts';
import { inquiryIn } from '../../test/inquiring.ts';
import { GOOD, goodWorld, heldSince, NOW, revokedAt } from '../../test/judging.ts';
import { SIGNED_BY_ISSUER } from './inquiry.ts';
import { findResponder } from './responder.ts';
import type { RevocationStatus } from './status.ts';

async function answerIn(
  world: World,
  changes: Partial<OcspResponseTemplate> = {},
): Promise<BasicOcspResponse> {
  const { basic } = parseOcspResponse((await responseOf(world, {}, changes)).encoded);
  if (basic === undefined) throw new TypeError('the response has no answer');
  return basic;
}

/** A world with a responder whose certificate lacks ocsp-nocheck, so that its status is wanted. */
async function withCheckedResponder(): Promise<World> {
  return goodWorld({
    entities: [
      {
        name: 'checked',
        issuer: 'issuing-ca',
        subject: [{ CN: 'Checked Responder' }],
        profile: { kind: 'ocsp-responder' },
        notBefore: addDays(NOW, -300),
        notAfter: addDays(NOW, 3000),
        quirks: { without: ['1.3.6.1.5.5.7.48.1.5'] },
      },
    ],
  });
}

describe('the responder of an answer', () => {
  it('is the issuer when it is named and its key verifies; when that fails, the signature is wrong', async () => {
    const world = await goodWorld();
    const basic = await answerIn(world, { responder: world.issuingCa, certificates: [] });
    expect(await findResponder(basic, inquiryIn(world))).toBe(SIGNED_BY_ISSUER);
    const changed = { ...basic, tbs: flipBit(basic.tbs, -1) };
    expect(await findResponder(changed, inquiryIn(world))).toEqual({
      kind: 'refused',
      problem: 'signature-invalid',
    });
  });

  it('is a delegate with ocsp-nocheck without asking for its status, and nobody once a bit is wrong', async () => {
    const world = await goodWorld();
    const basic = await answerIn(world);
    const statusOf = async () => revokedAt(addDays(NOW, -9));
    expect(await findResponder(basic, inquiryIn(world, { statusOf }))).toMatchObject({
      kind: 'found',
      chain: [{ raw: world.ocsp.certificate }],
      revocation: [{ status: { kind: 'not-needed', exemption: 'ocsp-no-check' } }],
    });
    expect(await findResponder({ ...basic, tbs: flipBit(basic.tbs, -1) }, inquiryIn(world))).toEqual({
      kind: 'refused',
      problem: 'signature-invalid',
    });
  });

  it('is the one whom the answer names, wherever it stands among the certificates', async () => {
    const world = await withCheckedResponder();
    const checked = world.entity('checked');
    const certificates = [world.ocsp.certificate, checked.certificate];
    const basic = await answerIn(world, { responder: checked, certificates });
    const inquiry = inquiryIn(world);
    expect(await findResponder(basic, inquiry)).toMatchObject({ chain: [{ raw: checked.certificate }] });
    const without = { ...basic, certificates: [world.ocsp.certificate] };
    expect(await findResponder(without, inquiry)).toEqual({ kind: 'refused', problem: 'signer-not-found' });
  });

  it.each<[string, RevocationStatus]>([
    ['signer-revoked', revokedAt(addDays(NOW, -9))],
    ['signer-revoked', heldSince(addDays(NOW, -9))],
    ['signer-status-unknown', { kind: 'unknown', unused: [] }],
  ])('is no delegate whose own status says %s', async (problem, status) => {
    const world = await withCheckedResponder();
    const basic = await answerIn(world, { responder: world.entity('checked') });
    const found = (own: RevocationStatus) =>
      findResponder(basic, inquiryIn(world, { statusOf: async () => own }));
    expect(await found(GOOD)).toMatchObject({ kind: 'found', revocation: [{ status: GOOD }] });
    expect(await found(status)).toEqual({ kind: 'refused', problem });
  });

  it('may have an unknown status only where revocation is checked if available', async () => {
    const world = await withCheckedResponder();
    const basic = await answerIn(world, { responder: world.entity('checked') });
    const statusOf = async (): Promise<RevocationStatus> => ({ kind: 'unknown', unused: [] });
    const foundIn = async (mode: 'required' | 'if-available') =>
      (await findResponder(basic, inquiryIn(world, { statusOf, context: { mode } }))).kind;
    expect([await foundIn('if-available'), await foundIn('required')]).toEqual(['found', 'refused']);
  });
});
