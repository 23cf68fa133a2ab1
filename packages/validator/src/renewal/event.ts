/**
 * What will end, or has ended, that the proof of a seal depends on.
 *
 * @module
 */
import { readable } from '@eseal/core';
import type { LocalizedText } from '@eseal/core/identity';
import { parseCrl, parseOcspResponse } from '@eseal/core/revocation';
import { type Certificate, formatName } from '@eseal/core/x509';
import { algorithmEnd } from '../policy/algorithm-end.ts';
import type { CryptoSuite } from '../policy/crypto-suites.ts';
import { type Facts, fillTemplate, type Rule } from '../report/finding.ts';
import type { Proof, ProofLayer, UsedAlgorithm } from './proof.ts';

/** What ends. */
export type RenewalEventKind =
  | 'certificate-ends'
  | 'algorithm-ends'
  | 'algorithm-refused'
  /** From then on nobody has to publish the revocation status of a certificate. */
  | 'status-ends'
  /** From then on newer revocation data is to be had, and a verifier asks for it. */
  | 'revocation-data-ages'
  | 'certificate-missing'
  | 'signature-broken';

/** An end, and what depends on it. */
export interface RenewalEvent {
  readonly kind: RenewalEventKind;
  readonly at: Date;
  /** Whether the proof is broken from then on, if nothing is done: another timestamp may last longer. */
  readonly breaksProof: boolean;
  /** Id of the seal or timestamp that depends on it. */
  readonly of: string;
  readonly message: LocalizedText;
  /** Such as `RFC 5280 §3.3`. */
  readonly citation: string;
}

/** An end of one layer, before it is known what stands beside the layer. */
export type LayerEvent = Omit<RenewalEvent, 'breaksProof'>;

type EventRule = Pick<Rule, 'citation' | 'message'>;

const EVENTS: Readonly<Record<RenewalEventKind, EventRule>> = {
  'certificate-ends': {
    citation: 'EN 319 102-1 §5.6.2.1',
    message: { ja: '証明書「{name}」の有効期間が終わります。', en: 'The certificate “{name}” expires.' },
  },
  'algorithm-ends': {
    citation: 'EN 319 102-1 §5.2.8.4.2',
    message: {
      ja: '{suite}による{algorithm}の利用期限です。',
      en: 'The last day of {algorithm} by {suite}.',
    },
  },
  'algorithm-refused': {
    citation: 'EN 319 102-1 §5.2.8.4.2',
    message: { ja: '{suite}は{algorithm}を認めていません。', en: '{algorithm} is not accepted by {suite}.' },
  },
  'status-ends': {
    citation: 'RFC 5280 §3.3',
    message: {
      ja: '証明書「{name}」の失効情報は、その有効期間が終わると公開されなくなることがあります。',
      en: 'The revocation status of the certificate “{name}” need not be published once it has expired.',
    },
  },
  'revocation-data-ages': {
    citation: 'EN 319 102-1 §5.2.5.4',
    message: {
      ja: 'ファイル内の失効情報より新しいものが発行されます。',
      en: 'Newer revocation data than that in the file is issued.',
    },
  },
  'certificate-missing': {
    citation: 'EN 319 102-1 §5.2.3',
    message: {
      ja: '署名した証明書がファイルにありません。',
      en: 'The signing certificate is not in the file.',
    },
  },
  'signature-broken': {
    citation: 'EN 319 102-1 §5.2.7',
    message: {
      ja: '署名値が証明書の鍵と合いません。',
      en: 'The signature value does not fit the certificate.',
    },
  },
};

function event(kind: RenewalEventKind, of: string, at: Date, facts: Facts = {}): LayerEvent {
  const { citation, message } = EVENTS[kind];
  return { kind, at, of, message: fillTemplate(message, facts), citation };
}

const nameOf = ({ subject }: Certificate): string => formatName(subject);

/** What ends a layer, the earliest first. */
export function eventsOfLayer(layer: ProofLayer, suite: CryptoSuite, now: Date): readonly LayerEvent[] {
  const { id, chain, algorithms, intact } = layer;
  const events = chain.map((one) => event('certificate-ends', id, one.notAfter, { name: nameOf(one) }));
  if (chain.length === 0) events.push(event('certificate-missing', id, now));
  if (!intact) events.push(event('signature-broken', id, now));
  for (const one of algorithms) events.push(...eventsOfAlgorithm(one, id, suite, now));
  return distinct(events).sort(byTime);
}

function eventsOfAlgorithm(
  { algorithm, keySize }: UsedAlgorithm,
  id: string,
  suite: CryptoSuite,
  now: Date,
): readonly LayerEvent[] {
  const name = [algorithm ?? '?', ...(keySize === undefined ? [] : [keySize])].join(' ');
  const facts = { algorithm: name, suite: suite.citation };
  if (algorithm === undefined) return [event('algorithm-refused', id, now, facts)];
  const end = algorithmEnd(suite, { algorithm, at: now, ...(keySize !== undefined && { keySize }) });
  switch (end.kind) {
    case 'at':
      return [event('algorithm-ends', id, end.time, facts)];
    case 'refused':
      return [event('algorithm-refused', id, now, facts)];
    case 'open':
      return [];
  }
}

/** Until when the material of a seal can be had, and how long what the file has of it is the newest. */
export function eventsOfMaterial({ own, crls, ocspResponses }: Proof): readonly LayerEvent[] {
  const ages = [...crls.map(nextUpdateOfCrl), ...ocspResponses.flatMap(nextUpdatesOfOcsp)].filter(
    (at) => at !== undefined,
  );
  const [earliest] = ages.sort((a, b) => a.getTime() - b.getTime());
  return [
    ...own.chain.map((one) => event('status-ends', own.id, one.notAfter, { name: nameOf(one) })),
    ...(earliest === undefined ? [] : [event('revocation-data-ages', own.id, earliest)]),
  ].sort(byTime);
}

function nextUpdateOfCrl(encoded: Uint8Array): Date | undefined {
  return readable(() => parseCrl(encoded).nextUpdate);
}

function nextUpdatesOfOcsp(encoded: Uint8Array): readonly (Date | undefined)[] {
  const response = readable(() => parseOcspResponse(encoded));
  return response?.basic?.responses.map(({ nextUpdate }) => nextUpdate) ?? [];
}

/** The same end is told once, however many algorithms or certificates share it. */
function distinct(events: readonly LayerEvent[]): LayerEvent[] {
  const seen = new Map(events.map((one) => [`${one.kind} ${one.at.getTime()} ${one.message.en}`, one]));
  return [...seen.values()];
}

/** Order of events: the earlier first. */
export function byTime(a: Pick<LayerEvent, 'at'>, b: Pick<LayerEvent, 'at'>): number {
  return a.at.getTime() - b.at.getTime();
}
