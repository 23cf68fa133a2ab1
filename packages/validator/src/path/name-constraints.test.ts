import type { GeneralName } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { directory, judgePath, nameLimits, names, otherName, type Step } from '../../test/path-extensions.ts';
import { ANY_POLICY_ACCEPTED } from './policy-inputs.ts';

const dns = (value: string): GeneralName => ({ kind: 'dNSName', value });
const mail = (value: string): GeneralName => ({ kind: 'rfc822Name', value });
const uri = (value: string): GeneralName => ({ kind: 'uniformResourceIdentifier', value });
const ip = (...value: readonly number[]): GeneralName => ({
  kind: 'iPAddress',
  value: Uint8Array.from(value),
});
const upn = (value: string): GeneralName => otherName('1.3.6.1.4.1.311.20.2.3', value);
const registered = (value: string): GeneralName => ({ kind: 'registeredID', value });
type Subtrees = Parameters<typeof nameLimits>[0];

/** Outcome for a leaf below an authority with constraints. */
async function outcome(limits: Subtrees, leaf: Step | readonly GeneralName[]): Promise<string> {
  const target: Step = 'length' in leaf ? { subject: [], extensions: [names(...leaf)] } : leaf;
  const result = await judgePath([{ extensions: [nameLimits(limits)] }, target]);
  return typeof result === 'string' ? result.replace('PATH_NAME_', '') : 'valid';
}

const permitted = (base: GeneralName, name: GeneralName) => outcome({ permitted: [base] }, [name]);
const excluded = (base: GeneralName, name: GeneralName) => outcome({ excluded: [base] }, [name]);

