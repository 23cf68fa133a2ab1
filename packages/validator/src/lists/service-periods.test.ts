import { describe, expect, it } from 'vitest';
import { accreditedDuring, JP, serviceWith, stateOf } from '../../test/japanese-scheme.ts';
import { NOW } from '../../test/judging.ts';
import type { ServiceState } from '../trust/listed-service.ts';
import {
  joinPeriods,
  periodsInForce,
  periodsListed,
  type ServicePeriod,
  withoutCovered,
} from './service-periods.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const YEARS = ['2020', '2021', '2022', '2023', '2024'].map((year) => new Date(`${year}-01-01T00:00:00Z`));
const [Y20, Y21, Y22, Y23, Y24] = YEARS;

/** Periods as years, of states that begin in these years, the oldest first. */
function periodsOf(states: readonly Partial<ServiceState>[]): readonly string[] {
  const dated = states.map((one, index) =>
    stateOf({ ...one, from: YEARS[index] ?? NOW, until: YEARS[index + 1] }),
  );
  return periodsInForce(serviceWith(dated.reverse())).map(shown);
}

function shown({
  purpose,
  from,
  until,
}: {
  readonly purpose: string;
  readonly from: Date | undefined;
  readonly until: Date | undefined;
}): string {
  return `${purpose} ${from?.getUTCFullYear() ?? ''}-${until?.getUTCFullYear() ?? ''}`;
}

describe('periodsInForce', () => {
  it('are those in which the status is in force, or the service listed, as one where they touch', () => {
    expect(periodsOf([{ status: JP.accredited }, { status: JP.listed }, { status: JP.withdrawn }])).toEqual([
      'certificates 2020-2022',
    ]);
  });

  it('stay apart where the service was withdrawn between', () => {
    expect(
      periodsOf([{ status: JP.accredited }, { status: JP.withdrawn }, { status: JP.accredited }, {}]),
    ).toEqual(['certificates 2020-2021', 'certificates 2022-2024']);
  });

  it('take statuses and types that the scheme does not know for nothing', () => {
    expect(periodsOf([{ status: 'http://elsewhere.example/granted' }, { status: 'toString' }])).toEqual([]);
    expect(periodsOf([{ type: 'http://elsewhere.example/CA' }, { type: 'constructor' }])).toEqual([]);
  });

  it('leave out a state with critical extensions that nobody understands', () => {
    const odd = { unknownCriticalExtensions: ['odd'] };
    expect(periodsOf([{}, odd, {}])).toEqual(['certificates 2020-2021', 'certificates 2022-2023']);
  });

  it('keep purposes apart when a service changes its type', () => {
    expect(periodsOf([{}, { type: JP.timestampAuthority }])).toEqual([
      'certificates 2020-2021',
      'timestamps 2021-2022',
    ]);
  });

  it('do not reach over a gap in the history', () => {
    if (!(Y20 && Y21 && Y22 && Y23 && Y24)) throw new TypeError('years are missing');
    const states = [stateOf({ from: Y23, until: Y24 }), stateOf({ from: Y20, until: Y21 })];
    expect(periodsInForce(serviceWith(states)).map(shown)).toEqual([
      'certificates 2020-2021',
      'certificates 2023-2024',
    ]);
  });
});

describe('periodsListed', () => {
  it('last for ever, whatever the status was, once for each purpose', () => {
    const [from, until] = [new Date('2020-01-01'), new Date('2021-01-01')];
    expect(periodsListed(serviceWith(accreditedDuring(from, until))).map(shown)).toEqual(['certificates -']);
    expect(periodsListed(serviceWith([stateOf({ type: 'http://elsewhere.example/CA' })]))).toEqual([]);
  });
});

describe('many periods', () => {
  /** Every other day is one. */
  const days = (purpose: ServicePeriod['purpose'], count: number, hours: number): ServicePeriod[] =>
    Array.from({ length: count }, (_, index) => ({
      purpose,
      state: stateOf({}),
      from: new Date(index * 2 * DAY_MS),
      until: new Date(index * 2 * DAY_MS + hours * HOUR_MS),
    }));

  it('K4: are joined, and told from each other, in time that grows as they do', () => {
    const count = 100_000;
    const periods = [...days('certificates', count, 24), ...days('timestamps', count, 12)];
    const begun = performance.now();
    const joined = joinPeriods(periods.toReversed());
    expect(joined).toHaveLength(2 * count);
    const left = withoutCovered(joined);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(left).toHaveLength(count);
    expect(left.every(({ purpose }) => purpose === 'certificates')).toBe(true);
  });

  it('are kept where they last longer than those of the authority', () => {
    expect(
      withoutCovered(joinPeriods([...days('certificates', 3, 12), ...days('revocation', 4, 24)])),
    ).toHaveLength(7);
    expect(withoutCovered(days('timestamps', 2, 12))).toHaveLength(2);
  });
});
