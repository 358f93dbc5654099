import { readFile } from 'node:fs/promises';
import type { CheckedDocument } from '../../documents/checkManifest.js';
import { UserError } from '../../lib/errors/UserError.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import type { CommandScope } from '../run.js';
import { liveSdl } from '../steps/liveSdl.js';

/** What is checked, and for whom. */
export interface CheckOptions {
  readonly role?: readonly string[];
  /** A file with the SDL that is checked against instead of the server's own. */
  readonly schema?: string;
}

async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UserError(`The ${what} ${file} cannot be read: ${(error as Error).message}.`, 'FILE_NOT_FOUND');
  }
}

function checkRoles({ config }: CommandScope, names: readonly string[]): void {
  const { roles } = config.access;
  const unknown = names.find((one) => !roles.has(one));
  if (unknown === undefined) return;
  throw new UserError(
    `There is no role "${unknown}"; "access.roles" has ${[...roles.keys()].join(', ')}.${didYouMean(unknown, roles.keys())}`,
  );
}

/** The lowest of what some roles are allowed, where they say so, else what the server allows. */
const lowest = (served: number, ofRoles: readonly (number | undefined)[]): number =>
  Math.min(...ofRoles.map((one) => one ?? served), served);

/**
 * Reads a manifest and checks its documents: against the live schema of this server, its limits, and those of the roles that they are
 * for. Throws a `UserError` for a file that cannot be read, and for a role that is not in the config.
 */
export async function readChecked(
  scope: CommandScope,
  file: string,
  { role = [], schema: schemaFile }: CheckOptions,
): Promise<CheckedDocument[]> {
  checkRoles(scope, role);
  const { buildSchema } = await import('graphql');
  const { readManifest } = await import('../../documents/readManifest.js');
  const { checkManifest } = await import('../../documents/checkManifest.js');
  const { createDepthLimit } = await import('../../gateway/validation/depthLimit.js');
  const { limits, access } = scope.config;
  const ofRoles = role.map((one) => access.roles.get(one)?.limits);
  const manifest = readManifest(file, await readText(file, 'manifest'));
  const sdl = schemaFile === undefined ? await liveSdl(scope, { plain: true }) : await readText(schemaFile, 'schema');
  const depth = lowest(
    limits.depth,
    ofRoles.map((one) => one?.depth),
  );
  const tokens = lowest(
    limits.tokens,
    ofRoles.map((one) => one?.tokens),
  );
  return checkManifest(manifest, { schema: buildSchema(sdl), rules: [createDepthLimit(depth)], tokens });
}
