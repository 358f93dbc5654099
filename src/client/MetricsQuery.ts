import { checkCharacters } from '../lib/checks/checkValue.js';
import { checkKey } from '../lib/checks/checkKey.js';
import { checkLocale } from '../lib/checks/checkLocale.js';
import { UserError } from '../lib/errors/UserError.js';
import type { AggregationLevel } from '../words/levels.js';
import type { AppName } from './AppName.js';
import { checkList, checkText } from './checkCall.js';
import type { AskedQuery, MetricsSource } from './MetricsSource.js';
import type { QueryResponse } from './QueryResponse.js';
import { readPages } from './readPages.js';
import { toDay, type Day } from './toDay.js';

/** How a query is run. */
export interface RunOptions {
  /** Ends the query, e.g. `AbortSignal.timeout(5000)`: it then fails with the code `REQUEST_ABORTED`. */
  readonly signal?: AbortSignal | undefined;
}

/** HTTP could not carry a name with half a character. */
function checkName(value: unknown, path: string): string {
  const name = checkText(value, path);
  checkCharacters(name, path);
  return name;
}

const checkId = (id: unknown, path: string): string => checkKey(checkText(id, path), path);

/**
 * A query of the metrics of entities of one level. It never changes: each call returns another query, in which it replaces an
 * earlier call of the same filter. Calls throw a `UserError` for a value that cannot be meant.
 */
export class MetricsQuery<L extends AggregationLevel> {
  readonly #source: MetricsSource;
  readonly #asked: AskedQuery<L>;
  readonly #ids: readonly string[] | null;

  /** Made by `QueryBuilder.query(level)`. */
  constructor(source: MetricsSource, asked: AskedQuery<L>, ids: readonly string[] | null = null) {
    this.#source = source;
    this.#asked = asked;
    this.#ids = ids;
  }

  #with(asked: Partial<AskedQuery<L>>): MetricsQuery<L> {
    return new MetricsQuery(this.#source, { ...this.#asked, ...asked }, this.#ids);
  }

  /** Of one application; of the default one of the configuration when not called. */
  forApp(app: AppName | (string & {})): MetricsQuery<L> {
    return this.#with({ app: checkText(app, 'app') });
  }

  /** `forApp` in the original's spelling. */
  for_app(app: AppName | (string & {})): MetricsQuery<L> {
    return this.forApp(app);
  }

  /** Of one entity, by its business key. */
  forEntity(id: string): MetricsQuery<L> {
    return new MetricsQuery(this.#source, this.#asked, [checkId(id, 'entityId')]);
  }

  /** `forEntity` in the original's spelling. */
  for_entity(id: string): MetricsQuery<L> {
    return this.forEntity(id);
  }

  /** Of several entities, in this order and each once; of all of the level when not called. */
  forEntities(ids: readonly string[]): MetricsQuery<L> {
    return new MetricsQuery(this.#source, this.#asked, [...new Set(checkList(ids, 'entityIds', checkId))]);
  }

  /** `forEntities` in the original's spelling. */
  for_entities(ids: readonly string[]): MetricsQuery<L> {
    return this.forEntities(ids);
  }

  /** Only these metrics; all when not called. */
  whereMetricNameIn(names: readonly string[]): MetricsQuery<L> {
    return this.#with({ names: checkList(names, 'names', checkName) });
  }

  /** `whereMetricNameIn` in the original's spelling. */
  where_metric_name_in(names: readonly string[]): MetricsQuery<L> {
    return this.whereMetricNameIn(names);
  }

  /** Only what is effective on these days; with `forLastFullMonth` what is in both. */
  whereEffectiveDateIn(days: readonly Day[]): MetricsQuery<L> {
    return this.#with({ effectiveDates: checkList(days, 'effectiveDates', toDay) });
  }

  /** `whereEffectiveDateIn` in the original's spelling. */
  where_effective_date_in(days: readonly Day[]): MetricsQuery<L> {
    return this.whereEffectiveDateIn(days);
  }

  /** Only the month before that of today in the application's time zone, e.g. from the first of May on that of April. */
  forLastFullMonth(): MetricsQuery<L> {
    return this.#with({ lastFullMonth: true });
  }

  /** `forLastFullMonth` in the original's spelling. */
  for_last_full_month(): MetricsQuery<L> {
    return this.forLastFullMonth();
  }

  /** No metrics, which are then not read. */
  attributesOnly(): MetricsQuery<L> {
    return this.#with({ attributesOnly: true });
  }

  /** `attributesOnly` in the original's spelling. */
  attributes_only(): MetricsQuery<L> {
    return this.attributesOnly();
  }

  /** Formats values in the way of writing of a language and region, e.g. `fr` or `de-CH`; `en` when not called. */
  inLocale(locale: string): MetricsQuery<L> {
    return this.#with({ locale: checkLocale(checkText(locale, 'locale')) });
  }

  /** `inLocale` in the original's spelling. */
  in_locale(locale: string): MetricsQuery<L> {
    return this.inLocale(locale);
  }

  /** The first of the entities that is known, with its metrics; null where none is. Fails where no entity is named. */
  async first({ signal }: RunOptions = {}): Promise<QueryResponse<L> | null> {
    if (this.#ids === null)
      throw new UserError(
        'first() is about one entity: name it with forEntity(id), or ask for all of the level with all().',
        'ENTITY_MISSING',
      );
    for await (const [response] of readPages(this.#source.read(this.#asked, signal), this.#ids, signal))
      if (response !== undefined) return response;
    return null;
  }

  /** The entities with their metrics, in the order named, without unknown ones; all of the level in the order of keys. */
  async all({ signal }: RunOptions = {}): Promise<QueryResponse<L>[]> {
    const responses: QueryResponse<L>[] = [];
    for await (const page of readPages(this.#source.read(this.#asked, signal), this.#ids, signal))
      responses.push(...page);
    return responses;
  }
}
