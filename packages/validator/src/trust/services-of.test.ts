import { describe, expect, it } from 'vitest';
import { serviceWith, stateOf } from '../../test/japanese-scheme.ts';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { identityOf } from '../../test/listing.ts';
import { servicesOf } from './services-of.ts';

describe('servicesOf', () => {
  it('is every service that has the name and the key, and none that shares only its name', async () => {
    const { issuingCa, root } = await goodWorld();
    const certificate = certificateOf(issuingCa);
    const own = identityOf(certificate);
    const namesake = { ...own, publicKey: certificateOf(root).publicKey };
    const [first, other, second] = [[own], [namesake], [namesake, own]].map((identities) =>
      serviceWith([stateOf()], { identities }),
    );
    const asked: unknown[] = [];
    const servicesNamed = (name: unknown) => {
      asked.push(name);
      return [first, other, second].filter((one) => one !== undefined);
    };
    expect(await servicesOf(certificate, { servicesNamed })).toEqual([first, second]);
    expect(asked).toEqual([certificate.subject]);
  });

  it('is none where no lists are known', async () => {
    const { issuingCa } = await goodWorld();
    expect(await servicesOf(certificateOf(issuingCa), {})).toEqual([]);
  });
});
