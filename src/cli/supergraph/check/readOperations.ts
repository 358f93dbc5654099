import { readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { GraphQLError, Kind, parse, Source, type DocumentNode } from 'graphql';
import { fragmentsOf } from '../../../lib/graphql/fragmentsOf.js';
import { glob } from 'tinyglobby';
import { readManifest } from '../../../documents/readManifest.js';
import { UserError } from '../../../lib/errors/UserError.js';
import type { FaultyOperation, KnownOperation } from './Operation.js';

/** A text with operations, and where it stands. */
interface OperationText {
  readonly place: string;
  readonly text: string;
  /** What the manifest calls it. */
  readonly name?: string | undefined;
}

/** What was read: operations, and texts that could not be parsed. */
export interface ReadOperations {
  readonly operations: readonly KnownOperation[];
  readonly unreadable: readonly FaultyOperation[];
}

/** The texts of a manifest: Apollo's, or an object of texts by their ids. Throws a `UserError` where it is neither. */
const textsOfManifest = (file: string, content: string): OperationText[] =>
  readManifest(file, content).entries.map(({ id, body, name }, n) => ({
    place: `${file}: ${id ?? n + 1}`,
    text: body,
    name,
  }));

async function textsAt(path: string): Promise<OperationText[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UserError(`There is no file or folder ${path} with operations.`);
  if (!found.isDirectory()) {
    const text = await readFile(path, 'utf8');
    return path.endsWith('.json') ? textsOfManifest(path, text) : [{ place: path, text }];
  }
  const files = (await glob('**/*.{graphql,gql}', { cwd: path, ignore: ['**/node_modules/**'] })).toSorted();
  if (files.length === 0) throw new UserError(`The folder ${path} has no files *.graphql or *.gql.`);
  return Promise.all(
    files.map(async (file) => ({ place: join(path, file), text: await readFile(join(path, file), 'utf8') })),
  );
}

/** What a text holds, or why it cannot be parsed. */
function parsed({ place, text, name = place }: OperationText): DocumentNode | FaultyOperation {
  try {
    return parse(new Source(text, place));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    return { name, place, faults: [{ message: error.message, place, line: at?.line, column: at?.column }] };
  }
}

/**
 * Reads what clients are known to ask: a folder of `.graphql` files, whose fragments may stand in other files of it, one such file,
 * or a manifest. Throws a `UserError` where there is none of it.
 */
export async function readOperations(path: string): Promise<ReadOperations> {
  const texts = await textsAt(path);
  const read = texts.map((one) => ({ ...one, document: parsed(one) }));
  const documents = read.flatMap(({ document, ...one }) => ('kind' in document ? [{ ...one, document }] : []));
  const called = (place: string): string => (place.startsWith(join(path, sep)) ? relative(path, place) : place);
  // Those of a manifest are complete by themselves; files of a folder share theirs.
  const shared = path.endsWith('.json') ? [] : documents.flatMap(({ document }) => [...fragmentsOf(document)]);
  return {
    unreadable: read.flatMap(({ document }) => ('faults' in document ? [document] : [])),
    operations: documents.flatMap(({ document, place, name }) => {
      const fragments = new Map([...shared, ...fragmentsOf(document)]);
      return document.definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION
          ? [{ name: name ?? definition.name?.value ?? called(place), place, definition, fragments }]
          : [],
      );
    }),
  };
}
