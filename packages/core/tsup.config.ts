import { defineConfig } from 'tsup';
import { build } from '../../tsup.base.ts';

export default defineConfig(
  build(
    {
      index: 'src/index.ts',
      asn1: 'src/asn1/index.ts',
      x509: 'src/x509/index.ts',
      cms: 'src/cms/index.ts',
      timestamp: 'src/timestamp/index.ts',
      crypto: 'src/crypto/index.ts',
      http: 'src/http/index.ts',
      identity: 'src/identity/index.ts',
      container: 'src/container/index.ts',
      node: 'src/node/index.ts',
    },
    {
      internal: {
        'provider-node': 'src/crypto/provider-node.ts',
        'provider-web': 'src/crypto/provider-web.ts',
      },
    },
  ),
);
