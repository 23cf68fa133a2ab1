import { describe, expect, it } from 'vitest';
import {
  information,
  qualifying,
  serviceStatus,
  serviceType,
  stateOf,
} from '../../../test/determining-eu.ts';
import { equivalenceOf, foreign, foreignState } from '../../../test/recognizing.ts';
import { translateState } from './translate-state.ts';

describe('translateState', () => {
  it('puts type, information, status and qualifiers in the terms of the party that recognises', () => {
    expect(translateState(foreignState(), equivalenceOf())).toEqual(
      stateOf({ names: foreignState().names, qualifications: [qualifying('QCWithQSCD')] }),
    );
  });

  it('does not cover other types, or the type without the information that is asked for', () => {
    expect(translateState(foreignState({ type: foreign('CA/other') }), equivalenceOf())).toBeUndefined();
    const pointed = [{ type: foreign('CA/QC'), additionalInformation: [foreign('ForeSeals')] }];
    const narrow = equivalenceOf({ types: { ...equivalenceOf().types, pointed } });
    expect(translateState(foreignState(), narrow)).toBeUndefined();
    const informed = foreignState({ additionalInformation: [foreign('ForeSeals'), foreign('more')] });
    expect(translateState(informed, narrow)?.additionalInformation).toEqual([information('ForeSeals')]);
  });

  it('takes the pattern that stands where the one that fits stands', () => {
    const pointing = ['CA/PKC', 'CA/QC'].map((tail) => ({
      type: serviceType(tail),
      additionalInformation: [],
    }));
    const pointed = ['CA/x', 'CA/QC'].map((tail) => ({ type: foreign(tail), additionalInformation: [] }));
    const translated = (types: ReturnType<typeof equivalenceOf>['types']) =>
      translateState(foreignState(), equivalenceOf({ types }))?.type;
    expect(translated({ pointing, pointed })).toBe(serviceType('CA/QC'));
    expect(translated({ pointing: pointing.slice(0, 1), pointed })).toBe(serviceType('CA/PKC'));
    const [first, ...others] = pointed;
    expect(translated({ pointing, pointed: first ? [first, first, ...others] : [] })).toBeUndefined();
  });

  it('takes a status for invalid that any pair calls so, and none for one that no pair names', () => {
    const both = equivalenceOf({
      invalidStatuses: [{ pointing: [serviceStatus('withdrawn')], pointed: [foreign('granted')] }],
    });
    expect(translateState(foreignState(), both)?.status).toBe(serviceStatus('withdrawn'));
    expect(
      translateState(foreignState({ status: serviceStatus('granted') }), equivalenceOf()),
    ).toBeUndefined();
    const nothing = equivalenceOf({ validStatuses: [{ pointing: [], pointed: [foreign('granted')] }] });
    expect(translateState(foreignState(), nothing)).toBeUndefined();
  });

  it('K27: keeps what makes nothing qualified, though the agreement does not name it', () => {
    const translated = (qualifier: string) => {
      const qualifications = [{ ...qualifying(), qualifiers: [qualifier] }];
      const state = translateState(foreignState({ qualifications }), equivalenceOf());
      return state?.qualifications.flatMap(({ qualifiers }) => qualifiers);
    };
    for (const name of [foreign, information]) {
      expect(translated(name('NotQualified'))).toEqual([information('NotQualified')]);
      for (const device of ['QCNoQSCD', 'QCNoSSCD'])
        expect(translated(name(device))).toEqual([information('QCNoQSCD')]);
      expect(translated(name('QCStatement'))).toEqual([]);
    }
    const qualifiers = [{ pointing: information('QCStatement'), pointed: foreign('NotQualified') }];
    const qualifications = [{ ...qualifying(), qualifiers: [foreign('NotQualified')] }];
    const renamed = translateState(foreignState({ qualifications }), equivalenceOf({ qualifiers }));
    expect(renamed?.qualifications[0]?.qualifiers).toEqual([information('QCStatement')]);
  });

  it('drops qualifiers that the agreement does not name', () => {
    const state = translateState(foreignState(), equivalenceOf({ qualifiers: [] }));
    expect(state?.qualifications.map(({ qualifiers }) => qualifiers)).toEqual([[]]);
  });
});
