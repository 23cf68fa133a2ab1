/**
 * Whether a timestamp is a qualified one in the EU (ETSI TS 119 615 §4.6).
 *
 * @module
 */
import type { TimestampDetermination } from '../../report/determination.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { TimestampDeterminationInput } from '../input.ts';
import { isForeign, recognizeService } from '../recognition/recognize.ts';
import { isGranted } from './judge-service.ts';
import { QTST } from './uris.ts';
import { usableServices } from './usable-services.ts';

/**
 * `QTSA`: made by a service that was qualified for timestamps at its time. `TSA`: its authority leads to some service.
 * `N/A`: to none that may decide, or the timestamp did not pass.
 */
export function determineEuTimestamp(
  input: TimestampDeterminationInput,
): NonNullable<TimestampDetermination['eu']> {
  const { passed, time, validationTime } = input;
  const matched = input.services.map(({ service }) => service);
  const { services } = usableServices(matched, validationTime);
  if (!passed || services.length === 0) return 'N/A';
  const states = services.flatMap((service) =>
    isForeign(service, 'eu')
      ? recognizeService(service, 'eu', time).map(({ state }) => state)
      : (stateAt(service, time) ?? []),
  );
  const qualified = states.some(
    (state) => state.type === QTST && state.unknownCriticalExtensions.length === 0 && isGranted(state, time),
  );
  return qualified ? 'QTSA' : 'TSA';
}
