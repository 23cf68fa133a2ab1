import type { ParsedSignature } from '@eseal/core/container';
import { addDays, flipBit, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { GOOD, goodWorld, judging, knowingRevocation, NOW, revokedAt } from '../../test/judging.ts';
import { CONTENT, parsedSeal } from '../../test/parsed-seal.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { checkFormat } from '../blocks/format-checking.ts';
import { computeDigests } from '../facts/digests.ts';
import { collectSignatureFacts, referenceRequests } from '../facts/signature-facts.ts';
import { existingNow } from '../poe/proof-of-existence.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { validateBasic } from './basic-signature.ts';

async function judge(
  world: World,
  parsed: ParsedSignature,
  { context = judging(world, []), existedAt = [] as readonly Date[] } = {},
) {
  const digests = await computeDigests(referenceRequests(parsed), context.checkpoint);
  const candidates = context.pool.add(parsed.certificates);
  const facts = await collectSignatureFacts(parsed, candidates, digests);
  const format = checkFormat(parsed, context.policy);
  const { claimedTime } = parsed;
  const subject = { signature: parsed, facts, format, claimedTime, role: 'seal' } as const;
  return validateBasic(
    subject,
    context,
    existedAt.map((time) => existingNow({ time })),
  );
}

async function outcome(changes: (parsed: ParsedSignature) => Partial<ParsedSignature>) {
  const world = await goodWorld();
  const parsed = await parsedSeal(world.seal);
  const { conclusion } = await judge(world, { ...parsed, ...changes(parsed) });
  return subIndicationOf(conclusion);
}

const CHANGED = { kind: 'document', source: flipBit(CONTENT) } as const;

describe('validateBasic', () => {
  it('passes a good seal and reports every block', async () => {
    const world = await goodWorld();
    const result = await judge(world, await parsedSeal(world.seal));
    expect(result.conclusion).toEqual({ indication: 'PASSED' });
    expect(result.certificate?.chain).toHaveLength(2);
    expect(result.checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'FORMAT_ACCEPTABLE',
        'SIGNING_CERTIFICATE_FOUND',
        'SIGNATURE_VALUE_INTACT',
        'CERTIFICATE_VALID_AT_TIME',
        'SIGNATURE_ALGORITHMS_RELIABLE',
      ]),
    );
  });

  it('gives each damage its own sub-indication', async () => {
    const references =
      (input: ParsedSignature['references'][number]['input']) => (parsed: ParsedSignature) => ({
        references: parsed.references.map((reference) => ({ ...reference, input })),
      });
    expect(await outcome(references(CHANGED))).toBe('HASH_FAILURE');
    expect(await outcome(references(undefined))).toBe('SIGNED_DATA_NOT_FOUND');
    expect(
      await outcome(({ signature }) => ({ signature: { ...signature, value: flipBit(signature.value) } })),
    ).toBe('SIG_CRYPTO_FAILURE');
    expect(await outcome(() => ({ certificates: [] }))).toBe('NO_SIGNING_CERTIFICATE_FOUND');
    expect(await outcome(({ certificates }) => ({ certificates: certificates.slice(0, 1) }))).toBe(
      'NO_CERTIFICATE_CHAIN_FOUND',
    );
    expect(
      await outcome(({ signingCertificateReferences: { references: all } }) => ({
        signingCertificateReferences: { count: 2, references: all },
      })),
    ).toBe('SIG_CONSTRAINTS_FAILURE');
  });

  it('reports a forged seal as forged, whatever is wrong with its certificate', async () => {
    const world = await goodWorld();
    const parsed = await parsedSeal(world.seal);
    const forged = { ...parsed, references: parsed.references.map((one) => ({ ...one, input: CHANGED })) };
    const context = { ...judging(world, [world.seal]), time: addDays(NOW, 5000) };
    const { conclusion } = await judge(world, forged, { context });
    expect(subIndicationOf(conclusion)).toBe('HASH_FAILURE');
  });

  it('has no certificate to speak of when none was identified', async () => {
    const world = await goodWorld();
    const parsed = await parsedSeal(world.seal, {
      signingCertificateReferences: { count: 0, references: [] },
    });
    const result = await judge(world, parsed);
    expect(subIndicationOf(result.conclusion)).toBe('NO_SIGNING_CERTIFICATE_FOUND');
    expect(result.certificate).toBeUndefined();
    expect(result.identification.certificate).toBeUndefined();
  });
});

describe('validateBasic with a timestamp of the content', () => {
  const revoked = (world: World, time: Date): JudgementContext =>
    knowingRevocation(judging(world, [world.seal]), (certificate) =>
      certificate.raw.every((byte, at) => byte === world.seal.certificate[at]) ? revokedAt(time) : GOOD,
    );

  it('proves a seal to be made after the revocation', async () => {
    const world = await goodWorld();
    const parsed = await parsedSeal(world.seal);
    const context = revoked(world, addDays(NOW, -2));
    const when = async (existedAt: readonly Date[]) =>
      (await judge(world, parsed, { context, existedAt })).conclusion;
    expect(await when([])).toEqual({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(await when([addDays(NOW, -3)])).toEqual({
      indication: 'INDETERMINATE',
      subIndication: 'REVOKED_NO_POE',
    });
    expect(await when([addDays(NOW, -3), addDays(NOW, -1)])).toEqual({
      indication: 'FAILED',
      subIndication: 'REVOKED',
    });
  });

  it('proves a seal to be made after its certificate had expired', async () => {
    const world = await goodWorld();
    const parsed = await parsedSeal(world.seal);
    const context = { ...judging(world, [world.seal]), time: addDays(NOW, 1000) };
    const when = async (existedAt: readonly Date[]) =>
      (await judge(world, parsed, { context, existedAt })).conclusion;
    expect(await when([NOW])).toEqual({ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
    expect(await when([addDays(NOW, 900)])).toEqual({ indication: 'FAILED', subIndication: 'EXPIRED' });
  });
});
