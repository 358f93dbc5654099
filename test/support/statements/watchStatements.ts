import type { SQL } from 'drizzle-orm';
import postgres from 'postgres';
import { openClient } from '../../../src/db/client.js';
import { createDoor, type Door } from '../../../src/db/door.js';
import { compile } from '../../../src/db/sql.js';
import { citusRules } from './citusRule.js';
import { refusedByCitus } from './refusedByCitus.js';
import { isStillRefused } from './stillRefused.js';

/** What hands statements on; whoever calls it has written them. */
const carriers =
  /\/src\/(db\/((connection|replica)\/|(client|door|foreignDoor|runStatement|transact|withRollback)\.ts)|telemetry\/|population\/AnswerReads\.ts|access\/viewerRights\.ts)|\/support\/statements\/|\/node_modules\/|^node:/;

/** Released migrations stay as they are; `facet migrate` sees to them on a distributed database. */
const ownSource = /\/src\/(?!db\/migrate\.ts)/;

const framesSeen = 24;

const isAuthor = (file: string | null | undefined): boolean => file != null && file !== '' && !carriers.test(file);

/** What a door has made of a statement was looked at when the door was asked; whoever waits for it may not have written it. */
const door = /\/src\/db\/door\.ts$/;

/** The files that are at work, the innermost first. */
function filesAtWork(): (string | null | undefined)[] {
  const { stackTraceLimit } = Error;
  const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace');
  Error.prepareStackTrace = (_error, sites) => sites;
  Error.stackTraceLimit = framesSeen;
  const here: { stack?: unknown } = {};
  Error.captureStackTrace(here);
  const sites = here.stack as NodeJS.CallSite[];
  if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
  else Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
  Error.stackTraceLimit = stackTraceLimit;
  return sites.map((site) => site.getFileName());
}

/** Whether a statement that is being made was written by the product, and not by a test, and shall run on Citus. */
function isOurs(files: readonly (string | null | undefined)[]): boolean {
  const author = files.find(isAuthor);
  return author != null && ownSource.test(author) && !isStillRefused(author);
}

function isOursByDriver(): boolean {
  const files = filesAtWork();
  return !files.some((file) => door.test(file ?? '')) && isOurs(files);
}

const seen = new Set<string>();
const refused: string[] = [];

/** Only what names tables of Facet, or makes settings, is of interest to workers. */
const isOfInterest = /facet\.|set_config/;

function look(text: string): void {
  if (seen.has(text) || !isOfInterest.test(text)) return;
  seen.add(text);
  let rules: ReturnType<typeof refusedByCitus>;
  try {
    rules = refusedByCitus(text);
  } catch {
    // PostgreSQL has the same parser, and refuses it too.
    return;
  }
  for (const rule of rules) refused.push(`${rule}: ${citusRules[rule]}\n${text.trim()}`);
}

/** What the driver keeps of a statement while it is made and sent. */
interface Made {
  readonly strings: readonly string[];
}

const [handlers, texts] = [new WeakMap<object, unknown>(), new WeakMap<object, unknown>()];
/** By what the statements were made of: the parts of a template are the same ones each time. */
const origins = new WeakMap<object, boolean>();

/** Templates are put together later; other texts are whole, and most of them have been looked at. */
const mayBeOfInterest = (strings: readonly string[]): boolean =>
  'raw' in strings || (isOfInterest.test(strings[0] ?? '') && !seen.has(strings[0] ?? ''));

function watchQueries(prototype: object): void {
  Object.defineProperty(prototype, 'handler', {
    get(this: Made) {
      return handlers.get(this);
    },
    set(this: Made, handler: unknown) {
      const { strings } = this;
      if (!origins.has(strings)) origins.set(strings, mayBeOfInterest(strings) && isOursByDriver());
      handlers.set(this, handler);
    },
  });
  Object.defineProperty(prototype, 'string', {
    get(this: Made) {
      return texts.get(this);
    },
    set(this: Made, text: string) {
      texts.set(this, text);
      if (origins.get(this.strings) === true) look(text);
    },
  });
}

/** A door waits for a connection before it makes its statement: who asked is known when it is asked. */
function watchDoors(prototype: Door): void {
  const query = Reflect.get(prototype, 'query') as (this: Door, ...given: unknown[]) => Promise<never[]>;
  prototype.query = function asked(this: Door, statement: SQL, ...options: unknown[]) {
    if (isOurs(filesAtWork())) look(compile(statement).text);
    return query.call(this, statement, ...options);
  };
}

const nowhere = 'postgresql://nobody@127.0.0.1:1/none';

watchQueries(Object.getPrototypeOf(postgres(nowhere).unsafe('')) as object);
watchDoors(Object.getPrototypeOf(createDoor(openClient({ kind: 'url', url: nowhere }))) as Door);

/** What Citus would refuse of the statements that the product has sent in this process since it was asked last: rule and text. */
export const takeRefused = (): string[] => refused.splice(0);