describe('K2: constraints on names', () => {
  it.each([
    ['dNSName', dns('example.jp'), dns('A.Example.JP'), dns('badexample.jp')],
    ['the host itself', dns('example.jp'), dns('example.jp'), dns('example.jp.evil.com')],
    ['a mailbox', mail('a@example.jp'), mail('a@EXAMPLE.jp'), mail('A@example.jp')],
    ['mailboxes of a host', mail('example.jp'), mail('any@example.jp'), mail('any@mail.example.jp')],
    ['mailboxes below a host', mail('.example.jp'), mail('any@mail.example.jp'), mail('any@example.jp')],
    ['URI of a host', uri('example.jp'), uri('https://example.jp/x'), uri('https://a.example.jp/')],
    ['URI below a host', uri('.example.jp'), uri('https://a.example.jp/'), uri('https://a@example.jp/')],
    ['iPAddress', ip(10, 1, 0, 0, 255, 255, 0, 0), ip(10, 1, 2, 3), ip(10, 2, 2, 3)],
    [
      'directoryName',
      directory(['C', 'JP']),
      directory(['C', 'jp'], ['O', 'x']),
      directory(['O', 'x'], ['C', 'JP']),
    ],
  ] as const)('K2: are applied to %s', async (_, base, within, outside) => {
    expect(await permitted(base, within)).toBe('valid');
    expect(await permitted(base, outside)).toBe('NOT_PERMITTED');
    expect(await excluded(base, within)).toBe('EXCLUDED');
    expect(await excluded(base, outside)).toBe('valid');
  });

  it('K2: refuses a name that nobody can compare, and accepts only the same one where it is permitted', async () => {
    for (const [base, other] of [
      [upn('a@example.jp'), upn('b@example.jp')],
      [registered('2.999.1'), registered('2.999.1.2')],
    ] as const) {
      expect(await permitted(base, base)).toBe('valid');
      expect(await permitted(base, other)).toBe('UNDECIDABLE');
      expect(await excluded(base, base)).toBe('EXCLUDED');
      expect(await excluded(base, other)).toBe('UNDECIDABLE');
    }
  });

  it('K2: refuses names of the constrained form that are not well-formed', async () => {
    for (const [base, name] of [
      [dns('example.jp'), dns('a_b.example.jp')],
      [dns('example.jp'), dns('evil.com\0.example.jp')],
      [mail('example.jp'), mail('a@b@example.jp')],
      [uri('example.jp'), uri('https://192.0.2.1/')],
      [uri('example.jp'), uri('urn:x:example.jp')],
      [ip(10, 0, 0, 0, 255, 0, 0, 0), ip(10, 0, 0)],
    ] as const)
      expect([name, await excluded(base, name)]).toEqual([name, 'UNDECIDABLE']);
  });

  it('K2: refuses constraints that make no sense as soon as a name of their form occurs', async () => {
    for (const [base, name] of [
      [dns('*.example.jp'), dns('a.example.jp')],
      [dns('.example.jp'), dns('a.example.jp')],
      [mail('a@b@example.jp'), mail('b@example.jp')],
      [ip(10, 0, 0, 0, 255, 0, 255, 0), ip(10, 0, 0, 1)],
      [ip(10, 0, 0, 0), ip(10, 0, 0, 0)],
    ] as const) {
      expect([base, await permitted(base, name)]).toEqual([base, 'UNDECIDABLE']);
      expect(await permitted(base, registered('2.999.3'))).toBe('valid');
    }
  });

  it('K2: sees a wildcard as every host it may stand for', async () => {
    expect(await permitted(dns('example.jp'), dns('*.example.jp'))).toBe('valid');
    expect(await permitted(dns('a.example.jp'), dns('*.example.jp'))).toBe('NOT_PERMITTED');
    expect(await excluded(dns('a.example.jp'), dns('*.example.jp'))).toBe('EXCLUDED');
    expect(await excluded(dns('example.com'), dns('*.example.jp'))).toBe('valid');
  });

  it('K2: reads mailboxes and hosts in the subject too', async () => {
    const subject = (...rdns: NonNullable<Step['subject']>): Step => ({ subject: rdns });
    expect(
      await outcome({ excluded: [mail('evil.jp')] }, subject({ CN: 'x' }, { emailAddress: 'a@evil.jp' })),
    ).toBe('EXCLUDED');
    expect(
      await outcome({ permitted: [mail('good.jp')] }, subject({ CN: 'x' }, { emailAddress: 'a@good.jp' })),
    ).toBe('valid');
    expect(await outcome({ permitted: [dns('good.jp')] }, subject({ CN: 'www.evil.jp' }))).toBe(
      'NOT_PERMITTED',
    );
    expect(await outcome({ permitted: [dns('good.jp')] }, subject({ CN: 'Good Seals K.K.' }))).toBe('valid');
  });

  it('K2: holds every name of a certificate against them, in an empty subject too', async () => {
    const limits = { permitted: [directory(['C', 'JP']), dns('good.jp')] };
    const leaf = (...list: readonly GeneralName[]): Step => ({ subject: [], extensions: [names(...list)] });
    expect(await outcome(limits, leaf(dns('a.good.jp')))).toBe('valid');
    expect(await outcome(limits, leaf(dns('a.good.jp'), dns('a.evil.jp')))).toBe('NOT_PERMITTED');
    expect(await outcome(limits, leaf(dns('a.good.jp'), directory(['C', 'US'])))).toBe('NOT_PERMITTED');
    expect(await outcome(limits, { subject: [{ C: 'US' }] })).toBe('NOT_PERMITTED');
    expect(await outcome(limits, leaf(mail('a@evil.jp')))).toBe('valid');
  });

  it('K2: adds those of each authority, so that none widens what another permits', async () => {
    const authority = (value: string): Step => ({ extensions: [nameLimits({ permitted: [dns(value)] })] });
    const leaf: Step = { extensions: [names(dns('a.good.jp'))] };
    expect(await judgePath([authority('good.jp'), authority('jp'), leaf])).toMatchObject({
      userConstrained: [],
    });
    expect(await judgePath([authority('b.good.jp'), authority('good.jp'), leaf])).toBe(
      'PATH_NAME_NOT_PERMITTED',
    );
  });

  it('K2: leaves out self-issued authorities, and never the target', async () => {
    const limits: Step = { extensions: [nameLimits({ permitted: [dns('good.jp')] })] };
    const selfIssued: Step = { selfIssued: true, extensions: [names(dns('evil.jp'))] };
    const leaf: Step = { extensions: [names(dns('a.good.jp'))] };
    expect(await judgePath([limits, selfIssued, leaf])).toMatchObject({ userConstrained: [] });
    expect(await judgePath([limits, selfIssued])).toBe('PATH_NAME_NOT_PERMITTED');
  });

  it('K2: takes those of the relying party and of the anchor as well', async () => {
    const subtrees = { permitted: [{ base: dns('good.jp'), minimum: 0 }], excluded: [] };
    const leaf: Step = { extensions: [names(dns('a.evil.jp'))] };
    const policies = { ...ANY_POLICY_ACCEPTED, names: subtrees };
    expect(await judgePath([leaf], { policies })).toBe('PATH_NAME_NOT_PERMITTED');
    expect(await judgePath([leaf], { anchor: { names: subtrees } })).toBe('PATH_NAME_NOT_PERMITTED');
    const far = { permitted: [{ base: dns('evil.jp'), minimum: 1 }], excluded: [] };
    expect(await judgePath([leaf], { anchor: { names: far } })).toBe('PATH_NAME_UNDECIDABLE');
  });

  it('K2: ends comparisons beyond any need', async () => {
    const many = Array.from({ length: 400 }, (_, at) => dns(`h${at}.example.jp`));
    const others = many.map((_, at) => dns(`x${at}.example.com`));
    expect(await outcome({ excluded: many }, others)).toBe('PATH_BUDGET_EXCEEDED');
  });

  it('K2: reads a mailbox beyond ASCII like any other (RFC 9598)', async () => {
    const international = (text: string) => otherName('1.3.6.1.5.5.7.8.9', text);
    expect(await permitted(mail('good.jp'), international('印@good.jp'))).toBe('valid');
    expect(await permitted(mail('good.jp'), international('印@evil.jp'))).toBe('NOT_PERMITTED');
  });
});
