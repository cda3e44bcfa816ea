import { defineConfig } from 'vitest/config';
import { templates } from './build/templates/plugin.ts';

export default defineConfig({
  plugins: [templates()],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/apps/**', 'test/**/{input,output}/**'],
  },
});
