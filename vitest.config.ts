import { defineConfig } from 'vitest/config';
import { templates } from './build/templates.ts';

export default defineConfig({
  plugins: [templates()],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
    maxConcurrency: 2,
    maxWorkers: 2,
    exclude: ['**/node_modules/**', 'test/apps/**', 'test/**/{input,output}/**', 'test/rules/*/{bad*,good*,fixed*}/**'],
  },
});
