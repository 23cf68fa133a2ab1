/**
 * Which services of trusted lists speak of the authority behind a certificate, under the rules of Japan.
 *
 * @module
 */
import { type Finding, findingOf } from '../../report/finding.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { DeterminationInput } from '../input.ts';
import { type JapaneseService, japaneseServices } from './japanese-services.ts';
import { RULES } from './rules.ts';
import { accreditsSeals, isOutOfDate, roleOf } from './scheme-terms.ts';

/** Services of the authority and of those above it, on lists that count. */
export interface SealAuthorities {
  /** Services that are the authority which issued the certificate: only they can accredit it. */
  readonly issuing: readonly JapaneseService[];
  /** Services further up the path. */
  readonly superior: readonly JapaneseService[];
  /** All of them stand on lists for trials: such lists count only where no other list knows the authority. */
  readonly pilot: boolean;
  /** There are services, but on lists that should have been renewed. */
  readonly outOfDate: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Chooses the services that count. Without a valid path none does: the certificate may merely name the authority as its
 * issuer.
 */
export function sealAuthorities(input: DeterminationInput): SealAuthorities {
  const matched = input.policies === undefined ? [] : certifyingServices(input.services);
  const current = matched.filter(({ service }) => !isOutOfDate(service.list, input.validationTime));
  const official = current.filter(({ service }) => !service.list.scheme.pilot);
  const counting = official.length > 0 ? official : current;
  const at = (wanted: (depth: number) => boolean): readonly JapaneseService[] =>
    counting.flatMap(({ service, depth }) => (wanted(depth) ? [service] : []));
  return {
    issuing: at((depth) => depth === 1),
    superior: at((depth) => depth > 1),
    pilot: current.length > 0 && official.length === 0,
    outOfDate: matched.length > 0 && current.length === 0,
    findings: matched.filter((one) => !current.includes(one)).map(({ service }) => outOfDate(service)),
  };
}

/** Authorities of Japan or recognised there; that a service is the certificate itself proves nothing about it. */
function certifyingServices(
  services: DeterminationInput['services'],
): readonly { readonly service: JapaneseService; readonly depth: number }[] {
  return services
    .filter(({ depth }) => depth > 0)
    .flatMap(({ service, depth }) => japaneseServices(service).map((one) => ({ service: one, depth })))
    .filter(({ service: { list, states } }) =>
      states.some((state) => roleOf(list.scheme, state)?.purpose === 'certificates'),
    );
}

function outOfDate({ list }: ListedService): Finding {
  const facts = { nextUpdate: list.nextUpdate?.toISOString() ?? '', list: list.sha256 };
  return findingOf(RULES.outOfDate, 'warning', facts);
}

/** Whether the authority is, or was, listed as one that is accredited for seals, whatever became of it. */
export function isListedAsAccredited({ issuing }: SealAuthorities): boolean {
  return issuing.some(({ list, states }) => states.some((state) => accreditsSeals(list.scheme, state)));
}

/** How keys of sealers are protected, as far as all services of the authority agree; a certificate cannot say it. */
export function keyProtectionAt(
  { issuing }: SealAuthorities,
  time: Date,
): 'hsm' | 'certified' | 'none' | null {
  const found = issuing.flatMap((service) => {
    const { keyProtection = {} } = service.list.scheme;
    const information = stateAt(service, time)?.additionalInformation ?? [];
    return information.flatMap((uri) =>
      Object.hasOwn(keyProtection, uri) ? (keyProtection[uri] ?? []) : [],
    );
  });
  const [first] = found;
  return first !== undefined && found.every((one) => one === first) ? first : null;
}
