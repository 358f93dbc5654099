import { randomUUID } from 'node:crypto';
import { hashText } from '../lib/text/hashText.js';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { PersonsRead } from '../access/PersonsRead.js';
import type { Viewer } from '../access/viewer.js';
import type { AuditConfig } from '../config/access/auditKeys.js';
import type { Sql } from '../db/client.js';
import { printable } from '../lib/text/printable.js';
import type { AuditDoor, AuditKind } from '../words/audit/auditWords.js';
import { mostPersons, type AuditEntry } from './AuditEntry.js';
import { AuditWriter } from './AuditWriter.js';
import { documentFacts, documentHash, type ClassesOfField, type DocumentFacts } from './documentFacts.js';
import { ensureAuditMonths, insertEntries } from './insertEntries.js';

/** What is known of a request when it has ended. */
export interface EndedRequest {
  readonly facts: { readonly requestId: string };
  /** Undefined where nobody was admitted. */
  readonly viewer?: Pick<Viewer, 'name' | 'kind' | 'role'> | undefined;
  /** What was to be executed; undefined where it never came to that. */
  readonly operation?:
    | {
        readonly schema: GraphQLSchema;
        readonly document: DocumentNode;
        readonly operationName: string | undefined;
      }
    | undefined;
  /** The text of a document that was refused. */
  readonly source?: string | undefined;
  readonly operationName?: string | undefined;
  /** Codes of its errors. */
  readonly codes?: readonly string[] | undefined;
  /** Whether its answer had data. */
  readonly hasData?: boolean | undefined;
  readonly persons?: PersonsRead | undefined;
}

/** The audit log of a server. */
export interface Audit {
  /** Notes a request that has ended; it is written in the background. */
  readonly note: (door: AuditDoor, request: EndedRequest) => void;
  /** Writes what waits. */
  readonly stop: () => Promise<void>;
}

interface AuditOptions {
  /** Which requests are logged. */
  readonly logged: AuditConfig['log'];
  readonly classesOf: ClassesOfField;
  readonly log: Logger;
}

function kindOf({ codes, hasData }: EndedRequest, facts: DocumentFacts | undefined): AuditKind {
  if (hasData !== true && codes !== undefined) return 'REFUSED';
  return facts?.type === 'mutation' ? 'WRITE' : 'READ';
}

/** The entry of a request; undefined where nothing of it is logged: an answer without personal data, where the config does not ask for all. */
function entryOf(
  door: AuditDoor,
  request: EndedRequest,
  now: Date,
  { logged, classesOf }: Pick<AuditOptions, 'logged' | 'classesOf'>,
): AuditEntry | undefined {
  const { operation, viewer, persons, source, codes = [] } = request;
  // The page of GraphiQL, and clients that were gone before anything was known of them.
  if (viewer === undefined && codes.length === 0) return undefined;
  const facts = operation && documentFacts(operation.schema, operation.document, operation.operationName, classesOf);
  const kind = kindOf(request, facts);
  const dynamic = persons?.classes;
  const piiClasses =
    dynamic === undefined || dynamic.size === 0
      ? (facts?.piiClasses ?? [])
      : [...new Set([...(facts?.piiClasses ?? []), ...dynamic])].toSorted();
  if (logged === 'personal' && kind === 'READ' && piiClasses.length === 0) return undefined;
  const document = operation && documentHash(operation.document);
  return {
    at: now.toISOString(),
    entryId: randomUUID(),
    kind,
    door,
    viewer: viewer && printable(viewer.name),
    viewerKind: viewer?.kind,
    role: viewer?.role.name,
    requestId: request.facts.requestId,
    operation: facts?.name ?? request.operationName,
    document: document ?? (source === undefined ? undefined : hashText(source)),
    piiClasses,
    customers: persons?.count ?? 0,
    persons: persons?.first(mostPersons) ?? [],
    codes,
  };
}

/** Opens the audit log of a server, on a client that no request uses. */
export function openAudit(client: Sql, options: AuditOptions): Audit {
  let month: string | undefined;
  const writer = new AuditWriter({
    log: options.log,
    async write(entries) {
      // A month has a partition before its first entry; the first after a start makes that of this month and the next.
      for (const { at } of entries) {
        if (at.slice(0, 7) === month) continue;
        await ensureAuditMonths(client, at.slice(0, 10));
        month = at.slice(0, 7);
      }
      await insertEntries(client, entries);
    },
  });
  return {
    note(door, request) {
      const entry = entryOf(door, request, new Date(), options);
      if (entry !== undefined) writer.add(entry);
    },
    stop: () => writer.stop(),
  };
}
