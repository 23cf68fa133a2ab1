import { describe, expect, it } from 'vitest';
import { JP, JP_SCHEME, SEALED, serviceWith, shifted, stateOf } from '../../../test/japanese-scheme.ts';
import {
  accreditsSeals,
  isClosed,
  isOutOfDate,
  kindsOf,
  mayConcernSeals,
  meaningOf,
} from './scheme-terms.ts';

describe('the terms of a scheme', () => {
  it.each([
    ['for seals', JP.sealAuthority, [], true, true],
    ['for signatures', JP.signatureAuthority, [], false, false],
    ['for anything', JP.generalAuthority, [], true, false],
    ['for anything, said to be for seals', JP.generalAuthority, [JP.forSeals], true, true],
    ['for anything, said to be for signatures', JP.generalAuthority, [JP.forSignatures], false, false],
    ['for signatures, said to be for seals', JP.signatureAuthority, [JP.forSeals], false, false],
    ['that is not accredited, said to be for seals', JP.otherAuthority, [JP.forSeals], true, false],
    ['for timestamps', JP.timestampAuthority, [JP.forSeals], false, false],
    ['of an unknown type', 'urn:unknown', [JP.forSeals], false, false],
    ['of a type that every object has', 'constructor', [JP.forSeals], false, false],
  ])('tell of an authority %s what it is for', (_, type, additionalInformation, concerns, accredits) => {
    const state = stateOf({ type, additionalInformation });
    expect([mayConcernSeals(JP_SCHEME, state), accreditsSeals(JP_SCHEME, state)]).toEqual([
      concerns,
      accredits,
    ]);
  });

  it('tell nothing by information that the scheme does not know', () => {
    const additionalInformation = ['urn:unknown', 'toString'];
    expect(kindsOf(JP_SCHEME, stateOf({ type: JP.generalAuthority, additionalInformation }))).toEqual([]);
  });

  it('take a status that the scheme does not know for one that ended', () => {
    const meanings = [JP.accredited, JP.listed, JP.withdrawn, 'urn:unknown', 'valueOf'].map((status) =>
      meaningOf(JP_SCHEME, stateOf({ status })),
    );
    expect(meanings).toEqual(['in-force', 'listed', 'ended', 'ended', 'ended']);
  });

  it('hold a list to its next update, unless it is the last of its scheme', () => {
    const listWith = (nextUpdate: Date | undefined) => serviceWith([], { list: { nextUpdate } }).list;
    const isOverdue = (nextUpdate: Date | undefined) => isOutOfDate(listWith(nextUpdate), SEALED);
    expect([shifted(SEALED, 1), SEALED, undefined].map(isOverdue)).toEqual([false, true, false]);
  });

  it('call the last list of a scheme closed from its issue on, and no other', () => {
    const listWith = (nextUpdate: Date | undefined) =>
      serviceWith([], { list: { nextUpdate, issueDate: SEALED } }).list;
    const times = [shifted(SEALED, -1), SEALED];
    expect(times.map((time) => isClosed(listWith(undefined), time))).toEqual([false, true]);
    expect(times.map((time) => isClosed(listWith(SEALED), time))).toEqual([false, false]);
  });
});
