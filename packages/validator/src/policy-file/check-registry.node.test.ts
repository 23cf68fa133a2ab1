import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../policy/presets.ts';
import { ALL_CHECKS, CHECK_GROUPS } from './check-registry.ts';
import { checksPage } from './checks-page.ts';
import { POLICY_SCHEMA } from './policy-schema.ts';

const SOURCES = join(dirname(fileURLToPath(import.meta.url)), '..');
const DOCS = '../../../../docs';

/** Ids that stand inside `defineCheck({ … })` anywhere in the sources. */
function definedIds(): readonly string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .flatMap((file) =>
      [
        ...readFileSync(join(SOURCES, file), 'utf8').matchAll(/defineCheck\(\{[^}]*?id: '([A-Z0-9_]+)'/gs),
      ].map(([, id = '']) => id),
    );
}

describe('the registry of checks', () => {
  it('has every check that is defined anywhere', () => {
    const ids = new Set(ALL_CHECKS.map(({ id }) => id));
    expect(definedIds().length).toBeGreaterThan(40);
    expect(definedIds().filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has each definition once, and one level for each id', () => {
    expect(new Set(ALL_CHECKS).size).toBe(ALL_CHECKS.length);
    const levels = new Map<string, string>();
    for (const { id, level, fixed } of ALL_CHECKS) {
      const own = `${level} ${fixed === true}`;
      expect(levels.get(id) ?? own, id).toBe(own);
      levels.set(id, own);
    }
  });

  it('knows every check that a preset weighs', () => {
    const adjustable = new Set(ALL_CHECKS.filter(({ fixed }) => fixed !== true).map(({ id }) => id));
    const weighed = Object.keys(policyOf('compat').levels);
    expect(weighed.length).toBeGreaterThan(0);
    expect(weighed.filter((id) => !adjustable.has(id))).toEqual([]);
  });

  it('says of each check in both languages what is wrong, and where the rule comes from', () => {
    for (const { id, citation, message } of CHECK_GROUPS.flatMap(({ checks }) => checks)) {
      expect(id).toMatch(/^[A-Z0-9]+(_[A-Z0-9]+)+$/);
      expect(citation, id).not.toBe('');
      expect(message.en, id).toMatch(/\w/);
      expect(message.ja, id).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    }
  });
});

describe('the documentation of policies', () => {
  it('lists every check as the code defines it (vitest -u writes it anew)', async () => {
    await expect(checksPage()).toMatchFileSnapshot(`${DOCS}/checks.md`);
  });

  it('has the schema that judges', async () => {
    const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...POLICY_SCHEMA };
    await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
      `${DOCS}/policy.schema.json`,
    );
  });
});
