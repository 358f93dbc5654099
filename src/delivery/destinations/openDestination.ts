import type { DestinationConfig, FolderConfig, S3Config } from '../../config.js';
import type { Destination } from './Destination.js';
import { fileDestination } from './files/fileDestination.js';
import { openFolder } from './files/folderSink.js';
import { openS3 } from './files/s3Sink.js';
import { csvFormat } from './formats/csvFormat.js';
import type { OutgoingFormat } from './formats/OutgoingFormat.js';
import { ndjsonFormat } from './formats/ndjsonFormat.js';
import { parquetFormat } from './formats/parquetFormat.js';
import { HandOverFailure } from './HandOverFailure.js';
import { closeAgents, createAgents } from './http/agents.js';
import { secretBytes } from './webhook/signature.js';
import { webhookDestination } from './webhook/webhookDestination.js';

/** What destinations need of the process that they run in. */
export interface Surroundings {
  /** Where secrets are, by the names that the config has for them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Certificates of authorities that are trusted in place of those that Node knows. */
  readonly ca?: string | undefined;
}

/** Attempts at a file. */
const fileAttempts = 8;

const formatOf = ({ format, formulas }: FolderConfig | S3Config): OutgoingFormat =>
  ({ csv: csvFormat(formulas), ndjson: ndjsonFormat, parquet: parquetFormat })[format];

/** A secret by the name of its variable; an empty one is none. */
function secretOf({ environment }: Surroundings, variable: string): string {
  const value = environment[variable] ?? '';
  if (value !== '') return value;
  throw new HandOverFailure(`needs a secret from the environment variable ${variable}, which is not set`);
}

function openBucket(config: S3Config, surroundings: Surroundings): Destination {
  const keys = {
    accessKeyId: secretOf(surroundings, config.accessKeyEnv),
    secretAccessKey: secretOf(surroundings, config.secretKeyEnv),
  };
  const agents = createAgents({ allowPrivate: config.allowPrivate, ca: surroundings.ca });
  const open = openS3(config, keys, agents);
  return fileDestination({ open, format: formatOf(config), attempts: fileAttempts, close: () => closeAgents(agents) });
}

/** Opens a destination of the config. Throws a `HandOverFailure` where one of its secrets is missing or too short. */
export function openDestination(config: DestinationConfig, surroundings: Surroundings): Destination {
  switch (config.kind) {
    case 'folder':
      return fileDestination({ open: openFolder(config.path), format: formatOf(config), attempts: fileAttempts });
    case 's3':
      return openBucket(config, surroundings);
    case 'webhook': {
      const secret = secretBytes(secretOf(surroundings, config.secretEnv));
      if (secret === undefined)
        throw new HandOverFailure(`needs a secret of 16 bytes or more in the environment variable ${config.secretEnv}`);
      return webhookDestination(config, { ...surroundings, secret });
    }
  }
}
