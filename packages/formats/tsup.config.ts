import { defineConfig } from 'tsup';
import { build } from '../../tsup.base.ts';

export default defineConfig(
  build(
    {
      cades: 'src/cades/index.ts',
      pades: 'src/pades/index.ts',
      xades: 'src/xades/index.ts',
      detect: 'src/detect.ts',
    },
    {
      internal: {
        'default-subsetter-node': 'src/pades/appearance/default-subsetter-node.ts',
        'default-subsetter-web': 'src/pades/appearance/default-subsetter-web.ts',
      },
      external: ['#font-subsetter', /^node:/],
    },
  ),
);
