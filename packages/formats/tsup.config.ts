import { defineConfig } from 'tsup';
import { build } from '../../tsup.base.ts';

export default defineConfig(
  build({
    cades: 'src/cades/index.ts',
    pades: 'src/pades/index.ts',
    detect: 'src/detect.ts',
  }),
);
