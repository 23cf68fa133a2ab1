import { describe, expect, it } from 'vitest';
import { ASKED, serviceOf } from '../../../test/determining-eu.ts';
import { agreementOf, foreignState } from '../../../test/recognizing.ts';
import { EU_SCHEME } from '../../lists/schemes/eu.ts';
import { usableServices } from './usable-services.ts';

const OTHER = { ...EU_SCHEME, rules: 'japan' } as const;
const PILOT = { ...EU_SCHEME, pilot: true };

function judge(service: ReturnType<typeof serviceOf>) {
  const { services, findings } = usableServices([service], ASKED);
  return { usable: services.length === 1, findings: findings.map(({ id }) => id) };
}

describe('usableServices', () => {
  it('are those of lists under the rules of the EU, or recognised by one', () => {
    expect(judge(serviceOf())).toEqual({ usable: true, findings: [] });
    const states = [foreignState()];
    const recognized = serviceOf(states, { agreements: [agreementOf()], list: { scheme: OTHER } });
    expect(judge(recognized)).toEqual({ usable: true, findings: [] });
    expect(judge(serviceOf(states, { list: { scheme: OTHER } }))).toEqual({ usable: false, findings: [] });
    const elsewhere = [agreementOf([], { rules: 'japan' })];
    expect(judge(serviceOf(states, { agreements: elsewhere, list: { scheme: OTHER } })).usable).toBe(false);
  });

  it('are on no list for trials, and recognised by another than a pilot', () => {
    const onTrial = { usable: false, findings: ['EU_PILOT_LIST'] };
    expect(judge(serviceOf(undefined, { list: { scheme: PILOT } }))).toEqual(onTrial);
    const pilot = agreementOf(undefined, { scheme: PILOT });
    const official = agreementOf(undefined, { scheme: EU_SCHEME });
    expect(judge(serviceOf([foreignState()], { agreements: [pilot] }))).toEqual(onTrial);
    expect(judge(serviceOf([foreignState()], { agreements: [pilot, official] })).usable).toBe(true);
  });

  it('are on a list that is in date when the question is asked', () => {
    const due = (offset: number) =>
      judge(serviceOf(undefined, { list: { nextUpdate: new Date(ASKED.getTime() + offset) } }));
    expect(due(0)).toEqual({ usable: true, findings: [] });
    expect(due(-1)).toEqual({ usable: false, findings: ['EU_LIST_OUT_OF_DATE'] });
  });
});
