import { defineConfig } from 'tsup';
import { buildForAll } from '../../tsup.base.ts';

export default defineConfig(
  buildForAll({
    index: 'src/index.ts',
    evidence: 'src/evidence/index.ts',
    html: 'src/render/html/index.ts',
    ldap: 'src/ldap/index.ts',
    'trusted-lists': 'src/lists/index.ts',
    'etsi-report': 'src/render/etsi/index.ts',
  }),
);
