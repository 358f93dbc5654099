import type { CodeTable } from './CodeFacts.js';

/** Codes of commands and of the start of the server. Commands print the sentence. */
export const commandErrors = {
  ALIAS_RESERVED: {
    means: "An alias is a name that Facet's own attributes keep for themselves.",
    remedy: 'Take the name that the sentence offers.',
  },
  ALIAS_TAKEN: {
    means: 'An alias, or its GraphQL name, has another meaning on one of the days.',
    remedy: 'Choose another name, or rename or retire the other alias first.',
  },
  ALREADY_SERVED: {
    means: 'Another process serves the data directory.',
    remedy: 'Stop it, or set `FACET_DATA_DIR` to another directory.',
  },
  ATTRIBUTE_REFUSED: {
    means: 'PostgreSQL cannot work an attribute out on this database.',
    remedy: 'Mend its definition, or leave it out with `enrichment.only`.',
  },
  BACKUP_NEWER: {
    means: 'A backup was made by a newer program, or by one that is not of these releases.',
    remedy: 'Restore it with the program that made it.',
  },
  BACKUP_NOT_WRITTEN: {
    means: 'The file of a backup cannot be written; nothing is left of it.',
    remedy: 'Do what the sentence says, and run the command again.',
  },
  BACKUP_UNREADABLE: {
    means: 'A file is no backup, is damaged or not whole, or does not fit; nothing was changed.',
    remedy: 'Give another backup; `facet restore FILE --list` checks one.',
  },
  BAD_CONFIG: {
    means: 'A key of the configuration, of an import or of the environment has a bad value.',
    remedy: 'Mend the key that the sentence names.',
  },
  BAD_FILE: {
    means: 'A file to import cannot be read as the configuration says.',
    remedy: 'Mend the file, or how the import says that it is written.',
  },
  BAD_KEY_NAME: {
    means: 'The name of an API key has characters that cannot be seen.',
    remedy: 'Give another name.',
  },
  BAD_LIFETIME: {
    means: 'When an API key ends, or how long its old secret goes on working, cannot be read or is out of bounds.',
    remedy: 'Give a duration such as `90d`, a day such as `2027-01-31`, or `never`.',
  },
  BAD_REJECTS_FILE: {
    means: 'The rejects file cannot be written, or would overwrite something else.',
    remedy: 'Give another with `--rejects`.',
  },
  BAD_TLS: {
    means: 'The files of `http.tls` are no certificate with its key.',
    remedy: 'Name PEM files that belong together and that the server may read.',
  },
  BI_LOGIN_TAKEN: {
    means: 'The login for BI tools has the name of one of another database of the server.',
    remedy: 'Give the role of the config another name, or revoke the other login.',
  },
  BI_ROLE_REFUSED: {
    means: 'A role of the config cannot have a login for BI tools, or has none.',
    remedy: 'Do what the sentence says: rows and classes alone can narrow what views show.',
  },
  CITUS_MISSING: {
    means: 'The database has no Citus to be distributed by, or one that is too old.',
    remedy: 'Install the extension on all nodes, or name the coordinator in `DATABASE_URL`.',
  },
  CLUSTER_UNFIT: {
    means: 'The database is no coordinator of a cluster that can take tables.',
    remedy: 'Add workers, or name the coordinator in `DATABASE_URL`.',
  },
  CONFIRMATION_NEEDED: {
    means: 'The command would delete data.',
    remedy: 'Say `--yes`.',
  },
  DAILY_FAILED: {
    means: 'A step of the daily run failed; the sentence tells which and why.',
    remedy: 'Mend that, and run it again: what is done is not done again.',
  },
  DATABASE_BUSY: {
    means: 'Another process holds the embedded database and neither answers nor ends.',
    remedy: 'End that process; the log that is named tells more.',
  },
  DATABASE_DISTRIBUTED: {
    means: 'A backup or restore is asked of a database that is distributed by Citus.',
    remedy: 'Back up the cluster as a whole; restore into a database that is not distributed.',
  },
  DATABASE_IN_USE: {
    means: 'The embedded database cannot be deleted while it is in use.',
    remedy: 'Stop `facet serve` and every other command first.',
  },
  DATABASE_NOT_EMPTY: {
    means: 'The demo and a backup are for an empty database, and this one holds data.',
    remedy: 'Use another database or `facet reset`; of a restore, say `--replace`.',
  },
  DATABASE_TOO_OLD: {
    means: 'The database is older than PostgreSQL 15.',
    remedy: 'Use a newer PostgreSQL.',
  },
  DATABASE_UNREACHABLE: {
    means: 'The database cannot be reached at the start.',
    remedy: 'Check `DATABASE_URL`, and whether the database runs.',
  },
  DATA_DIRECTORY: {
    means: 'The data directory cannot be used, or its files do not belong together.',
    remedy: 'Do what the sentence says, or set `FACET_DATA_DIR` to another directory.',
  },
  DAY_IMPORTED: {
    means: 'The snapshot of a day was imported, and writing it anew would lose it.',
    remedy: 'Choose another day.',
  },
  DELIVERY_FAILED: {
    means: 'A destination did not take what a campaign hands to it; the sentence tells which and why.',
    remedy: 'Mend that, and run `facet campaigns run`: what was taken is not sent again.',
  },
  DISTRIBUTION_REFUSED: {
    means: 'Tables cannot be distributed as they are, or by this user of the database.',
    remedy: 'Do what the sentence says, then run `facet distribute` again.',
  },
  DOCUMENT_EXISTS: {
    means: 'A trusted document was published before with another text.',
    remedy: 'Give the new text an id of its own, such as its SHA-256.',
  },
  DOCUMENT_NOT_FOUND: {
    means: 'No trusted document of an id is published.',
    remedy: 'Check it against `facet documents list`.',
  },
  EMBEDDED_DATABASE: {
    means: 'The embedded PostgreSQL cannot be started, or does not end.',
    remedy: 'Do what the sentence says, or set `DATABASE_URL` to a database of your own.',
  },
  FILE_NOT_FOUND: {
    means: 'A file to read is not there.',
    remedy: 'Check the path that the sentence names.',
  },
  INDEX_FAILED: {
    means: 'The index of an attribute could not be built; nothing of it is left.',
    remedy: 'Mend what the sentence tells, and run the command again.',
  },
  INTERRUPTED: {
    means: 'The command was told to stop; what was not finished was rolled back.',
    remedy: 'Run it again.',
  },
  INVALID_ALIAS: {
    means: 'A name cannot be an alias.',
    remedy: 'Take a letter followed by letters, digits and underscores.',
  },
  INVALID_SLOT: {
    means: 'A slot cannot hold values of the type.',
    remedy: 'Choose a slot of the kind that the sentence names, or none.',
  },
  KEY_EXISTS: {
    means: 'There is an API key of the name already, valid or revoked.',
    remedy: 'Give another name.',
  },
  KEY_EXPIRED: {
    means: 'The API key has ended by itself.',
    remedy: 'Rotate it with `--expires`, which says when it ends from now on.',
  },
  KEY_NEEDED: {
    means: 'Nobody could show who they are, or whoever can reach the server could read the data without a key.',
    remedy: 'Run `facet keys create NAME --role ROLE` first, set `access.tokens`, or name the origins.',
  },
  KEY_NOT_FOUND: {
    means: 'There is no valid API key of the name.',
    remedy: 'See `facet keys list`.',
  },
  LISTEN_FAILED: {
    means: 'The server cannot listen at `HOST` and `PORT`.',
    remedy: 'Set another port or address.',
  },
  WORKERS_GONE: {
    means: 'A worker of `facet serve --workers` died at once several times in a row, so the server has ended.',
    remedy: 'Mend what the sentence and the log lines before it say, then start the server again.',
  },
  MIGRATION_REFUSED: {
    means: 'The schema cannot be brought to this version: a right is missing, or something of yours depends on it.',
    remedy: 'Do what the sentence says, then run `facet migrate`.',
  },
  NOT_COMPOSABLE: {
    means: 'Subgraphs contradict each other, so that no supergraph can be composed of them.',
    remedy: 'Mend what the sentences name, in the subgraphs that they name.',
  },
  NOT_OF_ROLE: {
    means: 'An API key is to see an application or brand that its role does not see.',
    remedy: 'Leave it out, or choose a role that sees it.',
  },
  NO_CUSTOMERS: {
    means: 'There are no customers to work on.',
    remedy: 'Import some first, or check `enrichment.user_master_table`.',
  },
  NO_RESULTS: {
    means: '`--only` makes some attributes anew in results that are not there.',
    remedy: 'Run without it first.',
  },
  PORT_IN_USE: {
    means: 'The port for BI tools is in use.',
    remedy: 'Choose another with `--port`.',
  },
  PROFILES_IN_USE: {
    means: 'The snapshots are read without a pause, so that nothing of their table can be changed.',
    remedy: 'Try again.',
  },
  RESET_REFUSED: {
    means: '`facet reset` deletes the embedded database only.',
    remedy: 'Begin afresh with another, empty database.',
  },
  RESULTS_IN_USE: {
    means: 'The results of enrichment are read without a pause, so that they cannot be replaced; the old ones stay.',
    remedy: 'Try again later.',
  },
  SCHEMA_ABSENT: {
    means: "The database does not have Facet's schema.",
    remedy: 'Run `facet migrate`.',
  },
  SCHEMA_NEWER: {
    means: 'The database is of a newer version, and the program is too old to work on it beside that.',
    remedy: 'Use the newer program.',
  },
  SCHEMA_OLDER: {
    means: 'The database needs migrations.',
    remedy: 'Run `facet migrate`.',
  },
  SLOTS_EXHAUSTED: {
    means: 'The profile table has no room for another column.',
    remedy: 'Retire aliases; their slots are free again when the days under their meaning are gone.',
  },
  SLOT_TAKEN: {
    means: 'A slot has another meaning on one of the days.',
    remedy: 'Retire that first, or leave the slot to be chosen.',
  },
  SUBGRAPH_INVALID: {
    means: 'The SDL, resolvers or references of a subgraph do not make a schema; the sentence tells which and why.',
    remedy: 'Mend them.',
  },
  SUPERGRAPH_INVALID: {
    means: 'A supergraph cannot be read: it is no SDL, or does not say what it joins.',
    remedy: 'Compose it again, or give the file that the composer wrote.',
  },
  TARGET_BUSY: {
    means: 'Another run writes the same.',
    remedy: 'Run the command again when that has ended.',
  },
  TOO_MANY_NAMES: {
    means: 'The catalogue would have more names, former ones included, than a view can have columns.',
    remedy: 'Take former names away first.',
  },
  TOO_MANY_REJECTS: {
    means: 'A file has more bad rows than may be rejected; nothing of it was kept.',
    remedy: 'Mend the rows or the mapping, or allow more with `--max-rejects`.',
  },
  UNKNOWN_ALIAS: {
    means: 'The catalogue has no alias of the name.',
    remedy: 'See `facet aliases list`; near names are suggested.',
  },
  UNKNOWN_COLUMN: {
    means: 'A declared attribute reads a column that its source does not have.',
    remedy: 'Use one that docs/attribute-kinds.md lists; near names are suggested.',
  },
  UNKNOWN_ROLE: {
    means: 'The config has no role of the name, or none is named.',
    remedy: 'Name one of those in the sentence; `access.roles` of the config file defines them.',
  },
  VIEW_IN_USE: {
    means: 'Something of yours depends on a view or table that must change, or readers never pause.',
    remedy: 'Do what the sentence says, and run the command again.',
  },
} as const satisfies CodeTable;
