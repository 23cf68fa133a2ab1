/**
 * The cheapest repair of one proof: pure, over facts.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { CryptoSuite } from '../policy/crypto-suites.ts';
import { byTime, eventsOfLayer, eventsOfMaterial, type LayerEvent, type RenewalEvent } from './event.ts';
import type { Proof, ProofLayer } from './proof.ts';

/**
 * What keeps a proof: a timestamp over the signature (B-T), the material that proves it (B-LT), a further archive timestamp
 * (B-LTA), a new seal because nothing can keep the old one any more, or nothing.
 */
export type RenewalAction = 'timestamp' | 'material' | 'archive-timestamp' | 'reseal' | 'none';

/** The plan for one seal, or for one timestamp over a file without seals. */
export interface ProofPlan {
  readonly kind: Proof['kind'];
  readonly id: string;
  readonly action: RenewalAction;
  /** Until when: later the action comes too late. `undefined` where nothing is to be done or it is too late already. */
  readonly before: Date | undefined;
  readonly why: LocalizedText;
  /** What ends that the proof depends on now, the earliest first. */
  readonly events: readonly RenewalEvent[];
}

/** What a proof is held against. */
export interface RenewalConditions {
  readonly suite: CryptoSuite;
  readonly now: Date;
  /** Until when the proof is needed: what ends later needs no repair. Default: for ever. */
  readonly neededUntil?: Date;
}

/** Decides what to do for a proof. */
export function planProof(proof: Proof, conditions: RenewalConditions): ProofPlan {
  const { kind, id, own, timestamps, archiveTimestamps } = proof;
  const outermost = [archiveTimestamps, timestamps, [own]].find((layers) => layers.length > 0) ?? [own];
  const { events, breaking } = eventsOfLayers(outermost, conditions);
  const isStamped = outermost[0] !== own;
  const lacking = isStamped && !proof.hasMaterial ? eventsOfMaterial(proof) : [];
  const all = [...events, ...markBreaking(lacking, lacking[0])].sort(byTime);
  return { kind, id, ...decide(proof, breaking, lacking[0], isStamped, conditions), events: all };
}

interface LayersEnd {
  readonly events: readonly RenewalEvent[];
  /** What ends the last of the layers. */
  readonly breaking: LayerEvent | undefined;
}

/** Layers beside each other keep the proof until the last of them ends. */
function eventsOfLayers(layers: readonly ProofLayer[], { suite, now }: RenewalConditions): LayersEnd {
  const each = layers.map((layer) => eventsOfLayer(layer, suite, now));
  const ends = each.map(([first]) => first);
  const isOpen = ends.some((end) => end === undefined);
  const breaking = isOpen
    ? undefined
    : ends
        .filter((end) => end !== undefined)
        .sort(byTime)
        .at(-1);
  return { events: each.flatMap((events) => markBreaking(events, breaking)), breaking };
}

function markBreaking(
  events: readonly LayerEvent[],
  breaking: LayerEvent | undefined,
): readonly RenewalEvent[] {
  return events.map((one) => ({ ...one, breaksProof: one === breaking }));
}

type Decision = Pick<ProofPlan, 'action' | 'before' | 'why'>;

function decide(
  proof: Proof,
  breaking: LayerEvent | undefined,
  lacking: LayerEvent | undefined,
  isStamped: boolean,
  { now, neededUntil }: RenewalConditions,
): Decision {
  const isDue = (end: LayerEvent | undefined): end is LayerEvent =>
    end !== undefined && (neededUntil === undefined || end.at <= neededUntil);
  if (breaking !== undefined && breaking.at <= now) return decision('reseal', undefined);
  // The material comes first: without it a timestamp over the seal proves that it existed, not that it was valid.
  if (isDue(lacking)) return decision('material', earlier(lacking, breaking).at);
  if (!isDue(breaking)) return decision('none', undefined);
  const isBare = proof.kind === 'seal' ? !isStamped : false;
  return decision(isBare ? 'timestamp' : 'archive-timestamp', breaking.at);
}

function earlier(a: LayerEvent, b: LayerEvent | undefined): LayerEvent {
  return b !== undefined && b.at < a.at ? b : a;
}

function decision(action: RenewalAction, before: Date | undefined): Decision {
  return { action, before, why: REASONS[action] };
}

const REASONS: Readonly<Record<RenewalAction, LocalizedText>> = {
  timestamp: {
    ja: 'タイムスタンプがないため、証明書または暗号アルゴリズムの期限までしか証明できません。',
    en: 'Without a timestamp the proof ends with the certificate or an algorithm.',
  },
  material: {
    ja: '検証に必要な証明書・失効情報がファイルになく、いずれ入手できなくなります。',
    en: 'The certificates and revocation data that prove the seal are not in the file, and will not be had for ever.',
  },
  'archive-timestamp': {
    ja: '最も外側のタイムスタンプの期限までに、次のアーカイブタイムスタンプが必要です。',
    en: 'The proof ends with its outermost timestamp; a further one has to cover it by then.',
  },
  reseal: {
    ja: '証明の期限が過ぎています。あらためてeシールを付ける必要があります。',
    en: 'The proof has ended; only a new seal on the document helps.',
  },
  none: { ja: '必要な期間内に切れるものはありません。', en: 'Nothing ends while the proof is needed.' },
};
