import { createCalendar } from './tables/calendar.js';
import { insertCampaigns } from './tables/campaigns.js';
import { createChannels } from './tables/channelTable.js';
import { insertConsent } from './tables/consent.js';
import { createCountries } from './tables/countryTable.js';
import type { DemoRun } from './DemoRun.js';
import { insertEntities } from './tables/entities.js';
import { insertOrderLines } from './tables/orderLines.js';
import { createOrders } from './tables/orders.js';
import { createPeople } from './tables/people.js';
import { insertProducts } from './tables/products.js';
import { insertRecipients } from './tables/recipients.js';
import { insertRedemptions } from './tables/redemptions.js';
import { insertSourceRecords } from './tables/sourceRecords.js';
import { insertTargetings } from './tables/targetings.js';
import { insertVisits } from './tables/visits.js';

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
    { name: 'consents', run: () => insertConsent(run) },
    { name: 'products', run: () => insertProducts(run) },
    { name: 'order lines', run: orders },
    { name: 'page views', run: () => insertVisits(run) },
    { name: 'campaigns', run: () => insertCampaigns(run) },
    { name: 'campaign targetings', run: () => insertTargetings(run) },
    { name: 'campaign recipients', run: () => insertRecipients(run) },
    { name: 'coupon redemptions', run: () => insertRedemptions(run) },
  ];
}
