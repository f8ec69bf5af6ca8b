import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres-global.ts'],
    // Browsers, services and databases side by side on two cores starve one another, and then fail by chance.
    fileParallelism: false,
  },
});
