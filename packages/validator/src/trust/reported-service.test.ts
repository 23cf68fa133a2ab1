import { describe, expect, it } from 'vitest';
import { JP, serviceWith, stateOf } from '../../test/japanese-scheme.ts';
import { reportService } from './reported-service.ts';

describe('reportService', () => {
  it('names the provider and the service in the preferred language, with the period and the list', () => {
    const state = stateOf();
    expect(reportService(serviceWith([state]), state)).toEqual({
      territory: 'JP',
      provider: '試験事業者',
      service: 'eシール認証局',
      type: JP.sealAuthority,
      status: JP.accredited,
      from: state.from,
      until: null,
      list: '00'.repeat(32),
      sequenceNumber: 7,
    });
  });

  it('leaves names empty that a list does not state', () => {
    const state = stateOf({ names: [] });
    expect(reportService(serviceWith([state], { provider: [] }), state)).toMatchObject({
      provider: '',
      service: '',
    });
  });
});
