import { createCalendar } from './calendar.js';
import { insertCampaigns } from './campaigns.js';
import { createChannels } from './channelTable.js';
import { createCountries } from './countryTable.js';
import type { DemoRun } from './DemoRun.js';
import { insertEntities } from './entities.js';
import { insertOrderLines } from './orderLines.js';
import { createOrders } from './orders.js';
import { createPeople } from './people.js';
import { insertProducts } from './products.js';
import { insertRecipients } from './recipients.js';
import { insertRedemptions } from './redemptions.js';
import { insertSourceRecords } from './sourceRecords.js';
import { insertTargetings } from './targetings.js';
import { insertVisits } from './visits.js';

/** A step of the generator: what it makes, and how many rows it made. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<number>;
}

/** The steps that write the source tables; each builds on the temporary tables of those before. */
export function sourceSteps(run: DemoRun): readonly Step[] {
  const companies = async (): Promise<number> => {
    await createCountries(run);
    return insertEntities(run);
  };
  const people = async (): Promise<number> => {
    await createPeople(run);
    return insertSourceRecords(run);
  };
  const orders = async (): Promise<number> => {
    await createCalendar(run);
    await createChannels(run);
    await createOrders(run);
    return insertOrderLines(run);
  };
  return [
    { name: 'companies', run: companies },
    { name: 'source records of customers', run: people },
    { name: 'products', run: () => insertProducts(run) },
    { name: 'order lines', run: orders },
    { name: 'page views', run: () => insertVisits(run) },
    { name: 'campaigns', run: () => insertCampaigns(run) },
    { name: 'campaign targetings', run: () => insertTargetings(run) },
    { name: 'campaign recipients', run: () => insertRecipients(run) },
    { name: 'coupon redemptions', run: () => insertRedemptions(run) },
  ];
}
