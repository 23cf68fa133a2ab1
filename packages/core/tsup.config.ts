import { defineConfig } from 'tsup';
import { buildForAll } from '../../tsup.base.ts';

export default defineConfig(
  buildForAll({
    index: 'src/index.ts',
    asn1: 'src/asn1/index.ts',
    x509: 'src/x509/index.ts',
    cms: 'src/cms/index.ts',
    timestamp: 'src/timestamp/index.ts',
    crypto: 'src/crypto/index.ts',
    http: 'src/http/index.ts',
    revocation: 'src/revocation/index.ts',
    identity: 'src/identity/index.ts',
    container: 'src/container/index.ts',
    node: 'src/node/index.ts',
  }),
);
