/**
 * Services as determinations report them.
 *
 * @module
 */
import type { ReportedService } from '../report/determination.ts';
import { preferredText } from './language.ts';
import type { ListedService, ServiceState } from './listed-service.ts';

/** A service in one of its states. */
export function reportService(
  { list, provider }: Pick<ListedService, 'list' | 'provider'>,
  { from, names, status, type, until }: ServiceState,
): ReportedService {
  const { languages } = list.scheme;
  return {
    territory: list.territory,
    provider: preferredText(provider, languages) ?? '',
    service: preferredText(names, languages) ?? '',
    type,
    status,
    from,
    until: until ?? null,
    list: list.sha256,
    sequenceNumber: list.sequenceNumber,
  };
}
