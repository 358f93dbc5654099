import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { auditCommand } from '../../src/cli/persons/audit.js';
import { exportCommand } from '../../src/cli/persons/export.js';
import { forgetCommand } from '../../src/cli/persons/forget.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';
import { runInProcess, type Outcome } from './inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
});
afterAll(async () => {
  door?.close();
  await database?.drop();
});

const run = (command: ReturnType<typeof auditCommand>, ...args: string[]): Promise<Outcome> =>
  runInProcess(command, args, { DATABASE_URL: door.url });

it('facet audit says that nothing fits, and refuses a time that ends before it begins', async () => {
  expect(await run(auditCommand(), '--who', 'nobody')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'No entry of the audit log fits.\n',
  });
  expect(await run(auditCommand(), '--since', '2026-03-02', '--until', '2026-03-01')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'facet: "--since" (2026-03-02T00:00:00.000Z) is not before "--until" (2026-03-01T00:00:00.000Z).\n',
  });
});

it.each([
  ['forget', forgetCommand],
  ['export', exportCommand],
])('facet %s needs an id or an identifier, and not both', async (name, command) => {
  const refused = {
    code: 1,
    stdout: '',
    stderr: `facet: facet ${name} needs one of the two: the id of a customer, or --identifier SYSTEM:VALUE.\n`,
  };
  expect(await run(command())).toEqual(refused);
  expect(await run(command(), 'A', '--identifier', 'email:a@example.org')).toEqual(refused);
});
