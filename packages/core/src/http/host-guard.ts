/**
 * Which hosts may be asked for what data names (CWE-918): whoever made the data must not be able to make this program ask the
 * hosts around it.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import { hostKind } from './address.ts';

/** Rules about hosts. */
export interface HostRules {
  /** Hosts that may be asked at any address and port, as `HOST` or `HOST:PORT`, IPv6 in brackets. Default none. */
  readonly allowHosts?: readonly string[];
  /** Allows private, loopback and link-local addresses: for tests and closed networks. Default false. */
  readonly allowPrivateAddresses?: boolean;
  /** Ports of other hosts. Default those usual for the protocol. */
  readonly allowPorts?: readonly number[];
}

/** A host as a URL names it. */
export interface HostAndPort {
  /** As `URL.hostname` gives it for `http:`: IPv4 in four decimal parts, IPv6 in brackets, names in lower case. */
  readonly host: string;
  readonly port: number;
}

/** The rules, applied. */
export interface HostGuard {
  /** Why a host may not be asked; `undefined` when it may, as far as its name tells. */
  objection(place: HostAndPort): string | undefined;
  /** Whether any address of a host is right; else only public ones are. */
  allowsAnyAddress(place: HostAndPort): boolean;
}

/**
 * A guard by rules.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an entry of `allowHosts` that is no host
 */
export function createHostGuard(rules: HostRules, usualPorts: readonly number[]): HostGuard {
  const allowed = (rules.allowHosts ?? []).map(parseAllowedHost);
  const isAllowed = ({ host, port }: HostAndPort): boolean =>
    allowed.some((entry) => entry.host === host && (entry.port ?? port) === port);
  return {
    objection: (place) => {
      if (isAllowed(place)) return undefined;
      if (!(rules.allowPorts ?? usualPorts).includes(place.port)) return `port ${place.port} is not allowed`;
      if (rules.allowPrivateAddresses === true) return undefined;
      const kind = hostKind(place.host);
      return kind === 'special-address' || kind === 'special-name'
        ? 'the host is not in the public network'
        : undefined;
    },
    allowsAnyAddress: (place) => rules.allowPrivateAddresses === true || isAllowed(place),
  };
}

/** Whether an address that a name was resolved to lies in the public network. */
export function isPublicAddress(address: string): boolean {
  return hostKind(address) === 'public-address';
}

interface AllowedHost {
  readonly host: string;
  /** Absent: every port. */
  readonly port?: number;
}

function parseAllowedHost(entry: string): AllowedHost {
  const [, name = '', port] = /^(\[[^\]]+\]|[^:/?#@\s]+)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  if (name === '' || !URL.canParse(`http://${name}`))
    throw new CoreError('INVALID_ARGUMENT', `"${entry}" is no HOST or HOST:PORT`);
  const host = new URL(`http://${name}`).hostname;
  return port === undefined ? { host } : { host, port: Number(port) };
}
