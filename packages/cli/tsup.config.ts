import { defineConfig } from 'tsup';
import { build } from '../../tsup.base.ts';

export default defineConfig(
  build(
    {
      eseal: 'src/eseal.ts',
    },
    { format: ['esm'], platform: 'node', dts: false },
  ),
);
