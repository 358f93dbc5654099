import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import { checkRows } from '../../../federation/answeredRows.js';
import { loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import { UserError } from '../../../lib/errors/UserError.js';
import type { Page } from '../../../lib/relay/page.js';
import type { Order } from '../../../population/keyset.js';
import type { Population } from '../../../population/population.js';
import { compileSegment } from '../../../segments/compileSegment.js';
import { prepareSegments } from '../../../segments/prepareSegments.js';
import { momentOf } from '../../../segments/SegmentMoment.js';
import { storedSegments } from '../../../segments/storedSegments.js';
import { readWithProfiles } from '../profileWith.js';
import { countPopulations, findPopulationPages } from '../queries.js';
import type { AskedCustomer, CustomerRow } from '../shape.js';

/** The day that segments are asked for, and the one that attributes are read on. */
export interface SegmentDays {
  readonly asOf: string | null;
  readonly profileDay: string | null;
}

async function populationsOf(
  context: RequestContext,
  ids: readonly string[],
  { asOf, profileDay }: SegmentDays,
): Promise<(Population | UserError)[]> {
  const store = storedSegments(context);
  const found = await store.definitions(ids);
  // They came with all that they name.
  const known = { ...store, definitions: async () => found };
  const moment = momentOf(context, asOf, profileDay);
  const opened = await prepareSegments(context, known, [...found.values()], moment, undefined, { eachAlone: true });
  return ids.map((id) => {
    const definition = found.get(id);
    if (definition === undefined) return { day: profileDay, conditions: [sql`false`], ofProfile: false };
    try {
      const { sql: condition, ofProfile } = compileSegment(opened, definition);
      return { day: profileDay, conditions: [condition], ofProfile };
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  });
}

/** The customers of a segment, as SQL. Throws a `UserError` where it cannot be asked, because something that it names is unknown. */
export const loadPopulation = (context: RequestContext, id: string, days: SegmentDays): Promise<Population> =>
  loaderOf<string, Population>(
    context,
    `segment populations ${JSON.stringify(days)}`,
    () => new DataLoader<string, Population>((ids) => populationsOf(context, ids, days)),
  ).load(id);

/** What is read of each of some populations. */
interface Read {
  readonly order: Order;
  readonly page: Page;
  readonly asked: AskedCustomer;
}

/** A page of each of some populations: those that are asked together by one statement. */
export const populationPageLoader = (context: RequestContext, name: string, { order, page, asked }: Read) =>
  loaderOf<Population, CustomerRow[]>(
    context,
    `customers of segments ${name}`,
    () =>
      new DataLoader(async (populations) => {
        checkRows(populations.length, page, 'customers');
        let pages: CustomerRow[][] = [];
        await readWithProfiles(context, asked, { most: populations.length * (page.size + 1) }, async (read) => {
          pages = await findPopulationPages(context, populations, { order, page }, read);
          return pages.flat();
        });
        return pages;
      }),
  );

/** How many customers populations have: those that are asked together by one statement. */
export const populationCountLoader = (context: RequestContext) =>
  loaderOf<Population, number>(
    context,
    'sizes of populations',
    () => new DataLoader((populations) => countPopulations(context, populations)),
  );
