/**
 * What a report says in words: rules and messages as data, filled in with facts, in both languages.
 *
 * @module
 */
import { displayText, type LocalizedText } from '@eseal/core/identity';

/** Values a rule was judged by; they go into the messages and to programs. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A rule or a remark: its name, where it comes from and what is to be said. `{name}` stands for a fact. */
export interface Rule {
  /** Stable, upper case with underscores. */
  readonly id: string;
  /** Such as `RFC 5280 §6.1.4 (k)`. */
  readonly citation: string;
  readonly message: LocalizedText;
  /** What the reader may do about it. */
  readonly repair?: LocalizedText;
}

/** How much a finding matters: an error keeps the verdict from TOTAL-PASSED. */
export type FindingSeverity = 'error' | 'warning' | 'information';

/** Something a reader of the report should know. */
export interface Finding {
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly message: LocalizedText;
  readonly repair?: LocalizedText;
  readonly citation: string;
  readonly facts: Facts;
}

/** What a rule has to say of these facts. */
export function findingOf(rule: Rule, severity: FindingSeverity, facts: Facts = {}): Finding {
  return {
    id: rule.id,
    severity,
    message: fillTemplate(rule.message, facts),
    ...(rule.repair !== undefined && { repair: fillTemplate(rule.repair, facts) }),
    citation: rule.citation,
    facts,
  };
}

/** A message with its facts in place; text that comes out of received data is made safe to show. */
export function fillTemplate(template: LocalizedText, facts: Facts): LocalizedText {
  return { ja: fill(template.ja, facts, '、'), en: fill(template.en, facts, ', ') };
}

/** Longest fact inside a message: names in certificates may be as long as their issuer likes. */
const LONGEST = 300;

function fill(text: string, facts: Facts, separator: string): string {
  if (!text.includes('{')) return text;
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined) return whole;
    return displayText(typeof fact === 'object' ? fact.join(separator) : String(fact), LONGEST);
  });
}
