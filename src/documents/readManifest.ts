import { isJsonObject } from '../lib/checks/isJsonObject.js';
import { UserError } from '../lib/errors/UserError.js';

/** A document as a manifest has it: what it says of it is not checked. */
export interface ManifestEntry {
  /** Undefined where an operation of Apollo's format has none. */
  readonly id: string | undefined;
  readonly body: string;
  readonly name: string | undefined;
  readonly type: string | undefined;
}

/** A manifest that was read. */
export interface Manifest {
  readonly format: 'apollo' | 'relay';
  readonly entries: readonly ManifestEntry[];
}

const apolloFormat = 'apollo-persisted-query-manifest';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * Reads a manifest of persisted documents: Apollo's (`apollo-persisted-query-manifest`, version 1), or Relay's, an object of texts by
 * their ids. Throws a `UserError` where it is neither.
 * @param file what the sentence calls it
 */
export function readManifest(file: string, content: string): Manifest {
  const refused = (why: string) => new UserError(`The manifest ${file} cannot be read: ${why}.`);
  let manifest: unknown;
  try {
    manifest = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refused((error as Error).message);
  }
  if (!isJsonObject(manifest)) throw refused('it is no object');
  const { format, version, operations } = manifest;
  if (format === undefined && operations === undefined) {
    const entries = Object.entries(manifest).map(([id, body]) => {
      if (typeof body !== 'string') throw refused(`"${id}" is no text; operations by id are expected, or "format"`);
      return { id, body, name: undefined, type: undefined };
    });
    return { format: 'relay', entries };
  }
  if (format !== apolloFormat || version !== 1) throw refused(`it is not of format "${apolloFormat}", version 1`);
  if (!Array.isArray(operations)) throw refused('"operations" is no list');
  const entries = operations.map((one: unknown, n) => {
    if (!isJsonObject(one) || typeof one['body'] !== 'string') throw refused(`its operation ${n + 1} has no "body"`);
    return { id: textOf(one['id']), body: one['body'], name: textOf(one['name']), type: textOf(one['type']) };
  });
  return { format: 'apollo', entries };
}
