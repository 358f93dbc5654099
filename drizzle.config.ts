import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/db/tables/*.ts',
  out: './drizzle',
  schemaFilter: ['facet'],
  migrations: { schema: 'facet', table: 'migrations' },
});
