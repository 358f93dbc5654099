import { sql } from 'drizzle-orm';
import { fullRole, type Role } from '../../../src/config/access/Role.js';
import { createDoor } from '../../../src/db/door.js';
import type { CheckedDocument } from '../../../src/documents/checkManifest.js';
import { hashText } from '../../../src/lib/text/hashText.js';
import { documentsFor } from '../../../src/documents/documentsFor.js';
import { heldDocuments, type DocumentIndex, type DocumentRow } from '../../../src/documents/heldDocuments.js';
import { publishDocuments } from '../../../src/documents/publishDocuments.js';
import type { ServerOptions } from '../../../src/gateway/startServer.js';
import type { Scope } from '../../../src/scope.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { documentPolicies } from '../../../src/words/rights.js';
import { systemViewer } from '../../../src/access/viewer.js';
import type { TestDatabase } from '../../support/database.js';

/** A role for each policy, of the same name; whoever shows another key is nobody. */
export const roles: ReadonlyMap<string, Role> = new Map(
  documentPolicies.map((documents) => [documents, { ...fullRole, name: documents, documents }]),
);

/** Publishes a text under an id. */
export async function publish(
  { client }: Pick<TestDatabase, 'client'>,
  id: string,
  body: string,
  more: {
    readonly roles?: readonly string[];
    readonly type?: string;
    readonly name?: string;
    readonly at?: string;
  } = {},
): Promise<void> {
  const { type = 'query', name = /^\w+ (\w+)/.exec(body)?.[1] ?? null } = more;
  const one: CheckedDocument = { id, body, name, type, sha256: hashText(body), faults: [], warnings: [] };
  await publishDocuments(client, [one], { now: new Date(more.at ?? '2026-11-30T10:00:00Z'), roles: more.roles });
}

/** All that is published, as a server holds it. */
export async function readHeld({ client }: Pick<TestDatabase, 'client'>): Promise<DocumentIndex> {
  const statement = heldDocuments.statement({ viewer: systemViewer });
  return heldDocuments.make(await createDoor(client).query<DocumentRow>(sql`${statement}`));
}

/** Admits viewers of the roles by their names as keys; their documents are those of a database. */
export const admitTo =
  ({ client }: Pick<TestDatabase, 'client'>, held: () => DocumentIndex | undefined): ServerOptions['admit'] =>
  async ({ authorization = '', signal, requestId, budget }) => {
    const role = roles.get(authorization.replace('Bearer ', ''));
    if (role === undefined) throw new UserError('This needs a valid API key.', 'UNAUTHENTICATED');
    const openDoor = () => createDoor(client, { signal });
    return {
      client: role.name,
      viewer: { ...systemViewer, name: role.name, kind: 'client', role },
      documents: documentsFor(role, openDoor, held as Scope['cached']),
      contextOn: () => ({ signal, requestId, budget }),
    };
  };
