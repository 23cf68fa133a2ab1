import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LIST_DESCRIPTION_SCHEMA } from './description-schema.ts';

const PUBLISHED = fileURLToPath(
  new URL('../../../../../docs/trusted-list-description.schema.json', import.meta.url),
);

describe('the schema of descriptions of lists', () => {
  it('is published as it judges (vitest -u writes it anew)', async () => {
    const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...LIST_DESCRIPTION_SCHEMA };
    await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(PUBLISHED);
  });
});
