/**
 * A service and its history (ETSI TS 119 612 §5.5, §5.6).
 *
 * @module
 */
import { descend, type XmlElement } from '@eseal/formats/xml';
import type { ServiceState } from '../../trust/listed-service.ts';
import type { TrustService } from '../list.ts';
import { readIdentities } from './digital-identity.ts';
import { TSL } from './namespaces.ts';
import { type HistoryEntry, toPeriods } from './periods.ts';
import { readServiceExtensions } from './service-extensions.ts';
import { about, type Tell } from './tell.ts';
import { childValue, dateOf, languageStrings, onlyChild } from './values.ts';

/** A state without its end, which the next newer one tells. */
type Entry = Omit<ServiceState, 'until'>;

/** An entry, or why it cannot be relied on. */
type ReadEntry = { readonly entry: Entry } | { readonly problem: string };

/**
 * Reads tsl:TSPService. `undefined` when it cannot be relied on, which is told: it is not said what the service is, since when it
 * is so, or for which certificates its qualifiers hold. An entry of its history that cannot be relied on is left out and told,
 * and nothing holds in its period.
 */
export function parseTrustService(element: XmlElement, tell: Tell): TrustService | undefined {
  const information = onlyChild(element, 'ServiceInformation');
  if (information === undefined) {
    tell('left out: it has no ServiceInformation');
    return undefined;
  }
  const current = readEntry(information);
  if ('problem' in current) {
    tell(`left out: ${current.problem}`);
    return undefined;
  }
  const history = descend(element, TSL, 'ServiceHistory', 'ServiceHistoryInstance').flatMap(
    (instance, index) => readHistoryEntry(instance, about(tell, `entry ${index + 1} of its history`)),
  );
  return {
    identities: readIdentities(onlyChild(information, 'ServiceDigitalIdentity'), tell),
    states: toPeriods(current.entry, history),
  };
}

function readHistoryEntry(instance: XmlElement, tell: Tell): readonly HistoryEntry<Entry>[] {
  const read = readEntry(instance);
  if ('entry' in read) return [{ from: read.entry.from, value: read.entry }];
  tell(`left out: ${read.problem}`);
  const from = dateOf(onlyChild(instance, 'StatusStartingTime'));
  return from === undefined ? [] : [{ from, value: undefined }];
}

function readEntry(information: XmlElement): ReadEntry {
  const type = childValue(information, 'ServiceTypeIdentifier');
  const from = dateOf(onlyChild(information, 'StatusStartingTime'));
  const extensions = readServiceExtensions(information);
  if (type === undefined) return { problem: 'Service type (ServiceTypeIdentifier) is not stated' };
  if (from === undefined) return { problem: 'its validity start (StatusStartingTime) is not stated' };
  if (extensions === undefined)
    return { problem: 'the criteria of its qualifications are absent or not understood' };
  const names = languageStrings(information, 'ServiceName', 'Name');
  const status = childValue(information, 'ServiceStatus') ?? '';
  return { entry: { type, names, status, from, ...extensions } };
}
